import type { Measures } from '../api/types';
import type { Key } from '../text/t';

/** A flag of the command as a field: what is left empty is not sent, and the command's own default holds. */
export interface Field {
  name: string; label: Key; kind: 'number' | 'share' | 'speed' | 'text' | 'choice' | 'yes' | 'date' | 'file' | 'beat';
  /** What holds where nothing is given, or an example of how it is written. */
  hint?: string; choices?: { value: string; label: Key }[]; required?: boolean; advanced?: boolean;
}
export interface Verb { id: 'evaluation' | 'staffing' | 'schedule' | 'absence'; fields: Field[] }

const shifts: Field = { name: 'shifts', label: 'people.shifts', kind: 'text', hint: 'day=6-18,night=18-6' };
const speed: Field = { name: 'speedKmh', label: 'people.speed', kind: 'speed', hint: '40' };
const rest: Field = { name: 'rest', label: 'people.rest', kind: 'number', hint: '10', advanced: true };

export const verbs: Verb[] = [
  { id: 'evaluation', fields: [
    { name: 'hours', label: 'people.hours', kind: 'text', hint: '22-6' },
    speed,
    { name: 'travelLaw', label: 'people.travelLaw', kind: 'choice', choices: [
      { value: 'right-angle', label: 'people.travelLaw.grid' }, { value: 'straight', label: 'people.travelLaw.straight' }] },
    { name: 'serviceMinutes', label: 'people.serviceMinutes', kind: 'text', hint: '60,45,30', advanced: true },
    { name: 'officers', label: 'people.officersSent', kind: 'text', hint: '2,1,1', advanced: true },
    { name: 'otherShare', label: 'people.otherShare', kind: 'share', hint: '33', advanced: true },
    { name: 'heldOut', label: 'people.heldOut', kind: 'share', hint: '33', advanced: true },
    { name: 'allCalls', label: 'people.allCalls', kind: 'yes', advanced: true },
    { name: 'seed', label: 'people.seed', kind: 'number', hint: '1', advanced: true },
  ] },
  { id: 'staffing', fields: [
    shifts,
    { name: 'responseMinutes', label: 'people.responseMinutes', kind: 'number', hint: '7' },
    { name: 'officersPerBeat', label: 'people.officersPerBeat', kind: 'number', hint: '1' },
    { name: 'committedShare', label: 'people.committedShare', kind: 'share', hint: '33', advanced: true },
    { name: 'delay', label: 'people.delay', kind: 'share', hint: '2', advanced: true },
    { ...speed, advanced: true },
    { name: 'administrativeHours', label: 'people.administrativeHours', kind: 'number', advanced: true },
    { name: 'scheduledHours', label: 'people.scheduledHours', kind: 'number', hint: '2080', advanced: true },
    { name: 'absenceHours', label: 'people.absenceHours', kind: 'number', hint: '382', advanced: true },
  ] },
  { id: 'schedule', fields: [
    { name: 'officers', label: 'people.officersFile', kind: 'file', required: true },
    { name: 'from', label: 'people.from', kind: 'date', required: true },
    { name: 'days', label: 'people.days', kind: 'number', hint: '28' },
    shifts,
    { name: 'cover', label: 'people.cover', kind: 'text', hint: 'day=8,night=5' },
    rest,
    { name: 'daysInARow', label: 'people.daysInARow', kind: 'number', hint: '6', advanced: true },
    { name: 'overtime', label: 'people.overtime', kind: 'number', hint: '0', advanced: true },
    { name: 'seed', label: 'people.seed', kind: 'number', hint: '1', advanced: true },
  ] },
  { id: 'absence', fields: [
    { name: 'beat', label: 'people.beat', kind: 'beat', required: true },
    { name: 'shift', label: 'people.shift', kind: 'text', hint: 'day', required: true },
    { name: 'date', label: 'people.date', kind: 'date' },
    { name: 'officers', label: 'people.officersFile', kind: 'file' },
    { name: 'roster', label: 'people.rosterFile', kind: 'file', advanced: true },
    { ...shifts, advanced: true },
    { ...speed, advanced: true },
    rest,
  ] },
];

const kmPerMile = 1.609344;

/** What was typed, as the API takes it: numbers as numbers, percent as fractions, speeds in km/h. Throws nothing: the form holds what is no number back. */
export function readFields(verb: Verb, typed: Record<string, string | boolean>, measures: Measures): Record<string, unknown> {
  const body: Record<string, unknown> = {};
  for (const { name, kind } of verb.fields) {
    const value = typed[name];
    if (value === undefined || value === false || (typeof value === 'string' && value.trim() === '')) { continue; }
    if (kind === 'yes' || typeof value === 'boolean') { body[name] = true; } else if (kind === 'number' || kind === 'beat') { body[name] = Number(value); } else if (kind === 'share') {
      body[name] = Number(value) / 100;
    } else if (kind === 'speed') { body[name] = Number((Number(value) * (measures === 'us' ? kmPerMile : 1)).toFixed(3)); } else { body[name] = kind === 'file' ? value : value.trim(); }
  }
  return body;
}

/** The hint of a field in the reader's units. */
export function hintOf(field: Field, measures: Measures): string | undefined {
  return field.kind === 'speed' && field.hint && measures === 'us' ? String(Math.round(Number(field.hint) / kmPerMile)) : field.hint;
}

export interface AnswerTable { name: string; columns: string[]; rows: Record<string, unknown>[] }

/** Every list of rows among an answer's numbers, at most two levels deep, with the columns its rows have. */
export function findTables(answer: Record<string, unknown>, prefix = ''): AnswerTable[] {
  const tables: AnswerTable[] = [];
  for (const [name, value] of Object.entries(answer)) {
    if (Array.isArray(value) && value.length > 0 && typeof value[0] === 'object' && value[0] !== null && !Array.isArray(value[0])) {
      const rows = value as Record<string, unknown>[];
      tables.push({ name: prefix + name, columns: [...new Set(rows.flatMap((row) => Object.keys(row)))], rows });
    } else if (value && typeof value === 'object' && !Array.isArray(value) && prefix === '' && !('value' in value)) {
      tables.push(...findTables(value as Record<string, unknown>, `${name}: `));
    }
  }
  return tables;
}

/** meanMinutes as "Mean minutes". */
export function readable(name: string): string {
  const words = name.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
