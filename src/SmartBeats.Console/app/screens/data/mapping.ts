/** Which columns of a file the fields of a call come from, as `mapping.json` has it (src/SmartBeats/Calls/Mapping). */
export interface CallMapping {
  fingerprint: string;
  place?: PlaceMapping;
  time?: TimeMapping;
  eventNumber?: string;
  priority?: CodeMapping;
  incident?: CodeMapping;
  source?: CodeMapping;
  disposition?: string;
  nature?: string;
  unit?: string;
  beat?: string;
  serviceMinutes?: string;
  minutes?: 'total' | 'each';
  units?: string;
  received?: TimeMapping;
  dispatched?: TimeMapping;
  arrived?: TimeMapping;
  cleared?: TimeMapping;
}

export interface PlaceMapping { form: PlaceForm; columns: string[]; system?: string; decimalComma?: boolean }
export interface TimeMapping { columns: string[]; format: string }
export interface CodeMapping { column: string; codes: Record<string, string> }
export interface Column { name: string; samples: string[]; filled?: number }

export const placeForms = ['wkt', 'two-columns', 'latitude-longitude', 'longitude-latitude', 'area-id', 'address'] as const;
export type PlaceForm = (typeof placeForms)[number];

/** In the order of the table; `name` is the field's own as doubts and `--map` write it. */
export const fields = [
  { field: 'time', name: 'time', kind: 'time' },
  { field: 'place', name: 'place', kind: 'place' },
  { field: 'eventNumber', name: 'event_number', kind: 'text' },
  { field: 'priority', name: 'priority', kind: 'codes' },
  { field: 'incident', name: 'is_incident', kind: 'codes' },
  { field: 'disposition', name: 'disposition', kind: 'text' },
  { field: 'serviceMinutes', name: 'service_minutes', kind: 'text' },
  { field: 'units', name: 'units', kind: 'text' },
  { field: 'nature', name: 'nature', kind: 'text' },
  { field: 'source', name: 'source', kind: 'codes' },
  { field: 'unit', name: 'unit', kind: 'text' },
  { field: 'beat', name: 'beat', kind: 'text' },
  { field: 'received', name: 'received', kind: 'time' },
  { field: 'dispatched', name: 'dispatched', kind: 'time' },
  { field: 'arrived', name: 'arrived', kind: 'time' },
  { field: 'cleared', name: 'cleared', kind: 'time' },
] as const;
export type Field = (typeof fields)[number]['field'];
export type TimeField = 'time' | 'received' | 'dispatched' | 'arrived' | 'cleared';
export type CodeField = 'priority' | 'incident' | 'source';

/** Formats of time as the mapping names them, those of portals first. */
export const timeFormats = [
  'MM/dd/yyyy hh:mm:ss tt', 'MM/dd/yyyy HH:mm:ss', 'yyyy-MM-dd HH:mm:ss', 'dd/MM/yyyy HH:mm:ss', 'dd/MM/yyyy hh:mm:ss tt', 'yyyy-MM-dd hh:mm:ss tt',
  'MM/dd/yyyy', 'dd/MM/yyyy', 'yyyy-MM-dd', 'excel-serial', 'epoch-seconds', 'epoch-milliseconds',
];

export const meanings: Record<CodeField, readonly string[]> = {
  priority: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
  incident: ['true', 'false'],
  source: ['citizen', 'officer'],
};

/** A doubt's answer laid over what was chosen so far: only what it changes of the proposal is taken, so that answers add up. */
export function applyChoice(mapping: CallMapping, proposal: CallMapping, set: Partial<CallMapping>): CallMapping {
  const changed = Object.entries(set).filter(([field, value]) => !isSame(value, proposal[field as Field]));
  return dropEmpty({ ...mapping, ...Object.fromEntries(changed), fingerprint: mapping.fingerprint });
}

/** The columns a field comes from; none where it comes from nowhere. */
export function columnsOf(mapping: CallMapping, field: Field): string[] {
  const value = mapping[field];
  if (value === undefined) { return []; }
  if (typeof value === 'string') { return [value]; }
  return 'column' in value ? [value.column] : value.columns;
}

