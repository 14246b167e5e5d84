/** A grid of unit squares as a packed map (areas row by row from the south-west), written from the description in src/SmartBeats.Api/README.md. */
export function packGrid(columns: number, rows: number, withHole: number[]): ArrayBuffer {
  const areas = columns * rows;
  const rings: { points: [number, number][]; hole: boolean }[] = [];
  const ringOfArea = [0];
  const neighbours: number[][] = [];
  for (let area = 0; area < areas; area += 1) {
    const [x, y] = [area % columns, Math.floor(area / columns)];
    rings.push({ points: [[x, y], [x, y + 1], [x + 1, y + 1], [x + 1, y], [x, y]], hole: false });
    if (withHole.includes(area)) {
      rings.push({ points: [[x + 0.25, y + 0.25], [x + 0.75, y + 0.25], [x + 0.75, y + 0.75], [x + 0.25, y + 0.75], [x + 0.25, y + 0.25]], hole: true });
    }
    ringOfArea.push(rings.length);
    neighbours.push([y > 0 && area - columns, x > 0 && area - 1, x < columns - 1 && area + 1, y < rows - 1 && area + columns]
      .filter((other): other is number => other !== false));
  }
  const sums = (counts: number[]) => counts.reduce<number[]>((all, count) => [...all, all[all.length - 1]! + count], [0]);
  const points = rings.flatMap((ring) => ring.points);
  const header = new TextEncoder().encode(JSON.stringify({
    version: 'grid', areas, rings: rings.length, vertices: points.length, neighbours: neighbours.flat().length, bbox: [0, 0, columns, rows], bridges: [],
    ids: Array.from({ length: areas }, (_, area) => `a${area}`) }));
  const length = Math.ceil((12 + header.length) / 8) * 8 - 12;
  const parts: Uint8Array[] = [new TextEncoder().encode('SBMAP001'), new Uint8Array(Uint32Array.of(length).buffer), header, new Uint8Array(length - header.length).fill(32)];
  const arrays = [Uint32Array.from(ringOfArea), Uint32Array.from(sums(rings.map((ring) => ring.points.length))),
    Uint8Array.from(rings, (ring) => Number(ring.hole)), Int32Array.from(points.flat(), (value) => Math.round(value * 1e7)),
    Uint32Array.from(sums(neighbours.map((list) => list.length))), Uint32Array.from(neighbours.flat()),
    Float64Array.from(neighbours.flat(), () => 111_000), Float64Array.from({ length: areas }, () => 1), Float64Array.from({ length: areas }, () => 4)];
  for (const array of arrays) {
    const bytes = new Uint8Array(array.buffer);
    parts.push(bytes, new Uint8Array((8 - (bytes.length % 8)) % 8));
  }
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  parts.reduce((at, part) => { whole.set(part, at); return at + part.length; }, 0);
  return whole.buffer;
}
