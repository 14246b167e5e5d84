import type { NamedPlace } from '../map/context';
import { boxOf, findArea, type Box, type Position } from '../map/packedMap';
import { nameOf, type PlanOnMap } from './model';

export type Found =
  { kind: 'beat'; beat: number; text: string } | { kind: 'area'; area: number; text: string } | { kind: 'place'; area: number | null; at: Position; text: string }
  | { kind: 'named'; text: string; box: Box };

/** Beats by number or name, areas by the beginning of their id, what people call them, streets and places by a word of their name, a point by latitude and longitude; at most `limit`. */
export function search(plan: PlanOnMap, typed: string, named: readonly NamedPlace[] = [], limit = 8): Found[] {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) { return []; }
  const at = readCoordinate(wanted);
  if (at) { return [{ kind: 'place', at, area: findArea(plan.city.packed, at), text: typed.trim() }]; }
  const bare = wanted.replace(/^\D*\s+(?=\S)/, '');
  const beats = plan.beats.map((beat, index) => ({ name: nameOf(beat), index, number: String(beat.beat) }))
    .filter(({ name, number }) => name.toLowerCase().startsWith(bare) || number === bare)
    .sort((a, b) => a.name.length - b.name.length || a.index - b.index)
    .map(({ name, index }): Found => ({ kind: 'beat', beat: index, text: name }));
  const areas: Found[] = [];
  const { ids } = plan.city.packed;
  for (let area = 0; area < ids.length && areas.length < limit; area += 1) {
    if (ids[area]!.toLowerCase().startsWith(bare)) { areas.push({ kind: 'area', area, text: ids[area]! }); }
  }
  const streets = [...searchAreaNames(plan, wanted, limit), ...searchNames(named, wanted, limit)].slice(0, limit);
  const few = Math.ceil(limit / 2);
  const first = [...beats.slice(0, Math.max(few - areas.length, 2)), ...areas].slice(0, Math.max(few, limit - streets.length));
  return [...first, ...streets].slice(0, limit);
}

/** Names of areas that have every typed word as the beginning of a word: each once, with the box of all areas of that name. */
function searchAreaNames(plan: PlanOnMap, wanted: string, limit: number): Found[] {
  const areasOf = new Map<string, number[]>();
  for (let area = 0; area < plan.names.length; area += 1) {
    const name = plan.names[area];
    if (name && hasWords(name, wanted)) { areasOf.set(name, [...areasOf.get(name) ?? [], area]); }
  }
  return [...areasOf].sort(([a], [b]) => a.localeCompare(b)).slice(0, limit)
    .map(([name, areas]) => ({ kind: 'named', text: name, box: boxOf(plan.city.packed, areas)! }));
}

function hasWords(name: string, wanted: string): boolean {
  const own = name.toLowerCase().split(/[\s,/.-]+/);
  return wanted.split(/\s+/).every((word) => own.some((one) => one.startsWith(word)));
}

/** What has every typed word as the beginning of a word of its name; of one name the part that is seen from furthest away. */
function searchNames(named: readonly NamedPlace[], wanted: string, limit: number): Found[] {
  const found = new Map<string, NamedPlace>();
  for (const place of named) {
    const before = found.get(place.name);
    if (hasWords(place.name, wanted) && (!before || place.rank < before.rank)) { found.set(place.name, place); }
  }
  return [...found.values()].sort((a, b) => Number(!a.name.toLowerCase().startsWith(wanted)) - Number(!b.name.toLowerCase().startsWith(wanted))
    || a.rank - b.rank || a.name.localeCompare(b.name)).slice(0, limit).map((place) => ({ kind: 'named', text: place.name, box: place.box }));
}

/** "47.6, -122.33" (latitude first, as people copy it) or the same with degrees and letters; the other order where only that is on Earth. */
export function readCoordinate(text: string): Position | null {
  const match = text.match(/^\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([ns])?\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\s*°?\s*([ew])?\s*$/i);
  if (!match || (!match[1]!.includes('.') && !match[3]!.includes('.'))) { return null; }
  const first = Number(match[1]) * (match[2]?.toLowerCase() === 's' ? -1 : 1);
  const second = Number(match[3]) * (match[4]?.toLowerCase() === 'w' ? -1 : 1);
  if (Math.abs(first) <= 90 && Math.abs(second) <= 180) { return [second, first]; }
  return Math.abs(second) <= 90 && Math.abs(first) <= 180 ? [first, second] : null;
}
