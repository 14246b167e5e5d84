import type { Backtest, BacktestCase } from '../api/types';

/** One split of a back-test: means over its seeds, and how far these lie apart. */
export interface HeldSplit {
  past: string; life: string; isReversed: boolean;
  pastSpread: number; later: number; lowest: number; highest: number; worst: number; chance: number;
  foretold: { value: number; low: number; high: number };
  /** Of today's beats on the same calls; null where none were given. */
  todays: number | null;
  seeds: { seed: number; later: number }[];
}

/** The splits in the order of the answer, each with its seeds. */
export function toSplits(backtest: Backtest): HeldSplit[] {
  const groups = new Map<string, BacktestCase[]>();
  for (const one of backtest.cases) {
    const key = `${one.split.past} ${one.split.life}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((cases) => {
    const mean = (figure: (one: BacktestCase) => number) => cases.reduce((sum, one) => sum + figure(one), 0) / cases.length;
    const later = cases.map((one) => one.laterSpread);
    return {
      ...cases[0]!.split, pastSpread: mean((one) => one.pastSpread), later: mean((one) => one.laterSpread), lowest: Math.min(...later),
      highest: Math.max(...later), worst: mean((one) => one.laterWorst), chance: mean((one) => one.chance),
      foretold: { value: mean((one) => one.foretold.value), low: mean((one) => one.foretold.low), high: mean((one) => one.foretold.high) },
      todays: cases[0]!.todaysSpread ?? null, seeds: cases.map((one) => ({ seed: one.seed, later: one.laterSpread })),
    };
  });
}

/** The right end of a chart's scale, and the ticks up to it: some four of them, at round percents. */
export function scaleTo(splits: readonly HeldSplit[]): { most: number; ticks: number[] } {
  const largest = Math.max(...splits.map((one) => Math.max(one.foretold.high, one.highest, one.todays ?? 0)));
  const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].find((size) => largest / size <= 5) ?? 1;
  const count = Math.ceil(largest / step);
  return { most: count * step, ticks: Array.from({ length: count + 1 }, (_, at) => at * step) };
}
