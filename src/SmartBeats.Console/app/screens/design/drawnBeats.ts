import { type PackedMap, ringsOf, vertexAt, type Position } from '../../map/packedMap';

/** A beat as it is drawn: its name, and polygons of rings, the first the shell. */
interface DrawnBeat { name: string; polygons: Position[][][]; box: [number, number, number, number] }

/** Places looked at along each side of an area's box. */
const side = 9;

/** Beats drawn in GeoJSON; null where the text holds no named polygons. */
export function readDrawn(json: unknown): DrawnBeat[] | null {
  const features = (json as { features?: unknown[] } | null)?.features;
  if (!Array.isArray(features)) { return null; }
  const shapes = features as { properties?: Record<string, unknown> | null; geometry?: { type?: string; coordinates?: unknown } | null }[];
  const field = nameField(shapes.map((shape) => shape.properties ?? {}));
  const beats = shapes.flatMap(({ properties, geometry }, i): DrawnBeat[] => {
    if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') { return []; }
    const polygons = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as Position[][][];
    const places = polygons.flat(2);
    const [lons, lats] = [places.map(([lon]) => lon), places.map(([, lat]) => lat)];
    const least = (values: number[]) => values.reduce((a, b) => Math.min(a, b), Infinity);
    const most = (values: number[]) => values.reduce((a, b) => Math.max(a, b), -Infinity);
    return [{ name: field === null ? String(i + 1) : String(properties?.[field]), polygons, box: [least(lons), least(lats), most(lons), most(lats)] }];
  });
  return beats.length > 0 ? beats : null;
}

/** The attribute that names the beats: a likely name first, else the first that differs for every shape. */
function nameField(rows: readonly Record<string, unknown>[]): string | null {
  const names = Object.keys(rows[0] ?? {});
  const isFull = (name: string) => rows.every((row) => row[name] !== null && row[name] !== undefined && row[name] !== '');
  const likely = names.find((name) => /^(beat|beat_?(id|name|no|num|number)|zone_?id|district|name|id)$/i.test(name) && isFull(name));
  return likely ?? names.find((name) => isFull(name) && new Set(rows.map((row) => row[name])).size === rows.length) ?? null;
}

/**
 * Each area whole to the beat that covers most of it, as the command gives it: here by looking at up to 81 places within the area, there by
 * the overlay itself, so an area that two beats share about equally may come out otherwise. Areas in no beat are left out.
 */
export function assignDrawn(map: PackedMap, beats: readonly DrawnBeat[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let area = 0; area < map.areas; area += 1) {
    const rings = [...ringsOf(map, area)].map(({ from, to }) => Array.from({ length: to - from }, (_, i) => vertexAt(map, from + i)));
    const votes = new Map<string, number>();
    for (const place of placesIn(rings)) {
      const beat = beats.find((one) => isInBox(one.box, place) && one.polygons.some((polygon) => isWithin(polygon, place)));
      if (beat) { votes.set(beat.name, (votes.get(beat.name) ?? 0) + 1); }
    }
    const [best] = [...votes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    if (best) { pairs.push([map.ids[area] ?? '', best[0]]); }
  }
  return pairs;
}

/** Places of a grid that lie within; of an area too thin for any, its first vertex. */
function placesIn(rings: readonly Position[][]): Position[] {
  const shell = rings.flat();
  const [west, east] = [Math.min(...shell.map(([lon]) => lon)), Math.max(...shell.map(([lon]) => lon))];
  const [south, north] = [Math.min(...shell.map(([, lat]) => lat)), Math.max(...shell.map(([, lat]) => lat))];
  const places: Position[] = [];
  for (let i = 0; i < side * side; i += 1) {
    const place: Position = [west + ((east - west) * ((i % side) + 0.5)) / side, south + ((north - south) * (Math.floor(i / side) + 0.5)) / side];
    if (isWithin(rings, place)) { places.push(place); }
  }
  return places.length > 0 ? places : shell.slice(0, 1);
}

/** Even-odd rule over all rings: holes count themselves out. */
function isWithin(rings: readonly Position[][], [lon, lat]: Position): boolean {
  let inside = false;
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i += 1) {
      const [ax, ay] = ring[i]!;
      const [bx, by] = ring[i + 1]!;
      if ((ay > lat) !== (by > lat) && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) { inside = !inside; }
    }
  }
  return inside;
}

function isInBox([west, south, east, north]: DrawnBeat['box'], [lon, lat]: Position): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}
