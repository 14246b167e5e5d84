import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { assignDrawn, readDrawn } from '../app/screens/design/drawnBeats';
import { readBeatFile, readSideFile } from '../app/screens/design/sideFiles';
import { readPackedMap } from '../app/map/packedMap';
import { packGrid } from './grid';

test('Pairs, stations and areas are read from CSV and JSON, a header passed over', () => {
  expect(readSideFile('barriers', 'area_id,area_id_2\n101,102\n"a, b",7\n')).toBe('101, 102\n"a, b", 7');
  expect(readSideFile('links', '[["1","9"],[2,3]]')).toBe('1, 9\n2, 3');
  expect(readSideFile('stations', 'id,lon,lat\nNorth,-112.19,33.55\n')).toBe('North, -112.19, 33.55');
  expect(readSideFile('stations', '[{"id":"N","lon":-1,"lat":2}]')).toBe('N, -1, 2');
  expect(readSideFile('stations',
    '{"type":"FeatureCollection","features":[{"properties":{"name":"S"},"geometry":{"type":"Point","coordinates":[-1.5,2]}}]}')).toBe('S, -1.5, 2');
  expect(readSideFile('lockAreas', 'area_id\n101\n102\n')).toBe('101\n102');
  for (const text of ['', 'just words', '{"a":1}', '[1,2']) { expect(readSideFile('barriers', text)).toBeNull(); }
});

test('Beats are read from an assignment, with or without header, and from a plan', () => {
  expect(readBeatFile('area_id,beat\n101,1\n102,2\n')).toEqual([['101', '1'], ['102', '2']]);
  expect(readBeatFile('area_id,beat,beat_name\n101,1,M3\n')).toEqual([['101', '1']]);
  expect(readBeatFile('101,1\n102,2')).toEqual([['101', '1'], ['102', '2']]);
  expect(readBeatFile('{"schemaVersion":1,"assignment":[{"area":"101","beat":1}]}')).toEqual([['101', '1']]);
  expect(readBeatFile('[["101",1]]')).toEqual([['101', '1']]);
  for (const text of ['', 'x', '{"beats":[]}', '{"type":"FeatureCollection","features":[]}']) { expect(readBeatFile(text)).toBeNull(); }
});

test('An area goes to the drawn beat that covers most of it, and to none where none does', () => {
  const map = readPackedMap(packGrid(4, 1, []));
  const [west, south, east, north] = map.bbox;
  const cell = (east - west) / 4;
  const rectangle = (name: string, from: number, to: number) => ({
    type: 'Feature', properties: { BEAT: name },
    geometry: { type: 'Polygon', coordinates: [[[from, south], [to, south], [to, north], [from, north], [from, south]]] },
  });
  const json = { type: 'FeatureCollection', features: [rectangle('N1', west, west + 1.3 * cell), rectangle('S', west + 1.3 * cell, west + 3 * cell)] };
  const drawn = readDrawn(json);
  expect(drawn && assignDrawn(map, drawn)).toEqual([[map.ids[0], 'N1'], [map.ids[1], 'S'], [map.ids[2], 'S']]);
  expect(readDrawn({ type: 'FeatureCollection', features: [] })).toBeNull();
  expect(readDrawn([1])).toBeNull();
});

test('The sample’s beats of today are named by their attribute', () => {
  const json: unknown = JSON.parse(readFileSync('../../samples/todays_beats.geojson', 'utf8'));
  expect(readDrawn(json)?.map((beat) => beat.name)).toContain('N1');
});
