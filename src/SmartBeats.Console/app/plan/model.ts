import type { Beat, CurvePoint, Division, PlanTable } from '../api/types';
import { cityPath, get, getBytes } from '../api/client';
import { findEdges, placeLabels, traceBorders, type Edges } from '../map/borders';
import { colourBeats } from '../map/palette';
import { t } from '../text/t';
import { readPackedMap, toGeoJson, type PackedMap, type Position } from '../map/packedMap';

/** A city's map with what every plan on it shares. */
export interface CityMap { packed: PackedMap; geojson: ReturnType<typeof toGeoJson>; edges: Edges; areaOfId: Map<string, number> }

/** A plan laid over its map. Beats are known by their place in `beats`; an area in no beat is -1. */
export interface PlanOnMap {
  city: CityMap; beats: Beat[]; beatOf: Int32Array; areasOf: number[][]; workload: ArrayLike<number>; calls: ArrayLike<number>;
  /** What people call the areas, where a column of the map tells. */
  names: ArrayLike<string | null>; colours: Uint8Array; borders: ReturnType<typeof traceBorders>; labels: { key: number; text: string; at: Position }[];
}

let lastMap: { key: string; map: Promise<CityMap> } | null = null;

/** The city's map, fetched and made ready once for each version. */
export function loadMap(city: string, version: string | null | undefined): Promise<CityMap> {
  const key = `${city} ${version ?? ''}`;
  if (lastMap?.key !== key || !version) {
    const map = getBytes(cityPath(city, 'map')).then((bytes) => prepareMap(readPackedMap(bytes)));
    map.catch(() => { lastMap = null; });
    lastMap = { key, map };
  }
  return lastMap.map;
}

export function prepareMap(packed: PackedMap): CityMap {
  return { packed, geojson: toGeoJson(packed), edges: findEdges(packed), areaOfId: new Map(packed.ids.map((id, area) => [id, area])) };
}

export const loadTable = (city: string, plan: string): Promise<PlanTable> => get<PlanTable>(cityPath(city, 'plans', plan, 'table'));

export const nameOf = (beat: Beat | undefined): string => (beat ? beat.name ?? String(beat.beat) : '–');

/** True where the plan's areas are those of the map at hand, in its order. */
export const fits = (table: PlanTable, city: CityMap): boolean =>
  table.areas.beat.length === city.packed.areas && (!table.mapVersion || table.mapVersion === city.packed.version);

export function layOut(division: Division, city: CityMap, names: ArrayLike<string | null> = []): PlanOnMap {
  const { beats, areas } = division;
  const indexOf = new Map(beats.map((beat, index) => [beat.beat, index]));
  const beatOf = Int32Array.from(areas.beat, (number) => indexOf.get(number) ?? -1);
  const areasOf: number[][] = beats.map(() => []);
  beatOf.forEach((beat, area) => areasOf[beat]?.push(area));
  const labels = [...placeLabels(city.packed, beatOf)].filter(([beat]) => beat >= 0).map(([beat, at]) => ({ key: beat, text: nameOf(beats[beat]), at }));
  return {
    city, beats, beatOf, areasOf, labels, names, workload: areas.workload ?? [], calls: areas.calls ?? [],
    colours: colourBeats(city.packed, beatOf, beats.length), borders: traceBorders(city.packed, city.edges, beatOf),
  };
}

/** A point of the curve as a division: what its beats carry is the sum of their areas. */
export function fromCurve(table: PlanTable, point: CurvePoint, name: string): Division {
  const loads = table.areas.workload;
  const count = point.beat.reduce((most, beat) => Math.max(most, beat), 0);
  const beats: Beat[] = Array.from({ length: count }, (_, index) => ({ beat: index + 1, areas: 0, ...(loads && { workload: 0 }) }));
  point.beat.forEach((number, area) => {
    const beat = beats[number - 1]!;
    beat.areas! += 1;
    if (loads) { beat.workload! += loads[area] ?? 0; }
  });
  const mean = beats.reduce((sum, beat) => sum + (beat.workload ?? 0), 0) / count;
  if (loads && mean > 0) { for (const beat of beats) { beat.deviation = beat.workload! / mean - 1; } }
  return { name, beats, areas: { ...table.areas, beat: point.beat } };
}

/** An area by its id, and by what people call it where a column of the map tells. */
export function nameArea(laid: PlanOnMap, area: number): string {
  const [id, name] = [laid.city.packed.ids[area]!, laid.names[area]];
  return name && name !== id ? t('plan.areaNamed', { id, name }) : t('plan.areaN', { id });
}
