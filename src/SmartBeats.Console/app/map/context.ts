import { cityPath, get } from '../api/client';
import type { Context } from '../api/types';
import type { Box, Position } from './packedMap';

/** Roads, water and places as the map draws them, and what of them can be searched. */
export interface MapContext { roads: GeoJSON.FeatureCollection; water: GeoJSON.FeatureCollection; places: GeoJSON.FeatureCollection; named: NamedPlace[] }
/** A street, a water or a place with a name, and the box it lies in. */
export interface NamedPlace { name: string; rank: number; box: Box }
type Feature = Context['layers'][number]['features'][number];

const PARTS_OF_DEGREE = 1e5;
let last: { key: string; context: Promise<MapContext> } | null = null;

/** The city's layers, fetched once while the page is open; none where they cannot be had: the map is drawn without. */
export function loadContext(city: string): Promise<MapContext> {
  if (last?.key !== city) {
    const context = get<Context>(cityPath(city, 'context')).then(prepareContext);
    last = { key: city, context };
    context.catch(() => { last = null; });
  }
  return last.context;
}

/** What was loaded anew is asked for anew. */
export const forgetContext = (): void => { last = null; };

export function prepareContext({ layers }: Context): MapContext {
  const context: MapContext = { roads: collect(), water: collect(), places: collect(), named: [] };
  for (const layer of layers) {
    const target = context[layer.kind];
    for (const feature of layer.features) {
      const paths = feature.paths.map(walk);
      target.features.push(...shape(layer.kind, paths).map((geometry): GeoJSON.Feature => ({
        type: 'Feature', geometry, properties: { name: feature.name ?? '', rank: feature.rank } })));
      if (feature.name) { context.named.push({ name: feature.name, rank: feature.rank, box: boxOfPaths(paths) }); }
    }
  }
  return context;
}

/** A path's first point and the steps from it, as places. */
function walk(path: Feature['paths'][number]): Position[] {
  const places: Position[] = [];
  let [x, y] = [0, 0];
  for (let at = 0; at + 1 < path.length; at += 2) {
    x += path[at]!;
    y += path[at + 1]!;
    places.push([x / PARTS_OF_DEGREE, y / PARTS_OF_DEGREE]);
  }
  return places;
}

function shape(kind: Context['layers'][number]['kind'], paths: Position[][]): GeoJSON.Geometry[] {
  if (kind === 'places') { return paths.map((path) => ({ type: 'Point', coordinates: path[0]! })); }
  const isRing = (path: Position[]) => kind === 'water' && path.length > 3 && path[0]![0] === path.at(-1)![0] && path[0]![1] === path.at(-1)![1];
  const [rings, lines] = [paths.filter(isRing), paths.filter((path) => !isRing(path))];
  return [
    ...(rings.length ? [{ type: 'Polygon' as const, coordinates: rings }] : []),
    ...(lines.length ? [{ type: 'MultiLineString' as const, coordinates: lines }] : []),
  ];
}

function boxOfPaths(paths: Position[][]): Box {
  const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of paths.flat()) {
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  }
  return box;
}

const collect = (): GeoJSON.FeatureCollection => ({ type: 'FeatureCollection', features: [] });
