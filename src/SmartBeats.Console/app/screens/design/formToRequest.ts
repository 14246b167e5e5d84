import type { AdvancedForm, DesignForm } from './form';
import { numberOrText, percentToShare, splitList } from './numbers';
import type { BacktestWish, PlanRequest, ResponseAssumptions, Station } from './request';

/** The request that the form asks for. Fields left empty are left out: the server has their defaults. */
export function formToRequest(form: DesignForm): PlanRequest {
  const request: PlanRequest = { ...form.other };
  if (form.by === 'beats') { set(request, 'beats', form.beats, numberOrText); } else { set(request, 'workloadPerBeat', form.workloadPerBeat, numberOrText); }
  Object.assign(request, formToFilter(form));
  if (form.workload === 'service-minutes' || form.workload === 'time-on-scene') { request.workload = form.workload; }
  if (form.workload === 'priority-weights') { request.workload = readWeights(form.weights); }
  set(request, 'diversion', form.diversion, readDiversion);
  set(request, 'tolerance', form.tolerancePercent, percentToShare);
  if (form.goal !== 'compact') { request.goal = form.goal; }
  addAdvanced(request, form.advanced);
  return request;
}

/** The part of the request that says which calls count. */
export function formToFilter(form: DesignForm): PlanRequest {
  const filter: PlanRequest = {};
  if (form.data !== 'all') { filter.data = form.data; }
  if (form.priorities.length > 0) { filter.priorities = form.priorities.map(numberOrText); }
  if (form.dispositions.length > 0) { filter.dispositions = [...form.dispositions]; }
  if (form.natures.length > 0) { filter.natures = [...form.natures]; }
  if (form.sources.length > 0) { filter.sources = [...form.sources]; }
  set(filter, 'from', form.from, (text) => text);
  set(filter, 'to', form.to, (text) => text);
  if (form.weekdays.length > 0) { filter.weekdays = [...form.weekdays]; }
  if (form.hoursFrom !== '' || form.hoursTo !== '') { filter.hours = `${form.hoursFrom || '0'}-${form.hoursTo || '24'}`; }
  return filter;
}

function addAdvanced(request: PlanRequest, form: AdvancedForm): void {
  set(request, 'seed', form.seed, numberOrText);
  set(request, 'effort', form.effort, numberOrText);
  if (!form.bridges) { request.bridges = false; }
  const balance = readWeights(form.balance);
  if (Object.keys(balance).length > 0) { request.balance = balance; }
  set(request, 'weigh', form.weigh, readNamed);
  set(request, 'keepWhole', form.keepWhole, (text) => readNamed(text.replaceAll(',', '\n'), 1));
  set(request, 'label', form.label, (text) => text.trim());
  set(request, 'equalArea', form.equalArea, numberOrText);
  if (form.season === 'for') { set(request, 'for', form.for, (text) => text.trim()); }
  if (form.season === 'halfLife') { set(request, 'halfLife', form.halfLife, (text) => text.trim()); }
  if (form.season === 'weighPeriods') { set(request, 'weighPeriods', form.weighPeriods, readPeriods); }
  set(request, 'shifts', form.shifts, splitList);
  set(request, 'shiftBudget', form.shiftBudgetPercent, percentToShare);
  set(request, 'rank', form.rank, numberOrText);
  set(request, 'sectors', form.sectors, numberOrText);
  set(request, 'within', form.within, (text) => text);
  if (form.also.length > 0) { request.also = [...form.also]; }
  if (form.backtest) { request.backtest = readBacktest(form); }
  if (form.response) { request.response = readResponse(form); }
  set(request, 'barriers', form.barriers, readPairs);
  set(request, 'links', form.links, readPairs);
  set(request, 'stations', form.stations, readStations);
  set(request, 'stationWeight', form.stationWeight, numberOrText);
  if (form.current.kind === 'plan') { request.current = form.current.planId; }
  if (form.current.kind === 'pairs') { request.current = form.current.pairs; }
  set(request, 'changeBudget', form.changeBudgetPercent, percentToShare);
  set(request, 'lockAreas', form.lockAreas, splitList);
  set(request, 'lockBeats', form.lockBeats, splitList);
  set(request, 'withoutBeats', form.withoutBeats, splitList);
  if (form.growth.length > 0) { request.growth = form.growth; }
}

