import { numberOrText } from './numbers';
import { type PlanRequest, trimRequest, type Weekday } from './request';

/** A command line, and the request file it names where flags cannot say everything. */
export interface Command {
  text: string;
  /** What request.json must hold; null where the command line is complete by itself. */
  requestFile: string | null;
}

type Text = string | number;

/** Every field that has a flag, with how its value is written after it. */
const flags: Record<string, [flag: string, write: (value: never) => string]> = {
  beats: ['--beats', write],
  workloadPerBeat: ['--workload-per-beat', write],
  data: ['--data', write],
  priorities: ['--priorities', join],
  dispositions: ['--dispositions', join],
  natures: ['--natures', joinQuoted],
  sources: ['--sources', join],
  from: ['--from', write],
  to: ['--to', write],
  weekdays: ['--weekdays', join],
  hours: ['--hours', write],
  workload: ['--workload', weigh],
  diversion: ['--diversion', weighQuoted],
  tolerance: ['--tolerance', write],
  goal: ['--goal', write],
  seed: ['--seed', write],
  effort: ['--effort', write],
  shifts: ['--shifts', join],
  shiftBudget: ['--shift-budget', write],
  rank: ['--rank', write],
  sectors: ['--sectors', write],
  within: ['--within', write],
  also: ['--also', join],
  backtest: ['--backtest', weigh],
  weighPeriods: ['--weigh-periods', weigh],
  halfLife: ['--half-life', write],
  for: ['--for', write],
  life: ['--life', write],
  balance: ['--balance', weigh],
  weigh: ['--weigh', weighQuoted],
  keepWhole: ['--keep-whole', weighQuoted],
  label: ['--label', write],
  equalArea: ['--equal-area', write],
  changeBudget: ['--change-budget', write],
  lockBeats: ['--lock-beats', join],
  withoutBeats: ['--without-beats', join],
  stationWeight: ['--station-weight', write],
  lockAreas: ['--lock-areas', join],
  current: ['--current', write],
};

const responseFlags: Record<string, [flag: string, write: (value: never) => string]> = {
  speedKmh: ['--speed-kmh', write],
  law: ['--travel-law', write],
  minutes: ['--service-minutes', join],
  officers: ['--officers', join],
  otherShare: ['--other-share', write],
};

/** The command line that makes the same plan from a workspace that holds the same data. */
export function requestToCommand(request: PlanRequest, city: string, workspace = 'WORKSPACE'): Command {
  const trimmed = trimRequest(request);
  const start = `smartbeats design --workspace ${quote(workspace)} --city ${quote(city)}`;
  if (Object.entries(trimmed).every(([field, value]) => hasFlag(field, value))) {
    return { text: [start, ...Object.entries(trimmed).flatMap(([field, value]) => flagOf(field, value))].join(' '), requestFile: null };
  }
  return { text: `${start} --request request.json`, requestFile: `${JSON.stringify(trimmed, null, 2)}\n` };
}

/** Lists are cut at commas by the command; entries that hold one, and pairs of areas, need the file. */
function hasFlag(field: string, value: unknown): boolean {
  if (field === 'city' || field === 'bridges' || field === 'response') { return true; }
  if (field === 'current' || field === 'within') { return typeof value === 'string'; }
  const isList = Array.isArray(value);
  if (field === 'natures') { return isList && value.every((nature) => isQuotable(String(nature))); }
  if (field === 'keepWhole' && typeof value !== 'object') { return isQuotable(String(value)); }
  if (field === 'diversion' || field === 'weigh' || (field === 'keepWhole' && !Array.isArray(value))) { return Object.keys(value as object).every(isQuotable); }
  return field in flags && (!isList || value.every((entry) => !/[,]|^\s|\s$|^$/.test(String(entry))));
}

function flagOf(field: string, value: unknown): string[] {
  if (field === 'city') { return []; }
  if (field === 'bridges') { return value === false ? ['--no-bridges'] : []; }
  if (field === 'response' && value === true) { return ['--evaluate']; }
  if (field === 'response') { return Object.entries(value as object).flatMap(([part, given]) => pair(responseFlags[part], given)); }
  return pair(flags[field], value);
}

function pair(flag: [string, (value: never) => string] | undefined, value: unknown): string[] {
  return flag ? [flag[0], quote(flag[1](value as never))] : [];
}

function write(value: Text): string {
  return String(value);
}

function join(values: Text[]): string {
  return values.join(',');
}

function weigh(value: Text | boolean | Record<string, Text | boolean>): string {
  return typeof value === 'object' ? Object.entries(value).map(([name, weight]) => `${name}=${weight}`).join(',') : String(value);
}

/** Whether the command reads a name back from between double quotes. */
function isQuotable(name: string): boolean {
  return !/"|^\s|\s$|^$/.test(name);
}