/** The mapping with a field from other columns; without columns the field is left out. How they are read is guessed from the samples. */
export function setColumns(mapping: CallMapping, field: Field, columns: readonly string[], all: readonly Column[]): CallMapping {
  const given = columns.filter((column) => column !== '');
  const [first] = given;
  const kind = fields.find((entry) => entry.field === field)?.kind;
  if (first === undefined) { return dropEmpty({ ...mapping, [field]: undefined }); }
  if (kind === 'text') { return { ...mapping, [field]: first }; }
  const samples = all.find((column) => column.name === first)?.samples ?? [];
  if (kind === 'codes') {
    const codes = Object.fromEntries(samples.map((code) => [code, guessMeaning(field as CodeField, code)] as const).filter(([, meaning]) => meaning !== null));
    return { ...mapping, [field]: { column: first, codes: mapping[field as CodeField]?.column === first ? mapping[field as CodeField]?.codes : codes } };
  }
  if (kind === 'time') {
    const before = mapping[field as TimeField];
    const format = before?.columns[0] === first ? before.format : guessFormat(samples) ?? before?.format ?? timeFormats[0];
    return { ...mapping, [field]: { columns: given, format } };
  }
  return { ...mapping, place: { ...mapping.place, form: guessPlaceForm(given, samples, mapping.place?.form), columns: given } };
}

/** Required fields that come from nowhere yet, and what has too few columns. */
export function findOpen(mapping: CallMapping): Field[] {
  const wanted = mapping.place?.form === 'two-columns' ? 2 : 1;
  const hasTime = mapping.time !== undefined && mapping.time.columns.length > 0 && mapping.time.format !== '';
  const hasPlace = (mapping.place?.columns.length ?? 0) >= wanted;
  return [...(hasTime ? [] : ['time' as const]), ...(hasPlace ? [] : ['place' as const])];
}

/** The format that every sample is written in, where the samples can tell; null where they cannot. */
export function guessFormat(samples: readonly string[]): string | null {
  const filled = samples.filter((sample) => sample.trim() !== '');
  if (filled.length === 0) { return null; }
  const every = (pattern: RegExp) => filled.every((sample) => pattern.test(sample.trim()));
  if (every(/^\d{12,13}$/)) { return 'epoch-milliseconds'; }
  if (every(/^\d{9,10}$/)) { return 'epoch-seconds'; }
  if (every(/^\d{5}(\.\d+)?$/)) { return 'excel-serial'; }
  const isTwelve = filled.some((sample) => /[ap]\.?m\.?\s*$/i.test(sample));
  const time = every(/[T\s]\d{1,2}:\d\d/) ? (isTwelve ? ' hh:mm:ss tt' : ' HH:mm:ss') : '';
  if (every(/^\d{4}[-/.]\d\d/)) { return `yyyy-MM-dd${time}`; }
  const days = filled.map((sample) => /^(\d{1,2})[-/.](\d{1,2})[-/.]\d{2,4}/.exec(sample.trim()));
  const isDayFirst = days.some((day) => Number(day?.[1]) > 12);
  const isMonthFirst = days.some((day) => Number(day?.[2]) > 12);
  if (!days.every((day) => day !== null) || isDayFirst === isMonthFirst) { return null; }
  return `${isDayFirst ? 'dd/MM' : 'MM/dd'}/yyyy${time}`;
}

function guessPlaceForm(columns: readonly string[], samples: readonly string[], before: PlaceForm | undefined): PlaceForm {
  if (before === 'address') { return before; }
  if (columns.length > 1) { return 'two-columns'; }
  if (samples.some((sample) => /POINT/i.test(sample))) { return 'wkt'; }
  const pair = samples.map((sample) => /^\s*\(?\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)/.exec(sample)).find((match) => match !== null);
  if (pair) { return Math.abs(Number(pair[1])) > 90 ? 'longitude-latitude' : 'latitude-longitude'; }
  return before === undefined || before === 'two-columns' ? 'area-id' : before;
}

function guessMeaning(field: CodeField, code: string): string | null {
  const word = code.trim().toLowerCase();
  if (field === 'priority') { return /^\D*([1-9])\D*$/.exec(word)?.[1] ?? null; }
  const [yes, no] = field === 'incident' ? ['true', 'false'] : ['officer', 'citizen'];
  if (['t', 'true', 'y', 'yes', '1', 'x', 'officer', 'self'].includes(word)) { return yes ?? null; }
  return ['f', 'false', 'n', 'no', '0', 'citizen', '911', 'phone'].includes(word) ? no ?? null : null;
}

function dropEmpty(mapping: Record<string, unknown>): CallMapping {
  return Object.fromEntries(Object.entries(mapping).filter(([, value]) => value !== undefined && value !== null)) as unknown as CallMapping;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one ?? null) === JSON.stringify(other ?? null);
}
