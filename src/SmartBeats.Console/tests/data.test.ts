import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as zlibCrc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { groupFiles, readLoad } from '../app/screens/data/gather';
import { applyChoice, type CallMapping, columnsOf, findOpen, guessFormat, setColumns } from '../app/screens/data/mapping';
import { crc32, writeZip } from '../app/screens/data/zip';

const file = (name: string, text = name) => new File([text], name);
const bytes = (text: string) => new TextEncoder().encode(text);

test('Parts of a shapefile go up as one, everything else by itself, and what is no data stays behind', () => {
  const names = ['city.shp', 'city.dbf', 'city.SHX', 'city.prj', 'city.shp.xml', 'calls.csv', '.DS_Store', 'lone.dbf', 'Thumbs.db'];
  const loads = groupFiles(names.map((name) => file(name)));
  expect(loads.map((load) => [load.name, load.files.map((part) => part.name)])).toEqual([
    ['calls.csv', ['calls.csv']],
    ['city.zip', ['city.dbf', 'city.prj', 'city.shp', 'city.SHX']],
    ['lone.dbf', ['lone.dbf']],
  ]);
});

test('A file alone goes up as it is', async () => {
  const only = file('calls.csv');
  expect(await readLoad({ name: 'calls.csv', files: [only] })).toBe(only);
});

test('The check sum is that of zlib', () => {
  for (const text of ['', 'a', 'The quick brown fox', 'ñ'.repeat(1000)]) { expect(crc32(bytes(text))).toBe(zlibCrc32(bytes(text))); }
});

test('Another program unpacks the zip, names and bytes as they were', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'smartbeats-'));
  const long = bytes('x'.repeat(70_000));
  const entries = [{ name: 'city.shp', bytes: long }, { name: 'Año nuevo.dbf', bytes: bytes('') }, { name: 'c.prj', bytes: bytes('GEOGCS') }];
  writeFileSync(join(folder, 'out.zip'), writeZip(entries));
  const listed = execFileSync('python3', ['-c', `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
assert z.testzip() is None
z.extractall(sys.argv[2])
print('\\n'.join(z.namelist()))`, join(folder, 'out.zip'), folder], { encoding: 'utf8', env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
  expect(listed.trim().split('\n')).toEqual(['city.shp', 'Año nuevo.dbf', 'c.prj']);
  expect(new Uint8Array(readFileSync(join(folder, 'city.shp')))).toEqual(long);
});

const columns = [
  { name: 'Call Date', samples: ['12/31/2023', '01/02/2024'] },
  { name: 'Call Time', samples: ['3:04 PM'] },
  { name: 'Lon', samples: ['-112.1'] },
  { name: 'Lat', samples: ['33.5'] },
  { name: 'Where', samples: ['(33.5, -112.1)'] },
  { name: 'Pri', samples: ['P1', '2C', 'High'] },
  { name: 'Rpt', samples: ['Y', 'N'] },
  { name: 'Note', samples: [] },
];

test('Choosing columns chooses how they are read, from the samples', () => {
  let mapping: CallMapping = { fingerprint: 'f' };
  expect(findOpen(mapping)).toEqual(['time', 'place']);
  mapping = setColumns(mapping, 'time', ['Call Date', 'Call Time'], columns);
  mapping = setColumns(mapping, 'place', ['Lon', 'Lat'], columns);
  mapping = setColumns(mapping, 'priority', ['Pri'], columns);
  mapping = setColumns(mapping, 'incident', ['Rpt'], columns);
  mapping = setColumns(mapping, 'nature', ['Note'], columns);
  expect(mapping).toEqual({
    fingerprint: 'f',
    time: { columns: ['Call Date', 'Call Time'], format: 'MM/dd/yyyy' },
    place: { form: 'two-columns', columns: ['Lon', 'Lat'] },
    priority: { column: 'Pri', codes: { P1: '1', '2C': '2' } },
    incident: { column: 'Rpt', codes: { Y: 'true', N: 'false' } },
    nature: 'Note',
  });
  expect(findOpen(mapping)).toEqual([]);
  expect(columnsOf(mapping, 'priority')).toEqual(['Pri']);
  mapping = setColumns(setColumns(mapping, 'place', ['Where'], columns), 'nature', [], columns);
  expect(mapping.place).toEqual({ form: 'latitude-longitude', columns: ['Where'] });
  expect('nature' in mapping).toBe(false);
  const half: CallMapping = { fingerprint: 'f', time: { columns: ['a'], format: 'x' }, place: { form: 'two-columns', columns: ['a'] } };
  expect(findOpen(setColumns(half, 'units', [''], columns))).toEqual(['place']);
});

test('Answers to several doubts add up, whether an answer is the whole mapping or what changes', () => {
  const proposal: CallMapping = { fingerprint: 'f', nature: 'Note' };
  const dayFirst = { ...proposal, time: { columns: ['d'], format: 'dd/MM/yyyy' } };
  const plane = { ...proposal, place: { form: 'two-columns' as const, columns: ['x', 'y'], system: 'EPSG:2223' } };
  const both = applyChoice(applyChoice(proposal, proposal, dayFirst), proposal, plane);
  expect(both).toEqual({ ...dayFirst, place: plane.place });
  expect(applyChoice(both, proposal, { nature: 'Other' })).toEqual({ ...both, nature: 'Other' });
});

test('Formats are told from the samples together, and not guessed where they cannot tell', () => {
  const told: [string[], string | null][] = [
    [['01/02/2020 3:04:00 PM', '01/31/2020 3:04:00 AM'], 'MM/dd/yyyy hh:mm:ss tt'],
    [['31.01.2020 15:04'], 'dd/MM/yyyy HH:mm:ss'],
    [['2021/01/01 05:00:00+00'], 'yyyy-MM-dd HH:mm:ss'],
    [['2021-01-01T05:00:00Z', ''], 'yyyy-MM-dd HH:mm:ss'],
    [['2021-01-01'], 'yyyy-MM-dd'],
    [['1609459200000'], 'epoch-milliseconds'],
    [['1609459200'], 'epoch-seconds'],
    [['44197.25'], 'excel-serial'],
    [['01/02/2020', '03/04/2020'], null],
    [['31/01/2020', '01/31/2020'], null],
    [['tomorrow'], null],
    [[], null],
  ];
  for (const [samples, format] of told) { expect(guessFormat(samples)).toBe(format); }
});
