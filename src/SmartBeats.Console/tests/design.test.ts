import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deriveBeats, foresee, totalWorkload } from '../app/screens/design/chance';
import { findDraft, keepDraft } from '../app/screens/design/draft';
import { groupByField, readErrors } from '../app/api/problems';
import { emptyForm } from '../app/screens/design/form';
import { askLatest } from '../app/screens/design/latest';
import { findPreset, keepPreset, removePreset } from '../app/screens/design/presets';

const matching = { calls: 10_000, minutes: 300_000, priorities: [{ value: 1, calls: 1000 }, { value: 2, calls: 4000 }, { value: 3, calls: 7000 }] };

test('Twenty-five beats of 400 calls differ by a twentieth by chance', () => {
  expect(foresee({ ...emptyForm, beats: '25' }, matching)).toEqual({ beats: 25, callsPerBeat: 400, workloadPerBeat: 400, spread: 0.05 });
});

test('The spread by chance is that of counts drawn at random', () => {
  // Recomputed another way: 200 draws of Poisson counts with mean 400, their own standard deviation over their mean.
  let state = 1;
  const uniform = () => (state = (state * 48271) % 2147483647) / 2147483647;
  const draws = Array.from({ length: 4000 }, () => {
    let time = -Math.log(uniform());
    let count = 0;
    for (; time < 400; count++) { time -= Math.log(uniform()); }
    return count;
  });
  const mean = draws.reduce((sum, count) => sum + count, 0) / draws.length;
  const deviation = Math.sqrt(draws.reduce((sum, count) => sum + (count - mean) ** 2, 0) / draws.length);
  expect(deviation / mean).toBeCloseTo(foresee({ ...emptyForm, beats: '25' }, matching)?.spread ?? 0, 2);
});

test('A workload a beat makes the nearest whole number of beats, as the server derives it', () => {
  expect([deriveBeats(10_000, 1500), deriveBeats(10_000, 4000), deriveBeats(10, 4000)]).toEqual([7, 3, 1]);
  expect(foresee({ ...emptyForm, by: 'workload', workloadPerBeat: '30,000', workload: 'service-minutes' }, matching)?.beats).toBe(10);
});

test('Weighted calls count by the priorities chosen, and those without a weight count once', () => {
  const form = { ...emptyForm, workload: 'priority-weights' as const, weights: { 1: '3', 3: '0' } };
  expect(totalWorkload(form, { ...matching, calls: 12_000 })).toBe(3 * 1000 + 4000 + 0);
  expect(totalWorkload({ ...form, priorities: ['1'] }, { ...matching, calls: 1000 })).toBe(3000);
});

test('Nothing is foreseen before a number is typed', () => {
  for (const beats of ['', 'x', '0', '2.5', '-3']) { expect(foresee({ ...emptyForm, beats }, matching)).toBeNull(); }
});

test('A preset of the same name is replaced, and the list is in order', () => {
  const presets = keepPreset(keepPreset(keepPreset([], 'Nights', { beats: 1 }), 'all', { beats: 2 }), ' nights ', { beats: 3 });
  expect(presets).toEqual([{ name: 'all', request: { beats: 2 } }, { name: 'nights', request: { beats: 3 } }]);
  expect(findPreset(presets, 'NIGHTS')?.request).toEqual({ beats: 3 });
  expect(removePreset(presets, 'Nights')).toHaveLength(1);
});

test('Faults stand beside their fields, parts of a field beside the whole', () => {
  const errors = readErrors([
    { field: 'beats', detail: 'beats is "x", not a whole number', remedy: 'Write how many.' },
    { field: 'response.speedKmh', detail: 'a' }, { field: 'response.minutes', detail: 'b.' }, { detail: 'and 3 more' },
  ]);
  expect(errors['beats']).toEqual(['beats is "x", not a whole number. Write how many.']);
  expect(groupByField(errors)).toEqual({ beats: errors['beats'], response: ['a.', 'b.'], '': ['and 3 more.'] });
  expect(readErrors({ beats: ['wrong'], to: 'late' })).toEqual({ beats: ['wrong'], to: ['late'] });
  expect(readErrors(undefined)).toEqual({});
});

test('A draft outlives a reload, and a store that fails takes nothing down', () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => void kept.set(key, text),
    removeItem: (key: string) => void kept.delete(key),
  };
  keepDraft(store, 'glendale', { ...emptyForm, beats: '12' });
  expect(findDraft(store, 'glendale')?.beats).toBe('12');
  expect(findDraft(store, 'seattle')).toBeNull();
  keepDraft(store, 'glendale', emptyForm);
  expect(findDraft(store, 'glendale')).toBeNull();
  kept.set('smartbeats.design.glendale', '{broken');
  expect(findDraft(store, 'glendale')).toBeNull();
  const full = { ...store, setItem: () => { throw new Error('full'); } };
  expect(() => keepDraft(full, 'glendale', { ...emptyForm, beats: '1' })).not.toThrow();
});

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('Only the latest question is heard, however late an older answer comes', async () => {
  const heard: string[] = [];
  const answers = new Map<string, (text: string) => void>();
  const asked: string[] = [];
  const asker = askLatest<string, string>(
    (question) => { asked.push(question); return new Promise((resolve) => answers.set(question, resolve)); },
    { onAnswer: (answer) => heard.push(answer), onFault: () => heard.push('fault') }, 200);
  asker.put('a');
  asker.put('b');
  await vi.advanceTimersByTimeAsync(200);
  asker.put('c');
  await vi.advanceTimersByTimeAsync(200);
  answers.get('c')?.('C');
  answers.get('b')?.('B');
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual(['b', 'c']);
  expect(heard).toEqual(['C']);
});

test('A question broken off is no fault', async () => {
  const heard: string[] = [];
  const asker = askLatest<string, string>(
    (question, signal) => new Promise((resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')));
      if (question === 'bad') { reject(new Error('bad')); }
      if (question === 'good') { resolve('good'); }
    }),
    { onAnswer: (answer) => heard.push(answer), onFault: (fault) => heard.push(String(fault)) }, 10);
  asker.put('slow');
  await vi.advanceTimersByTimeAsync(10);
  asker.put('good');
  await vi.advanceTimersByTimeAsync(10);
  asker.put('bad');
  await vi.advanceTimersByTimeAsync(10);
  expect(heard).toEqual(['good', 'Error: bad']);
});
