import { type AdvancedForm, type CurrentBeats, type DesignForm, emptyForm } from './form';
import { shareToPercent } from './numbers';
import { dataChoices, goals, type PlanRequest, sources, type Weekday, weekdays } from './request';

/** The form that asks for this request: of a preset, a plan of the history, or one that was pasted. */
export function requestToForm(request: PlanRequest): DesignForm {
  const { hours, workload } = request;
  const [hoursFrom = '', hoursTo = ''] = typeof hours === 'string' ? hours.split('-') : [];
  return {
    by: isGiven(request.workloadPerBeat) && !isGiven(request.beats) ? 'workload' : 'beats',
    beats: show(request.beats),
    workloadPerBeat: show(request.workloadPerBeat),
    data: dataChoices.find((word) => word === request.data) ?? 'all',
    priorities: (request.priorities ?? []).map(String),
    dispositions: (request.dispositions ?? []).map(String),
    natures: (request.natures ?? []).map(String),
    sources: sources.filter((word) => request.sources?.includes(word)),
    from: showTime(request.from),
    to: showTime(request.to),
    weekdays: (request.weekdays ?? []).map(showDay),
    hoursFrom,
    hoursTo,
    workload: typeof workload === 'object' ? 'priority-weights' : (workload ?? 'calls'),
    weights: typeof workload === 'object' ? showAll(workload) : {},
    diversion: Object.entries(request.diversion ?? {}).map(([nature, share]) => `${nature}=${shareToPercent(share)}`).join('\n'),
    goal: goals.find((word) => word === request.goal) ?? 'compact',
    tolerancePercent: shareToPercent(request.tolerance),
    advanced: showAdvanced(request),
    other: Object.fromEntries(Object.entries(request).filter(([field, value]) => !known.has(field) && !(field === 'within' && !Array.isArray(value)))),
  };
}

function showAdvanced(request: PlanRequest): AdvancedForm {
  const response = typeof request.response === 'object' ? request.response : {};
  const backtest = typeof request.backtest === 'object' ? request.backtest : {};
  const season = (['for', 'halfLife', 'weighPeriods'] as const).find((field) => isGiven(request[field]));
  return {
    ...emptyForm.advanced,
    seed: request.seed === 1 ? '' : show(request.seed),
    effort: show(request.effort),
    bridges: request.bridges !== false,
    balance: showAll(request.balance ?? {}),
    weigh: Object.entries(request.weigh ?? {}).map(([name, share]) => `${name}=${share}`).join('\n'),
    keepWhole: showKept(request.keepWhole),
    label: show(request.label),
    equalArea: show(request.equalArea),
    season: season ?? 'none',
    for: show(request.for),
    halfLife: show(request.halfLife),
    weighPeriods: Object.entries(request.weighPeriods ?? {}).map(([period, weight]) => `${period}=${weight}`).join('\n'),
    shifts: (request.shifts ?? []).join(', '),
    shiftBudgetPercent: request.shifts?.length ? shareToPercent(request.shiftBudget) : '',
    rank: request.rank ? String(request.rank) : '',
    sectors: request.sectors ? String(request.sectors) : '',
    within: typeof request.within === 'string' ? request.within : '',
    also: request.also ?? [],
    backtest: request.backtest !== undefined && request.backtest !== false,
    backtestOrigins: show(backtest.origins),
    backtestSeeds: show(backtest.seeds),
    backtestForwardOnly: backtest.forwardOnly === true,
    response: request.response !== undefined && request.response !== false,
    speedKmh: show(response.speedKmh),
    law: response.law ?? '',
    minutes: (response.minutes ?? []).join(', '),
    officers: (response.officers ?? []).join(', '),
    otherSharePercent: shareToPercent(response.otherShare),
    barriers: showPairs(request.barriers),
    links: showPairs(request.links),
    stations: (request.stations ?? []).map((station) => [station.id, station.lon, station.lat].map(quote).join(', ')).join('\n'),
    stationWeight: show(request.stationWeight),
    current: showCurrent(request.current),
    changeBudgetPercent: shareToPercent(request.changeBudget),
    lockAreas: (request.lockAreas ?? []).join(', '),
    lockBeats: (request.lockBeats ?? []).join(', '),
    withoutBeats: (request.withoutBeats ?? []).join(', '),
    growth: request.growth ?? [],
  };
}

function showKept(columns: PlanRequest['keepWhole']): string {
  if (typeof columns === 'string') { return columns; }
  const weights = Array.isArray(columns) ? columns.map((column) => [column, 1] as const) : Object.entries(columns ?? {});
  return weights.map(([column, weight]) => (Number(weight) === 1 ? column : `${column}=${weight}`)).join(', ');
}

function showCurrent(current: PlanRequest['current']): CurrentBeats {
  if (typeof current === 'string') { return { kind: 'plan', planId: current }; }
  return Array.isArray(current) ? { kind: 'pairs', name: '', pairs: current } : { kind: 'none' };
}

/** To the minute where the seconds are those that a minute's begin or end means, as an input of date and time shows it. */
function showTime(time: string | null | undefined): string {
  return (time ?? '').replace(' ', 'T').replace(/^(\d{4}-\d\d-\d\dT\d\d:\d\d):(00|59)$/, '$1');
}

function showDay(day: Weekday | number): Weekday {
  return typeof day === 'number' ? weekdays[day - 1] ?? 'mon' : (day.slice(0, 3).toLowerCase() as Weekday);
}

export function showPairs(pairs: [string, string][] | undefined): string {
  return (pairs ?? []).map((pair) => pair.map(quote).join(', ')).join('\n');
}

function quote(cell: string | number): string {
  const text = String(cell);
  return /[",;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function showAll(weights: Record<string, number | string>): Record<string, string> {
  return Object.fromEntries(Object.entries(weights).map(([name, weight]) => [name, String(weight)]));
}

function show(value: string | number | null | undefined): string {
  return isGiven(value) ? String(value) : '';
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

const known = new Set([
  'city', 'beats', 'workloadPerBeat', 'data', 'priorities', 'dispositions', 'natures', 'sources', 'from', 'to', 'weekdays', 'hours', 'workload', 'diversion', 'tolerance', 'goal', 'seed',
  'effort', 'bridges', 'response', 'shifts', 'shiftBudget', 'rank', 'sectors', 'also', 'weighPeriods', 'halfLife', 'for', 'balance', 'weigh', 'keepWhole', 'label', 'equalArea', 'changeBudget',
  'lockBeats', 'withoutBeats', 'stationWeight', 'barriers', 'links', 'stations', 'lockAreas', 'current', 'backtest', 'growth',
]);
