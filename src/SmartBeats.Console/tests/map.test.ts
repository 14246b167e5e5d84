import { describe, expect, it } from 'vitest';
import { findEdges, placeLabels, traceBorders } from '../app/map/borders';
import { beatColours, classify, colourBeats } from '../app/map/palette';
import { spreadLabels } from '../app/map/labels';
import { boxOf, centreOf, findArea, readPackedMap, toGeoJson } from '../app/map/packedMap';
import { packGrid } from './grid';

// A grid of 4 x 3 unit squares, the last with a hole; beats are the columns 0, 0, 1, 1.
const map = readPackedMap(packGrid(4, 3, [11]));
const beatOf = Array.from({ length: 12 }, (_, area) => (area % 4 < 2 ? 0 : 1));

describe('the packed map', () => {
  it('is read as it was packed', () => {
    expect([map.areas, map.ids[5], map.bbox]).toEqual([12, 'a5', [0, 0, 4, 3]]);
    expect(toGeoJson(map).features[5]).toEqual({ type: 'Feature', id: 5, properties: null,
      geometry: { type: 'MultiPolygon', coordinates: [[[[1, 1], [1, 2], [2, 2], [2, 1], [1, 1]]]] } });
    expect(toGeoJson(map).features[11]!.geometry.coordinates[0]).toHaveLength(2);
    expect(boxOf(map, [0, 5])).toEqual([0, 0, 2, 2]);
    expect(boxOf(map, [])).toBeNull();
  });

  it('of another kind is refused', () => {
    expect(() => readPackedMap(new TextEncoder().encode('<!doctype html>').buffer as ArrayBuffer)).toThrow('reload the page');
  });

  it('tells the area of a point, and none in a hole or outside', () => {
    expect([findArea(map, [1.5, 1.5]), findArea(map, [3.5, 2.5]), findArea(map, [9, 9])]).toEqual([5, null, null]);
    expect(centreOf(map, 5).at).toEqual([1.5, 1.5]);
  });
});

describe('borders', () => {
  const edges = findEdges(map);

  it('between two beats are one line from end to end', () => {
    const between = traceBorders(map, edges, beatOf).features.filter((line) => line.properties!['a'] === 0 && line.properties!['b'] === 1);
    expect(between).toHaveLength(1);
    expect(between[0]!.geometry.coordinates).toHaveLength(1);
    expect([...between[0]!.geometry.coordinates[0]!].sort()).toEqual([[2, 0], [2, 1], [2, 2], [2, 3]]);
  });

  it('hold every edge of the outside once', () => {
    const outside = traceBorders(map, edges, beatOf).features.filter((line) => line.properties!['a'] === -1);
    const length = outside.flatMap((line) => line.geometry.coordinates)
      .reduce((sum, line) => sum + line.slice(1).reduce((part, [x, y], i) => part + Math.hypot(x! - line[i]![0]!, y! - line[i]![1]!), 0), 0);
    expect(length).toBeCloseTo(14 + 2, 6);
  });

  it('have a name within each beat', () => {
    const labels = placeLabels(map, beatOf);
    for (const [beat, at] of labels) { expect(beatOf[findArea(map, at)!]).toBe(beat); }
    const ring = Array.from({ length: 9 }, (_, area) => (area === 4 ? 1 : 0));
    const donut = readPackedMap(packGrid(3, 3, []));
    expect(findArea(donut, placeLabels(donut, ring).get(0)!)).not.toBe(4);
  });
});

describe('colours', () => {
  it('differ between neighbouring beats on a plane map', () => {
    const grid = readPackedMap(packGrid(8, 8, []));
    const beats = Array.from({ length: 64 }, (_, area) => area);
    const colours = colourBeats(grid, beats, 64);
    expect(Math.max(...colours)).toBeLessThan(beatColours.length);
    for (let area = 0; area < 64; area += 1) {
      for (let i = grid.neighbourOfArea[area]!; i < grid.neighbourOfArea[area + 1]!; i += 1) {
        expect(colours[area]).not.toBe(colours[grid.neighbour[i]!]);
      }
    }
  });

  it('of workloads go up with the workload, equal values alike', () => {
    const { bounds, classOf } = classify([5, 1, 9, 1, 3, 7, 1, 1, 1, 1]);
    expect(bounds).toEqual([1, 5, 9]);
    expect([...classOf]).toEqual([1, 0, 2, 0, 1, 2, 0, 0, 0, 0]);
    expect(classify([]).classOf).toHaveLength(0);
  });
});

describe('names on the map', () => {
  const plateOf = (text: string, [x, y]: readonly [number, number]) => ({ text, x, y, width: 8 * text.length + 10, height: 19 });
  const cover = (a: ReturnType<typeof plateOf>, b: ReturnType<typeof plateOf>) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < (a.height + b.height) / 2;

  it('make room for each other, and stay where they belong where there is room', () => {
    // Downtown Seattle's beats 7, 10, 11 and 12 as they lay over one another, two names at one place, and one far away.
    const [texts, at] = [['7', '10', '11', '12', 'K1', 'K2', '18'], [[424, 570], [437, 583], [453, 577], [453, 615], [600, 100], [600, 100], [547, 774]] as [number, number][]];
    const pushed = spreadLabels(texts, at);
    const boxes = texts.map((text, i) => plateOf(text, [at[i]![0] + pushed[i]![0], at[i]![1] + pushed[i]![1]]));
    boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => expect(cover(a, b), `${a.text} and ${b.text}`).toBe(false)));
    expect(pushed[6]).toEqual([0, 0]);
    expect(Math.max(...pushed.map(([x, y]) => Math.hypot(x, y)))).toBeLessThan(30);
  });
});
