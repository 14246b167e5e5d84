/** Calls of a week hour by hour, as the API gives them: Monday 0:00 first, 168 hours. */
export interface WeekTable {
  week: { calls: readonly number[]; minutes: readonly number[] };
  /** How many Mondays, Tuesdays, ... the calls cover. */
  days: readonly number[];
  /** Officers on duty in each hour, where somebody said. */
  officers?: readonly number[] | null;
}

export type WeekUnit = 'calls' | 'minutes';

/** One hour of one weekday, averaged over the weeks there are. */
export interface WeekHour {
  weekday: number;
  hour: number;
  /** Calls, or officer-minutes, in such an hour. */
  mean: number;
  /** Officers whom calls keep busy at any moment of it: officer-minutes over 60. */
  busy: number;
  officers: number | null;
  /** Share of the officers' time that calls take; null where nobody said how many there are. */
  share: number | null;
}

/** An officer's time is a third calls, a third patrol, a third everything else: the rule of thumb the original was built on. */
export const third = 1 / 3;

export function readWeek(table: WeekTable, unit: WeekUnit): WeekHour[] {
  return table.week.calls.map((calls, i) => {
    const weekday = Math.floor(i / 24);
    const days = Math.max(1, table.days[weekday] ?? 0);
    const minutes = table.week.minutes[i] ?? 0;
    const officers = table.officers?.[i] ?? null;
    const busy = minutes / 60 / days;
    return { weekday, hour: i % 24, mean: (unit === 'calls' ? calls : minutes) / days, busy, officers, share: shareOf(busy, officers) };
  });
}

function shareOf(busy: number, officers: number | null): number | null {
  if (officers === null) { return null; }
  return officers > 0 ? busy / officers : busy > 0 ? Infinity : 0;
}

/** Officers that must be on duty so that calls take no more than a third of their time, rounded up. */
export function officersForThird(hour: WeekHour): number {
  return Math.ceil(hour.busy / third - 1e-9);
}

/** The class of a value from 0 (nothing) to `classes` (the largest), in equal steps of value. */
export function classOf(value: number, largest: number, classes: number): number {
  return value <= 0 || largest <= 0 ? 0 : Math.min(classes, Math.ceil((value / largest) * classes - 1e-9));
}

/** Totals by weekday and by hour, for the margins of the table: sums over weekdays and means over hours. */
export function sumByWeekday(hours: readonly WeekHour[]): number[] {
  return Array.from({ length: 7 }, (_, weekday) => hours.filter((hour) => hour.weekday === weekday).reduce((sum, hour) => sum + hour.mean, 0));
}

export function meanByHour(hours: readonly WeekHour[]): number[] {
  return Array.from({ length: 24 }, (_, at) => hours.filter(({ hour }) => hour === at).reduce((sum, hour) => sum + hour.mean, 0) / 7);
}

/** The mean of the seven days, hour by hour. */
export function meanOfDay(hours: readonly WeekHour[]): WeekHour[] {
  return Array.from({ length: 24 }, (_, at) => {
    const same = hours.filter(({ hour }) => hour === at);
    const mean = (value: (hour: WeekHour) => number) => same.reduce((sum, hour) => sum + value(hour), 0) / Math.max(1, same.length);
    const busy = mean((hour) => hour.busy);
    const officers = same.some((hour) => hour.officers !== null) ? mean((hour) => hour.officers ?? 0) : null;
    return { weekday: 0, hour: at, mean: mean((hour) => hour.mean), busy, officers, share: shareOf(busy, officers) };
  });
}

/** How many of each weekday lie between two days, both included, Monday first. */
export function countWeekdays(first: string | null | undefined, last: string | null | undefined): number[] {
  const from = toDay(first);
  const to = toDay(last);
  if (from === null || to === null || to < from) { return [1, 1, 1, 1, 1, 1, 1]; }
  const total = to - from + 1;
  // Day 0 of the epoch was a Thursday, the third from Monday's 0.
  return Array.from({ length: 7 }, (_, weekday) => {
    const offset = (((weekday - 3 - from) % 7) + 7) % 7;
    return offset >= total ? 0 : Math.floor((total - offset - 1) / 7) + 1;
  });
}

function toDay(text: string | null | undefined): number | null {
  const time = text ? Date.parse(`${text.slice(0, 10)}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(time) ? null : time / 86_400_000;
}

/** Officers on duty typed as lines of a roster: "mon-fri 6-14 5", "sat,sun 22-6 3", "6-14 4" for every day; shifts that overlap add up. */
export function readRoster(text: string): { officers: number[] | null; wrong: string[] } {
  const officers = new Array<number>(168).fill(0);
  const wrong: string[] = [];
  const lines = text.split('\n').map((line) => line.trim()).filter((line) => line !== '');
  for (const line of lines) {
    if (!addLine(officers, line)) { wrong.push(line); }
  }
  return { officers: lines.length > 0 && wrong.length === 0 ? officers : null, wrong };
}

const names = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

function addLine(officers: number[], line: string): boolean {
  const match = /^(?:([a-z,\s-]+?)\s+)?(\d{1,2})\s*-\s*(\d{1,2})\s*[:=]?\s+(\d+(?:\.\d+)?)$/i.exec(line);
  const days = match ? readDays(match[1]) : null;
  const [from, to, count] = [Number(match?.[2]), Number(match?.[3]), Number(match?.[4])];
  if (days === null || !(from < 24 && to <= 24 && from !== to)) { return false; }
  const length = ((to - from + 24) % 24) || 24;
  for (const day of days) {
    for (let hour = 0; hour < length; hour++) {
      const at = (day * 24 + from + hour) % 168;
      officers[at] = (officers[at] ?? 0) + count;
    }
  }
  return true;
}

function readDays(text: string | undefined): number[] | null {
  if (text === undefined) { return [0, 1, 2, 3, 4, 5, 6]; }
  const days: number[] = [];
  for (const part of text.toLowerCase().split(',').map((word) => word.trim())) {
    const [first = -1, last = first] = part.split('-').map((word) => names.indexOf(word.trim().slice(0, 3)));
    if (first < 0 || last < 0) { return null; }
    for (let day = first; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === last) { break; }
    }
  }
  return days;
}