function readBacktest(form: AdvancedForm): boolean | BacktestWish {
  const wish: BacktestWish = {};
  set(wish, 'origins', form.backtestOrigins, numberOrText);
  set(wish, 'seeds', form.backtestSeeds, numberOrText);
  if (form.backtestForwardOnly) { wish.forwardOnly = true; }
  return Object.keys(wish).length > 0 ? wish : true;
}

function readResponse(form: AdvancedForm): boolean | ResponseAssumptions {
  const response: ResponseAssumptions = {};
  set(response, 'speedKmh', form.speedKmh, numberOrText);
  if (form.law !== '') { response.law = form.law; }
  set(response, 'minutes', form.minutes, (text) => splitList(text).map(numberOrText));
  set(response, 'officers', form.officers, (text) => splitList(text).map(numberOrText));
  set(response, 'otherShare', form.otherSharePercent, percentToShare);
  return Object.keys(response).length > 0 ? response : true;
}

function readWeights(typed: Record<string, string>): Record<string, number | string> {
  const given = Object.entries(typed).filter(([, weight]) => weight.trim() !== '');
  return Object.fromEntries(given.map(([name, weight]) => [name, numberOrText(weight)]));
}

/** "2017-05..2017-08=1" a line; one without a weight counts 1. */
function readPeriods(text: string): Record<string, number | string> {
  return Object.fromEntries(splitList(text).map((line) => {
    const [period, weight] = line.split('=', 2);
    return [(period ?? '').trim(), weight === undefined ? 1 : numberOrText(weight)];
  }));
}

/** "crashes=0.2" a line; names may hold equals signs and blanks. One without a number gets the usual one, or is sent to be refused. */
function readNamed(text: string, usual: number | string = ''): Record<string, number | string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => {
    const at = line.lastIndexOf('=');
    return at < 0 ? [line, usual] : [line.slice(0, at).trim(), numberOrText(line.slice(at + 1))];
  }));
}

/** "NOISE COMPLAINT=50" a line, in percent; natures may hold commas and equals signs. */
function readDiversion(text: string): Record<string, number | string> {
  const lines = text.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '');
  return Object.fromEntries(lines.map((line) => {
    const at = line.lastIndexOf('=');
    return at < 0 ? [line, ''] : [line.slice(0, at).trim(), percentToShare(line.slice(at + 1).replace('%', '').trim())];
  }));
}

/** Two ids a line, with a comma, semicolon, tab or bar between them; ids with a comma in quotes. */
export function readPairs(text: string): [string, string][] {
  return readLines(text).map((cells) => [cells[0] ?? '', cells[1] ?? '']);
}

/** name, longitude, latitude a line. */
export function readStations(text: string): Station[] {
  return readLines(text).map((cells) => ({ id: cells[0] ?? '', lon: numberOrText(cells[1] ?? ''), lat: numberOrText(cells[2] ?? '') }));
}

/** The cells of each line that is not blank. Quotes keep a separator within a cell. */
export function readLines(text: string): string[][] {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => [...line.matchAll(/(?:^|[,;\t|])\s*(?:"((?:[^"]|"")*)"|([^,;\t|]*))/g)]
    .map((cell) => (cell[1]?.replaceAll('""', '"') ?? cell[2] ?? '').trim()));
}

function set<T, K extends keyof T>(target: T, field: K, text: string, read: (text: string) => T[K]): void {
  if (text.trim() !== '') { target[field] = read(text); }
}