/** A name that holds a comma between double quotes, as lists of natures are written in one text. */
export function quoteName(name: Text): string {
  return String(name).includes(',') ? `"${name}"` : String(name);
}

function joinQuoted(values: Text[]): string {
  return values.map(quoteName).join(',');
}

function weighQuoted(value: string | Text[] | Record<string, Text>): string {
  if (typeof value === 'string') { return quoteName(value); }
  if (Array.isArray(value)) { return value.map(quoteName).join(','); }
  return Object.entries(value).map(([name, share]) => `${quoteName(name)}=${share}`).join(',');
}

/** Quoted for sh, zsh and PowerShell where it must be. */
export function quote(text: string): string {
  return /^[\w./:=,@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** What a pasted text asks for: a request as JSON, or a command line of `smartbeats design`. Null where it is neither. */
export function readPasted(text: string): PlanRequest | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith('{')) { return readCommand(trimmed); }
  try {
    return JSON.parse(trimmed) as PlanRequest;
  } catch {
    return null;
  }
}

function readCommand(text: string): PlanRequest | null {
  const words = splitWords(text);
  const request: Record<string, unknown> = {};
  const response: Record<string, unknown> = {};
  let isEvaluated = false;
  for (let i = 0; i < words.length; i++) {
    const [flag = '', joined] = (words[i] ?? '').split(/=(.*)/s, 2);
    if (flag === '--no-bridges') { request.bridges = false; }
    if (flag === '--evaluate') { isEvaluated = true; }
    const field = fieldOf(flags, flag === '-b' ? '--beats' : flag);
    const part = fieldOf(responseFlags, flag);
    if (field === null && part === null) { continue; }
    const value = joined ?? words[++i] ?? '';
    if (field !== null) { request[field] = readValue(field, value); } else { response[part ?? ''] = readValue(part ?? '', value); }
  }
  if (Object.keys(response).length > 0) { request.response = response; } else if (isEvaluated) { request.response = true; }
  return Object.keys(request).length > 0 ? request : null;
}

function fieldOf(table: Record<string, [string, unknown]>, flag: string): string | null {
  return Object.keys(table).find((field) => table[field]?.[0] === flag) ?? null;
}

const lists = new Set(['priorities', 'dispositions', 'natures', 'sources', 'weekdays', 'shifts', 'lockBeats', 'withoutBeats', 'lockAreas', 'minutes', 'officers']);
const texts = new Set([
  'data', 'label', 'keepWhole', 'from', 'to', 'hours', 'goal', 'halfLife', 'for', 'life', 'current', 'within', 'law', 'dispositions',
  'natures', 'sources', 'weekdays', 'shifts', 'lockBeats', 'withoutBeats', 'lockAreas',
]);

function readValue(field: string, text: string): unknown {
  const read = texts.has(field) ? (word: string) => word as Weekday : numberOrText;
  if (lists.has(field)) { return splitQuoted(text).map((word) => word.trim()).filter((word) => word !== '').map(read); }
  if (['workload', 'balance', 'weighPeriods', 'diversion', 'weigh', 'keepWhole'].includes(field) && text.includes('=')) {
    return Object.fromEntries(splitQuoted(text).map((entry) => /^(.*)=(.*)$/s.exec(entry)?.slice(1) ?? [entry]).map(([name = '', weight = '']) => [name.trim(), numberOrText(weight)]));
  }
  if (field === 'backtest') { return readBacktest(text); }
  const percent = /^(.*)%$/.exec(text);
  return percent ? Number((Number(percent[1]) / 100).toPrecision(12)) : read(text);
}

/** "true", or "origins=3,seeds=3,forwardOnly=true". */
function readBacktest(text: string): unknown {
  const read = (word: string) => (/^(true|false)$/.test(word) ? word === 'true' : numberOrText(word));
  if (!text.includes('=')) { return read(text); }
  const parts = text.split(',').map((part) => part.split('=', 2));
  return Object.fromEntries(parts.map(([name = '', value = '']) => [name.trim(), read(value.trim())]));
}

/** Entries of a list: cut at commas that are not between double quotes, which are no part of them. */
function splitQuoted(text: string): string[] {
  return (text.match(/(?:"[^"]*"|[^,"])+/g) ?? []).map((entry) => entry.replaceAll('"', ''));
}

/** Words of a shell's line: blanks and continued lines part them, quotes hold them together. */
function splitWords(text: string): string[] {
  const bare = text.replace(/[\\`]\r?\n/g, ' ');
  const words = bare.match(/(?:'[^']*'|"[^"]*"|\\.|[^\s'"\\])+/g) ?? [];
  return words.map((word) => word.replace(/'([^']*)'|"([^"]*)"|\\(.)/g, (_, single, double, plain) => single ?? double ?? plain ?? ''));
}
