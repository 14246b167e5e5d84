import type { Beat, Division, Move, PlanTable } from '../api/types';
import { nameOf } from './model';

/** A step of a draft: areas by index go to a beat, or all of another beat's do. */
export interface Stroke { areas?: number[]; merge?: string; beat: string; isNew?: boolean }
/** Everything of a draft that is kept: what was done, what was undone since, and the beats that nobody may touch. */
export interface Draft { strokes: Stroke[]; undone: Stroke[]; locked: string[] }

export const emptyDraft: Draft = { strokes: [], undone: [], locked: [] };

/** The beats once strokes are made: names in order of number, and per area its beat by place in `names`. */
export interface DraftBeats {
  names: string[]; beatOf: number[]; changed: number[];
  /** The same with every beat there ever was, emptied ones among them, the plan's own first. */
  all: { names: string[]; beatOf: number[] };
}

export const namesOf = (table: PlanTable): string[] => [...table.beats].sort((a, b) => a.beat - b.beat).map(nameOf);

/** Makes the strokes on a plan, as the library does: emptied beats are left out, new ones come last. */
export function applyStrokes(table: PlanTable, strokes: Stroke[]): DraftBeats {
  const names = namesOf(table);
  const before = table.areas.beat.map((number) => number - 1);
  const beatOf = [...before];
  for (const stroke of strokes) {
    if (stroke.isNew) { names.push(stroke.beat); }
    const to = names.indexOf(stroke.beat);
    const from = stroke.merge === undefined ? -1 : names.indexOf(stroke.merge);
    if (from >= 0) { beatOf.forEach((beat, area) => { if (beat === from) { beatOf[area] = to; } }); }
    for (const area of stroke.areas ?? []) { beatOf[area] = to; }
  }
  const used = new Set(beatOf);
  const kept = names.map((_, beat) => beat).filter((beat) => used.has(beat));
  const place = new Map(kept.map((beat, at) => [beat, at]));
  return {
    names: kept.map((beat) => names[beat]!), beatOf: beatOf.map((beat) => place.get(beat)!),
    changed: beatOf.flatMap((beat, area) => (beat === before[area] ? [] : [area])), all: { names, beatOf },
  };
}

/** The draft as a division, its loads added up anew in the order of the areas; what takes more than sums, the checker says. */
export function toDivision(table: PlanTable, { names, beatOf }: DraftBeats, name: string): Division {
  const apart = new Set(table.beats.filter((beat) => beat.apart).map(nameOf));
  const beats: Beat[] = names.map((one, at) => ({ beat: at + 1, name: one, areas: 0, workload: 0, ...(apart.has(one) && { apart: true }) }));
  beatOf.forEach((at, area) => {
    const beat = beats[at]!;
    beat.areas! += 1;
    beat.workload! += table.areas.workload?.[area] ?? 0;
  });
  const counted = beats.filter((beat) => !beat.apart);
  const mean = counted.reduce((sum, beat) => sum + beat.workload!, 0) / counted.length;
  for (const beat of beats) { beat.deviation = beat.apart || mean === 0 ? 0 : (beat.workload! - mean) / mean; }
  return { name, beats, areas: { ...table.areas, beat: beatOf.map((at) => at + 1) } };
}

/** A stroke without what is locked or has the beat already; null where nothing is left of it. */
export function trim(table: PlanTable, draft: Draft, stroke: Stroke): Stroke | null {
  const { names, beatOf } = applyStrokes(table, draft.strokes);
  const locked = new Set(draft.locked);
  if (locked.has(stroke.beat)) { return null; }
  if (stroke.merge !== undefined) {
    return locked.has(stroke.merge) || stroke.merge === stroke.beat || !names.includes(stroke.merge) ? null : stroke;
  }
  const isFree = (area: number) => names[beatOf[area]!] !== stroke.beat && !locked.has(names[beatOf[area]!]!);
  const areas = [...new Set(stroke.areas)].filter(isFree).sort((a, b) => a - b);
  return areas.length ? { ...stroke, areas } : null;
}

export const undo = (draft: Draft): Draft => {
  const last = draft.strokes[draft.strokes.length - 1];
  return last ? { ...draft, strokes: draft.strokes.slice(0, -1), undone: [...draft.undone, last] } : draft;
};

export const redo = (draft: Draft): Draft => {
  const last = draft.undone[draft.undone.length - 1];
  return last ? { ...draft, strokes: [...draft.strokes, last], undone: draft.undone.slice(0, -1) } : draft;
};

export const add = (draft: Draft, stroke: Stroke): Draft => ({ ...draft, strokes: [...draft.strokes, stroke], undone: [] });

/** The strokes as the API takes them. */
export const toMoves = (strokes: Stroke[], ids: string[]): Move[] => strokes.map(({ areas, merge, beat, isNew }) => ({
  ...(areas && { areas: areas.map((area) => ids[area]!) }), ...(merge !== undefined && { merge }), beat, ...(isNew && { new: true }) }));
