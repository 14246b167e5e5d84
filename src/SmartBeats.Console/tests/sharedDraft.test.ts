import { expect, test } from 'vitest';
import { add, emptyDraft, keepSnapshot, restore, undo, type Draft } from '../app/plan/draft';
import { choose, keepMine, takeTheirs, type Theirs } from '../app/plan/sharedDraft';

const strokesOf = (...areas: number[]): Draft => areas.reduce((draft, area) => add(draft, { areas: [area], beat: 'A' }), emptyDraft);
const theirsOf = (draft: Draft, tag: string): Theirs => ({ draft, tag, saved: '2026-01-02T03:04:05Z', by: 'Ada' });

test('Opened anew, the newer version is taken, and only where both went on there is a conflict', () => {
  const [mine, theirs] = [strokesOf(1), theirsOf(strokesOf(2), 't2')];
  expect(choose({ draft: mine, tag: 't1', isSent: true }, theirs)).toEqual({ held: { draft: theirs.draft, tag: 't2', isSent: true }, conflict: null });
  expect(choose({ draft: mine, tag: 't1', isSent: false }, theirs)).toEqual({ held: { draft: mine, tag: 't1', isSent: false }, conflict: theirs });
  expect(choose({ draft: mine, tag: 't2', isSent: false }, theirs)).toEqual({ held: { draft: mine, tag: 't2', isSent: false }, conflict: null });
  expect(choose({ draft: emptyDraft, tag: null, isSent: false }, theirs).held.draft).toBe(theirs.draft);
  expect(choose({ draft: theirs.draft, tag: 't1', isSent: false }, theirs).conflict).toBeNull();
  // A draft that the other went on from is no conflict, whichever of the two it is; undone strokes are not lost either.
  const [one, two] = [strokesOf(1), strokesOf(1, 2)];
  expect(choose({ draft: two, tag: 't1', isSent: false }, theirsOf(one, 't2'))).toEqual({ held: { draft: two, tag: 't2', isSent: false }, conflict: null });
  expect(choose({ draft: one, tag: 't1', isSent: false }, theirsOf(two, 't2'))).toEqual({ held: { draft: two, tag: 't2', isSent: true }, conflict: null });
  expect(choose({ draft: undo(two), tag: 't1', isSent: false }, theirsOf(strokesOf(1, 2), 't2')).conflict).toBeNull();
  // What the server does not have (any more) is sent to it.
  expect(choose({ draft: mine, tag: 't1', isSent: true }, null)).toEqual({ held: { draft: mine, tag: null, isSent: false }, conflict: null });
});

test('However a conflict is settled, the strokes of both are in the draft', () => {
  const [mine, theirs] = [strokesOf(1, 2), theirsOf(strokesOf(3), 't7')];
  const kept = keepMine(mine, theirs, 'By Ada');
  expect([kept.tag, kept.isSent, kept.draft.strokes, kept.draft.snapshots]).toEqual(['t7', false, mine.strokes, [{ name: 'By Ada', strokes: theirs.draft.strokes }]]);
  const taken = takeTheirs(mine, theirs, 'Mine');
  expect([taken.draft.strokes, taken.draft.snapshots]).toEqual([theirs.draft.strokes, [{ name: 'Mine', strokes: mine.strokes }]]);
});

test('Going back to a snapshot keeps what was there, and no name is given twice', () => {
  const draft = keepSnapshot(strokesOf(1), 'noon');
  expect(keepSnapshot(draft, 'again')).toBe(draft);
  const later = add(draft, { areas: [2], beat: 'A' });
  const back = restore(later, draft.snapshots[0]!, 'noon');
  expect(back.strokes).toEqual(draft.strokes);
  expect(back.snapshots.map((one) => [one.name, one.strokes.length])).toEqual([['noon', 1], ['noon (2)', 2]]);
});
