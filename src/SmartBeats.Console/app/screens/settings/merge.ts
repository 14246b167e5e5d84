import type { Preset } from '../design/presets';

/** Fields whose codes have labels. */
export const labelled = ['disposition', 'priority', 'nature', 'source'] as const;
export type Labelled = (typeof labelled)[number];

/** What is kept with a city. All but the first two may be missing. */
export interface CitySettings {
  name: string;
  timeZone: string;
  measures?: 'us' | 'metric';
  language?: string;
  labels?: Partial<Record<Labelled, Record<string, string>>>;
  /** Counts below it are shown as "fewer than" in what is shared. */
  mask?: number | null;
  presets?: Preset[];
  /** Whether an e-mail says each month if the patrolled beats still hold; missing for no. */
  monthlyEmail?: boolean | undefined;
}

/** One setting that both changed, each otherwise. */
export interface SettingsConflict {
  /** Path of the setting: `name`, `labels.disposition.6`, `presets.Nights`. */
  path: readonly string[];
  mine: unknown;
  theirs: unknown;
}

export interface SettingsMerge {
  /** Both changes together; where they contradict one another, mine. */
  settings: CitySettings;
  conflicts: SettingsConflict[];
}

/** Joins what I changed with what somebody else saved meanwhile, setting by setting. */
export function mergeSettings(base: CitySettings, mine: CitySettings, theirs: CitySettings): SettingsMerge {
  const [before, my, their] = [flatten(base), flatten(mine), flatten(theirs)];
  const merged = new Map(their);
  const conflicts: SettingsConflict[] = [];
  for (const key of new Set([...before.keys(), ...my.keys(), ...their.keys()])) {
    if (isSame(my.get(key), before.get(key))) { continue; }
    if (!isSame(their.get(key), before.get(key)) && !isSame(their.get(key), my.get(key))) {
      conflicts.push({ path: JSON.parse(key) as string[], mine: my.get(key), theirs: their.get(key) });
    }
    put(merged, key, my.get(key));
  }
  return { settings: unflatten(merged), conflicts };
}

/** The merge with theirs in the place of mine for the conflicts named by their index. */
export function takeTheirs(merge: SettingsMerge, indexes: ReadonlySet<number>): CitySettings {
  const flat = flatten(merge.settings);
  merge.conflicts.forEach((conflict, i) => indexes.has(i) && put(flat, JSON.stringify(conflict.path), conflict.theirs));
  return unflatten(flat);
}

function flatten(settings: CitySettings): Map<string, unknown> {
  const { labels, presets, ...plain } = settings;
  const flat = new Map<string, unknown>();
  for (const [name, value] of Object.entries(plain)) { put(flat, JSON.stringify([name]), value); }
  for (const [kind, codes] of Object.entries(labels ?? {})) {
    for (const [code, label] of Object.entries(codes)) { put(flat, JSON.stringify(['labels', kind, code]), label); }
  }
  for (const preset of presets ?? []) { put(flat, JSON.stringify(['presets', preset.name]), preset.request); }
  return flat;
}

function unflatten(flat: ReadonlyMap<string, unknown>): CitySettings {
  const settings: Record<string, unknown> = {};
  const labels: Record<string, Record<string, unknown>> = {};
  const presets: unknown[] = [];
  for (const [key, value] of flat) {
    const [name = '', second = '', third = ''] = JSON.parse(key) as string[];
    if (name === 'labels') {
      (labels[second] ??= {})[third] = value;
    } else if (name === 'presets') {
      presets.push({ name: second, request: value });
    } else {
      settings[name] = value;
    }
  }
  if (Object.keys(labels).length > 0) { settings['labels'] = labels; }
  if (presets.length > 0) { settings['presets'] = presets; }
  return settings as unknown as CitySettings;
}

function put(flat: Map<string, unknown>, key: string, value: unknown): void {
  if (value === undefined || value === null || value === '') { flat.delete(key); } else { flat.set(key, value); }
}

function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

/** JSON with the members of every object in order: the server may write them in another one. */
function canonical(value: unknown): string {
  const order = (part: unknown): unknown => {
    if (part === null || typeof part !== 'object' || Array.isArray(part)) { return part; }
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  };
  return JSON.stringify(value, (_, part: unknown) => order(part)) ?? '';
}
