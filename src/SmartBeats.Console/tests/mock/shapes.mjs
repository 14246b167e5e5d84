// The packed map (src/SmartBeats.Api/README.md) from the areas.zip of a plan: enough to draw by, for the mock only.
import { execFileSync } from 'node:child_process';

const unzip = (zip, name) => execFileSync('unzip', ['-p', zip, name], { maxBuffer: 1 << 28 });

/** Rows of a dBase table as objects of trimmed text. */
export function readTable(bytes) {
  const [rows, head, width] = [bytes.readUInt32LE(4), bytes.readUInt16LE(8), bytes.readUInt16LE(10)];
  const fields = [];
  for (let at = 32, from = 1; bytes[at] !== 0x0d; at += 32) {
    fields.push({ name: bytes.toString('latin1', at, at + 11).replace(/\0.*$/s, ''), from, length: bytes[at + 16] });
    from += bytes[at + 16];
  }
  return Array.from({ length: rows }, (_, row) => Object.fromEntries(fields.map((field) => {
    const at = head + row * width + field.from;
    return [field.name, bytes.toString('utf8', at, at + field.length).trim()];
  })));
}

/** Rings of each polygon, closed, shells (clockwise in a shapefile) before the holes that follow them. */
export function readPolygons(bytes) {
  const polygons = [];
  for (let at = 100; at < bytes.length;) {
    const length = bytes.readInt32BE(at + 4) * 2;
    const body = at + 8;
    const [parts, points] = [bytes.readInt32LE(body + 36), bytes.readInt32LE(body + 40)];
    const starts = Array.from({ length: parts }, (_, part) => bytes.readInt32LE(body + 44 + 4 * part)).concat(points);
    const xy = body + 44 + 4 * parts;
    polygons.push(starts.slice(0, -1).map((start, part) => Array.from({ length: starts[part + 1] - start },
      (_, index) => [bytes.readDoubleLE(xy + 16 * (start + index)), bytes.readDoubleLE(xy + 16 * (start + index) + 8)])));
    at = body + length;
  }
  return polygons;
}

const signedArea = (ring) => ring.reduce((sum, [x, y], i) => {
  const [nextX, nextY] = ring[(i + 1) % ring.length];
  return sum + (x * nextY - nextX * y) / 2;
}, 0);

export function packMap(zip, version) {
  const ids = readTable(unzip(zip, 'areas.dbf')).map((row) => row.AREA_ID ?? Object.values(row)[0]);
  const polygons = readPolygons(unzip(zip, 'areas.shp'));
  const key = ([x, y]) => `${Math.round(x * 1e7)},${Math.round(y * 1e7)}`;
  const owner = new Map();
  const neighbours = polygons.map(() => new Map());
  polygons.forEach((rings, area) => rings.forEach((ring) => ring.slice(1).forEach((point, i) => {
    const [from, to] = [key(ring[i]), key(point)].sort();
    const other = owner.get(`${from} ${to}`);
    const metres = Math.hypot((point[0] - ring[i][0]) * 111320 * Math.cos(point[1] * Math.PI / 180), (point[1] - ring[i][1]) * 110574);
    if (other === undefined) { owner.set(`${from} ${to}`, area); } else if (other !== area) {
      neighbours[area].set(other, (neighbours[area].get(other) ?? 0) + metres);
      neighbours[other].set(area, (neighbours[other].get(area) ?? 0) + metres);
    }
  })));
  const rings = polygons.flat();
  const points = rings.flat();
  const edges = neighbours.map((map) => [...map].sort((a, b) => a[0] - b[0]));
  const sums = (counts) => { const all = [0]; for (const count of counts) { all.push(all[all.length - 1] + count); } return all; };
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const low = (values) => values.reduce((a, b) => Math.min(a, b));
  const high = (values) => values.reduce((a, b) => Math.max(a, b));
  const header = {
    version, areas: polygons.length, rings: rings.length, vertices: points.length, neighbours: edges.flat().length,
    bbox: [low(xs), low(ys), high(xs), high(ys)], bridges: [], ids,
  };
  const text = Buffer.from(JSON.stringify(header));
  const length = Math.ceil((12 + text.length) / 8) * 8 - 12;
  const lead = Buffer.alloc(12 + length, ' ');
  lead.write('SBMAP001', 0, 'latin1');
  lead.writeUInt32LE(length, 8);
  text.copy(lead, 12);
  const parts = [lead,
    Uint32Array.from(sums(polygons.map((one) => one.length))), Uint32Array.from(sums(rings.map((ring) => ring.length))),
    Uint8Array.from(rings.map((ring) => (signedArea(ring) > 0 ? 1 : 0))), Int32Array.from(points.flat().map((v) => Math.round(v * 1e7))),
    Uint32Array.from(sums(edges.map((one) => one.length))), Uint32Array.from(edges.flat().map((edge) => edge[0])),
    Float64Array.from(edges.flat().map((edge) => edge[1])), new Float64Array(polygons.length), new Float64Array(polygons.length)];
  return { header, bytes: Buffer.concat(parts.flatMap((part) => {
    const bytes = Buffer.from(part.buffer, part.byteOffset, part.byteLength);
    return [bytes, Buffer.alloc((8 - bytes.length % 8) % 8)];
  })) };
}
