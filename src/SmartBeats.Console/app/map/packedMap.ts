/** A city's areas as the API packs them: typed arrays over one buffer, areas by index in the order of `ids`. */
export interface PackedMap {
  version: string; areas: number; ids: string[]; bbox: Box; bridges: [number, number, number][];
  /** Rings of area i are ringOfArea[i] to ringOfArea[i + 1]; a hole follows its shell. */
  ringOfArea: Uint32Array; vertexOfRing: Uint32Array; isHole: Uint8Array;
  /** Longitude and latitude in 1e-7 degrees, rings closed. */
  xy: Int32Array;
  neighbourOfArea: Uint32Array; neighbour: Uint32Array; edgeMetres: Float64Array; areaM2: Float64Array;
}
/** West, south, east, north in degrees. */
export type Box = [number, number, number, number];
export type Position = [number, number];

interface Header { version: string; areas: number; rings: number; vertices: number; neighbours: number; bbox: Box; ids: string[]; bridges?: PackedMap['bridges'] }
const scale = 1e-7;

/** Reads the packed bytes without copying them. Throws where they are of another kind or cut short. */
export function readPackedMap(bytes: ArrayBuffer): PackedMap {
  if (bytes.byteLength < 12 || new TextDecoder().decode(new Uint8Array(bytes, 0, 8)) !== 'SBMAP001') {
    throw new Error('The map came in a form this page does not know: reload the page.');
  }
  const headerBytes = new DataView(bytes).getUint32(8, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 12, headerBytes))) as Header;
  let at = 12 + headerBytes;
  const take = <T>(make: new (buffer: ArrayBuffer, offset: number, length: number) => T, size: number, count: number): T => {
    at = Math.ceil(at / 8) * 8;
    const part = new make(bytes, at, count);
    at += size * count;
    return part;
  };
  const { areas, rings, vertices, neighbours } = header;
  return {
    version: header.version, areas, ids: header.ids, bbox: header.bbox, bridges: header.bridges ?? [],
    ringOfArea: take(Uint32Array, 4, areas + 1), vertexOfRing: take(Uint32Array, 4, rings + 1), isHole: take(Uint8Array, 1, rings),
    xy: take(Int32Array, 4, 2 * vertices), neighbourOfArea: take(Uint32Array, 4, areas + 1), neighbour: take(Uint32Array, 4, neighbours),
    edgeMetres: take(Float64Array, 8, neighbours), areaM2: take(Float64Array, 8, areas),
  };
}

export function* ringsOf(map: PackedMap, area: number): Generator<{ ring: number; from: number; to: number; hole: boolean }> {
  for (let ring = map.ringOfArea[area]!; ring < map.ringOfArea[area + 1]!; ring += 1) {
    yield { ring, from: map.vertexOfRing[ring]!, to: map.vertexOfRing[ring + 1]!, hole: map.isHole[ring] === 1 };
  }
}

export const vertexAt = (map: PackedMap, vertex: number): Position => [map.xy[2 * vertex]! * scale, map.xy[2 * vertex + 1]! * scale];

/** All areas as one collection, the feature's id being the area's index. */
export function toGeoJson(map: PackedMap): GeoJSON.FeatureCollection<GeoJSON.MultiPolygon> {
  const features: GeoJSON.Feature<GeoJSON.MultiPolygon>[] = [];
  for (let area = 0; area < map.areas; area += 1) {
    const polygons: Position[][][] = [];
    for (const { from, to, hole } of ringsOf(map, area)) {
      const ring: Position[] = [];
      for (let vertex = from; vertex < to; vertex += 1) { ring.push(vertexAt(map, vertex)); }
      if (hole && polygons.length) { polygons[polygons.length - 1]!.push(ring); } else { polygons.push([ring]); }
    }
    features.push({ type: 'Feature', id: area, properties: null, geometry: { type: 'MultiPolygon', coordinates: polygons } });
  }
  return { type: 'FeatureCollection', features };
}

export function boxOf(map: PackedMap, areas: Iterable<number>): Box | null {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const area of areas) {
    for (const { from, to } of ringsOf(map, area)) {
      for (let vertex = from; vertex < to; vertex += 1) {
        const [x, y] = [map.xy[2 * vertex]!, map.xy[2 * vertex + 1]!];
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
    }
  }
  return west <= east ? [west * scale, south * scale, east * scale, north * scale] : null;
}

const boxes = new WeakMap<PackedMap, Int32Array>();

