import type { Beat, Division, Move, PlanTable } from '../api/types';
import { nameOf } from './model';

/** A step of a draft: areas by index go to a beat, or all of another beat's do. */
export interface Stroke {
  areas?: number[]; merge?: string; beat: string; isNew?: boolean;
  /** Part of the step before: undone and made again with it. */
  goesOn?: boolean;
}
/** Everything of a draft that is kept: what was done, what was undone since, and the beats and areas that nobody may touch. */
export interface Draft { strokes: Stroke[]; undone: Stroke[]; locked: string[]; lockedAreas: number[]; snapshots: Snapshot[] }
/** A state of the draft that was given a name. */
export interface Snapshot { name: string; strokes: Stroke[] }

export const emptyDraft: Draft = { strokes: [], undone: [], locked: [], lockedAreas: [], snapshots: [] };
export const isEmpty = (draft: Draft): boolean =>
  draft.strokes.length + draft.undone.length + draft.locked.length + draft.lockedAreas.length + draft.snapshots.length === 0;

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
  const pinned = new Set(draft.lockedAreas);
  if (stroke.merge !== undefined) {
    const isPinned = draft.lockedAreas.some((area) => names[beatOf[area]!] === stroke.merge);
    return isPinned || locked.has(stroke.merge) || stroke.merge === stroke.beat || !names.includes(stroke.merge) ? null : stroke;
  }
  const isFree = (area: number) => names[beatOf[area]!] !== stroke.beat && !locked.has(names[beatOf[area]!]!) && !pinned.has(area);
  const areas = [...new Set(stroke.areas)].filter(isFree).sort((a, b) => a - b);
  return areas.length ? { ...stroke, areas } : null;
}

/** The last step taken back: a stroke with those that go on from it. */
export const undo = (draft: Draft): Draft => {
  const begin = draft.strokes.findLastIndex((stroke) => !stroke.goesOn);
  return begin < 0 ? draft
    : { ...draft, strokes: draft.strokes.slice(0, begin), undone: [...draft.undone, ...draft.strokes.slice(begin).reverse()] };
};

/** The step undone last made again. */
export const redo = (draft: Draft): Draft => {
  const begin = draft.undone.findLastIndex((stroke, at) => at < draft.undone.length - 1 && !stroke.goesOn) + 1;
  return draft.undone.length === 0 ? draft
    : { ...draft, strokes: [...draft.strokes, ...draft.undone.slice(begin).reverse()], undone: draft.undone.slice(0, begin) };
};

/** One step of one stroke or of several. */
export const add = (draft: Draft, ...strokes: Stroke[]): Draft =>
  ({ ...draft, strokes: [...draft.strokes, ...strokes.map((stroke, at) => (at ? { ...stroke, goesOn: true } : stroke))], undone: [] });

/** Beats that are laid over the plan take the place of what was drawn: first all goes back to the plan, then they come. One step. */
export function beginStep(table: PlanTable, draft: Draft, strokes: Stroke[]): Stroke[] {
  const own = namesOf(table);
  const now = applyStrokes(table, draft.strokes);
  const back = own.map((beat, at): Stroke => ({
    beat, areas: table.areas.beat.flatMap((number, area) => (number - 1 === at && now.all.names[now.all.beatOf[area]!] !== beat ? [area] : [])) }))
    .filter((stroke) => stroke.areas!.length > 0);
  // A beat that was made before is there, if emptied: it is not made again.
  const there = new Set(now.all.names);
  const step = [...back, ...strokes.map(({ isNew, ...stroke }) => (isNew && !there.has(stroke.beat) ? { ...stroke, isNew } : stroke))];
  return trimStep(table, draft, step);
}

/** A step without what is locked or changes nothing; empty where nothing is left of it. */
export function trimStep(table: PlanTable, draft: Draft, step: Stroke[]): Stroke[] {
  const done: Stroke[] = [];
  for (const stroke of step) {
    const wanted = trim(table, { ...draft, strokes: [...draft.strokes, ...done] }, stroke);
    if (wanted) { done.push(wanted); }
  }
  return done;
}

/** Areas of one beat that hang together with one of them. */
export function pieceAround(neighboursOf: (area: number) => Iterable<number>, beatOf: ArrayLike<number>, area: number): number[] {
  const seen = new Set([area]);
  for (const one of seen) {
    for (const next of neighboursOf(one)) { if (beatOf[next] === beatOf[area]) { seen.add(next); } }
  }
  return [...seen].sort((a, b) => a - b);
}

/** The draft with its strokes under a name; the same strokes are not named twice, and a name that is taken gets a number. */
export function keepSnapshot(draft: Draft, name: string, strokes = draft.strokes): Draft {
  const same = JSON.stringify(strokes);
  if (draft.snapshots.some((one) => JSON.stringify(one.strokes) === same)) { return draft; }
  let free = name;
  for (let n = 2; draft.snapshots.some((one) => one.name === free); n += 1) { free = `${name} (${n})`; }
  return { ...draft, snapshots: [...draft.snapshots, { name: free, strokes }] };
}

/** The draft as a snapshot has it; what it was before is kept under a name of its own. */
export function restore(draft: Draft, snapshot: Snapshot, before: string): Draft {
  const kept = draft.strokes.length ? keepSnapshot(draft, before) : draft;
  return { ...kept, strokes: snapshot.strokes, undone: [] };
}

/** The strokes as the API takes them. */
export const toMoves = (strokes: Stroke[], ids: string[]): Move[] => strokes.map(({ areas, merge, beat, isNew }) => ({
  ...(areas && { areas: areas.map((area) => ids[area]!) }), ...(merge !== undefined && { merge }), beat, ...(isNew && { new: true }) }));
