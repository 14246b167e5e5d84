import { expect, test } from 'vitest';
import type { PlanTable } from '../app/api/types';
import { findInside, readPackedMap } from '../app/map/packedMap';
import { interpolate, shapeOf } from '../app/map/strokes';
import { add, applyStrokes, emptyDraft, pieceAround, redo, toDivision, toMoves, trim, trimStep, undo, type Draft } from '../app/plan/draft';
import { packGrid } from './grid';

// Four areas of 10, 20, 30, 40; beats A, B, C are [0], [1, 2], [3].
const table = {
  mapVersion: 'grid', headline: '', findings: [], name: '',
  beats: [{ beat: 1, name: 'A' }, { beat: 2, name: 'B' }, { beat: 3, name: 'C' }],
  areas: { beat: [1, 2, 2, 3], workload: [10, 20, 30, 40] },
} as PlanTable;
const draftOf = (...strokes: Draft['strokes']): Draft => strokes.reduce((draft, stroke) => add(draft, stroke), emptyDraft);

test('Strokes are made in order: an emptied beat is left out and a new one comes last', () => {
  const { strokes } = draftOf({ areas: [0], beat: 'K4', isNew: true }, { areas: [1], beat: 'C' }, { merge: 'C', beat: 'K4' });
  expect(applyStrokes(table, strokes)).toEqual({
    names: ['B', 'K4'], beatOf: [1, 1, 0, 1], changed: [0, 1, 3], all: { names: ['A', 'B', 'C', 'K4'], beatOf: [3, 3, 1, 3] } });
  expect(toMoves(strokes, ['a', 'b', 'c', 'd'])).toEqual([{ areas: ['a'], beat: 'K4', new: true }, { areas: ['b'], beat: 'C' }, { merge: 'C', beat: 'K4' }]);
});

test('Loads are the sums of the areas, and a beat left out of the balance is in no mean', () => {
  const beats = applyStrokes(table, [{ areas: [1], beat: 'A' }]);
  expect(toDivision(table, beats, '').beats.map((beat) => [beat.name, beat.areas, beat.workload, beat.deviation]))
    .toEqual([['A', 2, 30, expect.closeTo(-0.1, 12)], ['B', 1, 30, expect.closeTo(-0.1, 12)], ['C', 1, 40, expect.closeTo(0.2, 12)]]);
  const apart = { ...table, beats: [{ beat: 1, name: 'A', apart: true }, ...table.beats.slice(1)] };
  expect(toDivision(apart, beats, '').beats.map((beat) => beat.deviation)).toEqual([0, expect.closeTo(-1 / 7, 12), expect.closeTo(1 / 7, 12)]);
});

test('Locks keep areas where they are, and what has the beat already is no stroke', () => {
  const locked: Draft = { ...emptyDraft, locked: ['B'] };
  expect(trim(table, locked, { areas: [0, 1, 3, 3], beat: 'C' })).toEqual({ areas: [0], beat: 'C' });
  expect(trim(table, locked, { areas: [1], beat: 'C' })).toBeNull();
  expect(trim(table, locked, { areas: [0], beat: 'B' })).toBeNull();
  expect(trim(table, locked, { merge: 'B', beat: 'C' })).toBeNull();
  expect(trim(table, emptyDraft, { merge: 'C', beat: 'C' })).toBeNull();
  expect(trim(table, emptyDraft, { areas: [3], beat: 'C' })).toBeNull();
});

test('Undo and redo go back and forth without end, and a new stroke forgets what was undone', () => {
  const two = draftOf({ areas: [0], beat: 'B' }, { areas: [3], beat: 'B' });
  expect(undo(undo(undo(two))).strokes).toEqual([]);
  expect(redo(redo(undo(undo(two))))).toEqual(two);
  expect(redo(add(undo(two), { areas: [1], beat: 'A' })).strokes.map((stroke) => stroke.areas)).toEqual([[0], [1]]);
});

test('A step of several strokes is undone and made again as one', () => {
  const two = add(add(emptyDraft, { areas: [0], beat: 'B' }), { areas: [3], beat: 'B' }, { areas: [1], beat: 'C' });
  expect(two.strokes.map((stroke) => stroke.goesOn)).toEqual([undefined, undefined, true]);
  expect(undo(two).strokes.map((stroke) => stroke.areas)).toEqual([[0]]);
  expect(redo(undo(two))).toEqual(two);
  expect(redo(redo(undo(undo(two))))).toEqual(two);
  expect(undo(undo(undo(two)))).toEqual(undo(undo(two)));
  expect(redo(two)).toEqual(two);
});

test('What a step leaves nothing of is no step, and later strokes see what earlier ones did', () => {
  const pinned: Draft = { ...emptyDraft, lockedAreas: [0] };
  expect(trimStep(table, pinned, [{ areas: [0], beat: 'C' }, { areas: [3], beat: 'B' }, { areas: [1, 3], beat: 'B' }])).toEqual([{ areas: [3], beat: 'B' }]);
  expect(trimStep(table, pinned, [{ merge: 'A', beat: 'C' }])).toEqual([]);
});

test('A piece is what hangs together with an area within its beat', () => {
  const line = [[1], [0, 2], [1, 3], [2]];
  expect(pieceAround((area) => line[area]!, [0, 0, 1, 0], 1)).toEqual([0, 1]);
  expect(pieceAround((area) => line[area]!, [0, 0, 1, 0], 3)).toEqual([3]);
});

test('A fast drag touches every point between two events', () => {
  expect(interpolate([0, 0], [0, 10], 4)).toEqual([[0, 10 / 3], [0, 20 / 3], [0, 10]]);
  expect(interpolate([5, 5], [5, 5], 4)).toEqual([[5, 5]]);
});

test('A rectangle and a lasso take the areas whose middle they enclose', () => {
  // Unit squares, three columns by two rows, numbered from the south-west.
  const map = readPackedMap(packGrid(3, 2, [4]));
  expect(shapeOf('rectangle', [[0.4, 0.4], [1, 9], [1.6, 1.6]])).toEqual([[0.4, 0.4], [1.6, 0.4], [1.6, 1.6], [0.4, 1.6]]);
  expect(findInside(map, shapeOf('rectangle', [[0.4, 0.4], [1.6, 1.6]]))).toEqual([0, 1, 3, 4]);
  expect(findInside(map, shapeOf('lasso', [[0, 0], [3, 0], [3, 2]]))).toEqual([1, 2, 5]);
  expect(findInside(map, [])).toEqual([]);
});