/** West, south, east, north of every area in packed units, found once for each map. */
function boxesOf(map: PackedMap): Int32Array {
  const known = boxes.get(map);
  if (known) { return known; }
  const found = new Int32Array(4 * map.areas);
  for (let area = 0; area < map.areas; area += 1) {
    let [west, south, east, north] = [2 ** 31 - 1, 2 ** 31 - 1, -(2 ** 31), -(2 ** 31)];
    for (let vertex = map.vertexOfRing[map.ringOfArea[area]!]!; vertex < map.vertexOfRing[map.ringOfArea[area + 1]!]!; vertex += 1) {
      const [x, y] = [map.xy[2 * vertex]!, map.xy[2 * vertex + 1]!];
      if (x < west) { west = x; }
      if (x > east) { east = x; }
      if (y < south) { south = y; }
      if (y > north) { north = y; }
    }
    found.set([west, south, east, north], 4 * area);
  }
  boxes.set(map, found);
  return found;
}

/** The area a point lies in, by counting the edges to its east (even-odd rule); null outside all. Cost: all areas' boxes, and few areas' vertices. */
export function findArea(map: PackedMap, [lon, lat]: Position): number | null {
  const [x, y] = [lon / scale, lat / scale];
  const box = boxesOf(map);
  for (let area = 0; area < map.areas; area += 1) {
    if (x < box[4 * area]! || y < box[4 * area + 1]! || x > box[4 * area + 2]! || y > box[4 * area + 3]!) { continue; }
    let inside = false;
    for (const { from, to } of ringsOf(map, area)) {
      for (let vertex = from; vertex < to - 1; vertex += 1) {
        const [ax, ay, bx, by] = [map.xy[2 * vertex]!, map.xy[2 * vertex + 1]!, map.xy[2 * vertex + 2]!, map.xy[2 * vertex + 3]!];
        if ((ay > y) !== (by > y) && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) { inside = !inside; }
      }
    }
    if (inside) { return area; }
  }
  return null;
}

/** Centre of gravity and twice the surface (in packed units) of an area. */
export function centreOf(map: PackedMap, area: number): { at: Position; weight: number } {
  let [weight, sumX, sumY] = [0, 0, 0];
  const [originX, originY] = [map.bbox[0] / scale, map.bbox[1] / scale];
  for (const { from, to } of ringsOf(map, area)) {
    for (let vertex = from; vertex < to - 1; vertex += 1) {
      const [ax, ay] = [map.xy[2 * vertex]! - originX, map.xy[2 * vertex + 1]! - originY];
      const [bx, by] = [map.xy[2 * vertex + 2]! - originX, map.xy[2 * vertex + 3]! - originY];
      const cross = ax * by - bx * ay;
      weight += cross;
      sumX += (ax + bx) * cross;
      sumY += (ay + by) * cross;
    }
  }
  if (weight === 0) { return { at: vertexAt(map, map.vertexOfRing[map.ringOfArea[area]!]!), weight: 0 }; }
  return { at: [(sumX / (3 * weight) + originX) * scale, (sumY / (3 * weight) + originY) * scale], weight: Math.abs(weight) };
}

/** Areas whose middle (the centre of mass of their first ring) lies in an outline, by the even-odd rule. */
export function findInside(map: PackedMap, outline: Position[]): number[] {
  return Array.from({ length: map.areas }, (_, area) => area).filter((area) => isInside(outline, middleOf(map, area)));
}

function middleOf(map: PackedMap, area: number): Position {
  const first = map.ringOfArea[area]!;
  const [from, to] = [map.vertexOfRing[first]!, map.vertexOfRing[first + 1]!];
  let [x, y, twice] = [0, 0, 0];
  const [originX, originY] = vertexAt(map, from);
  for (let vertex = from; vertex < to - 1; vertex += 1) {
    const [ax, ay] = vertexAt(map, vertex);
    const [bx, by] = vertexAt(map, vertex + 1);
    const cross = (ax - originX) * (by - originY) - (bx - originX) * (ay - originY);
    twice += cross;
    x += (ax + bx - 2 * originX) * cross;
    y += (ay + by - 2 * originY) * cross;
  }
  return twice === 0 ? [originX, originY] : [originX + x / (3 * twice), originY + y / (3 * twice)];
}

function isInside(outline: Position[], [x, y]: Position): boolean {
  let inside = false;
  outline.forEach(([ax, ay], at) => {
    const [bx, by] = outline[(at + 1) % outline.length]!;
    if ((ay > y) !== (by > y) && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) { inside = !inside; }
  });
  return inside;
}
