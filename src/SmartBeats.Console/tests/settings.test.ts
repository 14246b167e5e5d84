import { expect, test } from 'vitest';
import { type CitySettings, mergeSettings, takeTheirs } from '../app/screens/settings/merge';

const base: CitySettings = {
  name: 'Glendale', timeZone: 'America/Phoenix', measures: 'us',
  labels: { disposition: { 6: 'Report', 9: 'Contact made' } },
  presets: [{ name: 'All', request: { beats: 12 } }],
};

test('Changes of two people to different settings are both kept', () => {
  const mine: CitySettings = { ...base, name: 'City of Glendale', labels: { disposition: { 6: 'Report', 9: 'Contact', 1: 'Field interview' } } };
  const theirs: CitySettings = {
    ...base, measures: 'metric', labels: { disposition: { 6: 'Report written', 9: 'Contact made' } },
    presets: [...(base.presets ?? []), { name: 'Nights', request: { beats: 3 } }],
  };
  const merge = mergeSettings(base, mine, theirs);
  expect(merge.conflicts).toEqual([]);
  expect(merge.settings).toEqual({
    name: 'City of Glendale', timeZone: 'America/Phoenix', measures: 'metric',
    labels: { disposition: { 6: 'Report written', 9: 'Contact', 1: 'Field interview' } },
    presets: [{ name: 'All', request: { beats: 12 } }, { name: 'Nights', request: { beats: 3 } }],
  });
});

test('What both changed otherwise is asked, and each answer holds', () => {
  const mine: CitySettings = { ...base, name: 'Mine', presets: [{ name: 'All', request: { beats: 13 } }] };
  const theirs: CitySettings = { ...base, name: 'Theirs', presets: [] };
  const merge = mergeSettings(base, mine, theirs);
  expect(merge.conflicts).toEqual([
    { path: ['name'], mine: 'Mine', theirs: 'Theirs' },
    { path: ['presets', 'All'], mine: { beats: 13 }, theirs: undefined },
  ]);
  expect(merge.settings.name).toBe('Mine');
  expect(takeTheirs(merge, new Set([0]))).toMatchObject({ name: 'Theirs', presets: [{ name: 'All', request: { beats: 13 } }] });
  expect(takeTheirs(merge, new Set([0, 1])).presets).toBeUndefined();
});

test('The same change twice, and members in another order, are no conflict', () => {
  const one: CitySettings = { ...base, name: 'New', presets: [{ name: 'All', request: { beats: 12, goal: 'compact' } }] };
  const other: CitySettings = { ...base, name: 'New', presets: [{ name: 'All', request: { goal: 'compact', beats: 12 } }] };
  expect(mergeSettings(base, one, other).conflicts).toEqual([]);
});

test('A removed setting stays removed', () => {
  const { measures: _, ...mine } = base;
  expect('measures' in mergeSettings(base, mine, base).settings).toBe(false);
});
