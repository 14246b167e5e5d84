import { describe, expect, it } from 'vitest';
import type { PlanTable } from '../app/api/types';
import { add, applyStrokes, beginStep, emptyDraft, undo } from '../app/plan/draft';

const table = {
  beats: [1, 2, 3].map((beat) => ({ beat, name: `B${beat}` })), areas: { beat: [1, 1, 2, 2, 3, 3], workload: [1, 1, 1, 1, 1, 1] },
} as unknown as PlanTable;
const namesAt = (strokes: Parameters<typeof applyStrokes>[1]) => {
  const { names, beatOf } = applyStrokes(table, strokes);
  return beatOf.map((beat) => names[beat]);
};
const today = [{ areas: [0, 1, 2], beat: 'K1', isNew: true }, { areas: [3, 4], beat: 'B2' }];

describe('beats laid over a plan', () => {
  it('take the place of what was drawn, in one step that one undo takes back', () => {
    const drawn = add(emptyDraft, { areas: [5], beat: 'B1' }, { areas: [4], beat: 'K1', isNew: true });
    const laid = add(drawn, ...beginStep(table, drawn, today));
    expect(namesAt(laid.strokes)).toEqual(['K1', 'K1', 'K1', 'B2', 'B2', 'B3']);
    expect(namesAt(undo(laid).strokes)).toEqual(namesAt(drawn.strokes));
    // The beat that was made before is not made a second time.
    expect(laid.strokes.filter((stroke) => stroke.isNew)).toHaveLength(1);
  });

  it('leave alone what is locked', () => {
    const locked = { ...emptyDraft, lockedAreas: [3], locked: ['B3'] };
    expect(namesAt(beginStep(table, locked, today))).toEqual(['K1', 'K1', 'K1', 'B2', 'B3', 'B3']);
  });

  it('are nothing where they are the plan’s own', () => {
    expect(beginStep(table, emptyDraft, [])).toEqual([]);
  });
});
