import { centreOf, findArea, ringsOf, vertexAt, type PackedMap, type Position } from './packedMap';

/** Which two areas lie along each piece of line: worked out once a map, asked for every plan on it. */
export interface Edges { from: Int32Array; to: Int32Array; left: Int32Array; right: Int32Array }

/** Pairs pieces of line by their two ends, whichever way they run; -1 where nothing lies on the other side. */
export function findEdges(map: PackedMap): Edges {
  const west = Math.round(map.bbox[0] * 1e7) - 1;
  const south = Math.round(map.bbox[1] * 1e7) - 1;
  const points = new Map<number, number>();
  // A city is less than 6.7 degrees (2^26 units) high, so that a point is one exact number.
  const pointAt = (vertex: number): number => {
    const key = (map.xy[2 * vertex]! - west) * 2 ** 26 + (map.xy[2 * vertex + 1]! - south);
    const known = points.get(key);
    if (known !== undefined) { return known; }
    points.set(key, vertex);
    return vertex;
  };
  const edgeOf = new Map<number, number>();
  const [from, to, left, right]: number[][] = [[], [], [], []];
  const vertices = map.xy.length / 2;
  for (let area = 0; area < map.areas; area += 1) {
    for (const ring of ringsOf(map, area)) {
      for (let vertex = ring.from; vertex < ring.to - 1; vertex += 1) {
        const [a, b] = [pointAt(vertex), pointAt(vertex + 1)];
        const key = Math.min(a, b) * vertices + Math.max(a, b);
        const edge = edgeOf.get(key);
        if (edge === undefined) {
          edgeOf.set(key, from!.length);
          from!.push(a);
          to!.push(b);
          left!.push(area);
          right!.push(-1);
        } else {
          right![edge] = area;
        }
      }
    }
  }
  return { from: Int32Array.from(from!), to: Int32Array.from(to!), left: Int32Array.from(left!), right: Int32Array.from(right!) };
}

/** Lines between different beats, and round the city, joined end to end; each names the beats beside it as [a, b]. */
export function traceBorders(map: PackedMap, edges: Edges, beatOf: ArrayLike<number>): GeoJSON.FeatureCollection<GeoJSON.MultiLineString> {
  const byPair = new Map<string, number[]>();
  for (let edge = 0; edge < edges.from.length; edge += 1) {
    const left = beatOf[edges.left[edge]!]!;
    const right = edges.right[edge]! < 0 ? -1 : beatOf[edges.right[edge]!]!;
    if (left === right) { continue; }
    const key = `${Math.min(left, right)} ${Math.max(left, right)}`;
    const list = byPair.get(key);
    if (list) { list.push(edge); } else { byPair.set(key, [edge]); }
  }
  const features = [...byPair].map(([key, list]): GeoJSON.Feature<GeoJSON.MultiLineString> => {
    const [a, b] = key.split(' ').map(Number);
    return { type: 'Feature', properties: { a, b }, geometry: { type: 'MultiLineString', coordinates: joinEdges(map, edges, list) } };
  });
  return { type: 'FeatureCollection', features };
}

/** Joins edges into lines as long as they go, so that dashes and corners are drawn as one stroke. */
function joinEdges(map: PackedMap, edges: Edges, list: number[]): Position[][] {
  const at = new Map<number, number[]>();
  for (const edge of list) {
    for (const point of [edges.from[edge]!, edges.to[edge]!]) {
      const there = at.get(point);
      if (there) { there.push(edge); } else { at.set(point, [edge]); }
    }
  }
  const used = new Set<number>();
  const walk = (start: number, edge: number): Position[] => {
    const line = [vertexAt(map, start)];
    let [point, next]: [number, number | undefined] = [start, edge];
    while (next !== undefined) {
      used.add(next);
      point = edges.from[next]! === point ? edges.to[next]! : edges.from[next]!;
      line.push(vertexAt(map, point));
      const there: number[] = at.get(point)!;
      next = there.length === 2 ? there.find((other) => !used.has(other)) : undefined;
    }
    return line;
  };
  const lines: Position[][] = [];
  // Open lines begin where they end or branch; what is left after that are closed rounds.
  for (const [point, there] of at) {
    if (there.length !== 2) { for (const edge of there) { if (!used.has(edge)) { lines.push(walk(point, edge)); } } }
  }
  for (const edge of list) { if (!used.has(edge)) { lines.push(walk(edges.from[edge]!, edge)); } }
  return lines;
}

const centres = new WeakMap<PackedMap, { at: Position; weight: number }[]>();

/** Centres of all areas, found once for each map. */
function centresOf(map: PackedMap): { at: Position; weight: number }[] {
  const known = centres.get(map) ?? Array.from({ length: map.areas }, (_, area) => centreOf(map, area));
  centres.set(map, known);
  return known;
}

/** A point of each beat to write its name at: its centre of gravity, or where that is not its own, its nearest area's. */
export function placeLabels(map: PackedMap, beatOf: ArrayLike<number>): Map<number, Position> {
  const sums = new Map<number, { x: number; y: number; weight: number; areas: { area: number; at: Position }[] }>();
  const all = centresOf(map);
  for (let area = 0; area < map.areas; area += 1) {
    const { at, weight } = all[area]!;
    const beat = beatOf[area]!;
    const sum = sums.get(beat) ?? { x: 0, y: 0, weight: 0, areas: [] };
    sum.x += at[0] * weight;
    sum.y += at[1] * weight;
    sum.weight += weight;
    sum.areas.push({ area, at });
    sums.set(beat, sum);
  }
  const labels = new Map<number, Position>();
  for (const [beat, { x, y, weight, areas }] of sums) {
    const centre: Position = weight > 0 ? [x / weight, y / weight] : areas[0]!.at;
    const under = findArea(map, centre);
    if (under !== null && beatOf[under] === beat) {
      labels.set(beat, centre);
      continue;
    }
    const away = ({ at }: { at: Position }) => (at[0] - centre[0]) ** 2 + (at[1] - centre[1]) ** 2;
    labels.set(beat, areas.reduce((nearest, area) => (away(area) < away(nearest) ? area : nearest)).at);
  }
  return labels;
}
