import type { Resolution } from '../api/types';
import type { Painting } from '../map/AreaMap';
import { beatColours, classify, stepColours } from '../map/palette';
import type { Theme } from '../shell/theme';
import type { PlanOnMap } from './model';

/** How a plan is coloured: its beats, the workload of its areas, or the share of calls that are alike in something. */
export type View = 'beats' | 'workload' | Trait;
/** What calls are told apart by. */
export type Trait = 'disposition' | 'priority' | 'nature' | 'source';
export const views: View[] = ['beats', 'workload', 'disposition', 'priority', 'nature', 'source'];
export const isShare = (view: View): view is Trait => view !== 'beats' && view !== 'workload';
export interface LegendEntry { colour: string; from: number; to: number }
export interface Painted {
  painting: (theme: Theme) => Painting; legend: (theme: Theme) => LegendEntry[]; share: boolean;
  /** Areas shown pale, for few calls. */
  pale: number;
}

export function paintBeats(plan: PlanOnMap): Painted {
  const classOf = Int16Array.from(plan.beatOf, (beat) => (beat < 0 ? -1 : plan.colours[beat]!));
  return { painting: () => ({ colours: beatColours, classOf }), legend: () => [], share: false, pale: 0 };
}

export function paintWorkload(plan: PlanOnMap): Painted {
  return paintClasses(plan.workload);
}

/** The share of calls with one value, by beat or by area; pale where fewer calls than `small` stand behind it, empty without any. */
export function paintShare(plan: PlanOnMap, resolution: Resolution, value: number, by: 'beat' | 'area'): Painted {
  const areas = plan.city.packed.areas;
  const share = new Float64Array(areas).fill(-1);
  const calls = new Float64Array(areas);
  const put = (area: number, row: { calls: number; counts: number[] }) => {
    calls[area] = row.calls;
    share[area] = row.calls > 0 ? (row.counts[value] ?? 0) / row.calls : -1;
  };
  if (by === 'area') { for (const row of resolution.areas) { put(row.area, row); } } else {
    const rows = new Map(resolution.beats.map((row) => [row.beat, row]));
    plan.beatOf.forEach((beat, area) => {
      const row = rows.get(plan.beats[beat]?.beat ?? Number.NaN);
      if (row) { put(area, row); }
    });
  }
  return { ...paintClasses(share, calls.map((count) => Number(count > 0 && count < resolution.small))), share: true };
}

/** Values below 0 are not there; pale ones do not make classes. */
function paintClasses(values: ArrayLike<number>, faint?: ArrayLike<number>): Painted {
  const there = Array.from(values).filter((value, index) => value >= 0 && !faint?.[index]);
  const { bounds } = classify(there);
  const classOf = Int16Array.from(values, (value) => {
    if (value < 0) { return -1; }
    const index = bounds.findIndex((bound) => value <= bound);
    return index < 0 ? bounds.length - 1 : index;
  });
  const lowest = there.reduce((low, value) => Math.min(low, value), bounds[0] ?? 0);
  const coloursOf = (theme: Theme) => (bounds.length > 2 ? stepColours(theme) : [stepColours(theme)[0]!, stepColours(theme)[4]!]);
  return {
    painting: (theme) => ({ colours: coloursOf(theme), classOf, ...(faint && { faint }) }),
    legend: (theme) => bounds.map((to, index) => ({ colour: coloursOf(theme)[index]!, from: index === 0 ? lowest : bounds[index - 1]!, to })),
    share: false,
    pale: faint ? Array.from(faint).filter(Boolean).length : 0,
  };
}
