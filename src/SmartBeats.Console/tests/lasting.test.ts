import { describe, expect, it } from 'vitest';
import type { Backtest, BacktestCase } from '../app/api/types';
import { scaleTo, toSplits } from '../app/plan/held';
import { noGrowth, toChanges, toText } from '../app/screens/design/growth';

const one = (past: string, life: string, seed: number, laterSpread: number, todaysSpread: number | null = null): BacktestCase => ({
  split: { past, life, isReversed: past > life }, seed, pastCalls: 900, laterCalls: 300, pastSpread: 0.005, laterSpread, laterWorst: laterSpread * 2, chance: 0.03,
  foretold: { value: 0.05, low: 0.03, high: 0.08 }, foretoldWorst: { value: 0.1, low: 0.06, high: 0.16 }, todaysSpread });

describe('how such plans have held', () => {
  const backtest: Backtest = {
    beats: 12, notes: [], sentences: [],
    cases: [
      one('2024-01-01..2024-06-30', '2024-07-01..2024-12-31', 1, 0.04, 0.4), one('2024-01-01..2024-06-30', '2024-07-01..2024-12-31', 2, 0.06, 0.4),
      one('2024-07-01..2024-12-31', '2024-01-01..2024-06-30', 1, 0.07),
    ],
  };

  it('has a row for each split, with means over its seeds and how far they lie apart', () => {
    const [forward, reversed, ...others] = toSplits(backtest);
    expect(others).toEqual([]);
    expect([forward?.life, forward?.isReversed, reversed?.isReversed]).toEqual(['2024-07-01..2024-12-31', false, true]);
    expect(forward?.later).toBeCloseTo((0.04 + 0.06) / 2, 12);
    expect(forward?.worst).toBeCloseTo((0.08 + 0.12) / 2, 12);
    expect([forward?.lowest, forward?.highest, forward?.todays, reversed?.todays]).toEqual([0.04, 0.06, 0.4, null]);
    expect(forward?.seeds).toEqual([{ seed: 1, later: 0.04 }, { seed: 2, later: 0.06 }]);
    expect(toSplits({ ...backtest, cases: [], reason: 'Too few calls.' })).toEqual([]);
  });

  it('is drawn on a scale that holds everything, with few round ticks', () => {
    const { most, ticks } = scaleTo(toSplits(backtest));
    expect(most).toBeGreaterThanOrEqual(0.4);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeCloseTo(most, 12);
    expect(ticks.length).toBeLessThanOrEqual(6);
    const small = scaleTo(toSplits({ ...backtest, cases: backtest.cases.slice(2) }));
    expect(small.most).toBeCloseTo(0.08, 12);
  });
});

describe('growth as it is typed', () => {
  it('is a change for each area, as a growth file has it', () => {
    expect(toChanges({ ...noGrowth, areas: '0301, 0302', amount: '1,5', scenario: 'mall' }))
      .toEqual([{ area: '0301', factor: 1.5, scenario: 'mall' }, { area: '0302', factor: 1.5, scenario: 'mall' }]);
    expect(toChanges({ ...noGrowth, areas: '0301', kind: 'dwellings', amount: '120', perDwelling: '0.8', from: '2026-01-01' }))
      .toEqual([{ area: '0301', dwellings: 120, calls_per_dwelling: 0.8, from: '2026-01-01' }]);
  });

  it('goes on as it was typed where it is no number: the server says what is wrong with it', () => {
    expect(toChanges({ ...noGrowth, areas: '0301', amount: 'many' })).toEqual([{ area: '0301', factor: 'many' }]);
    expect(JSON.parse(toText([{ area: '1', factor: 2 }], toChanges({ ...noGrowth, areas: '2' })))).toEqual([{ area: '1', factor: 2 }, { area: '2' }]);
  });
});
