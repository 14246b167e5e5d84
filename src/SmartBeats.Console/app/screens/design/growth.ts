import type { GrowthChange } from '../../api/types';
import { numberOrText, splitList } from './numbers';

export type GrowthKind = 'factor' | 'calls' | 'dwellings';

/** A change as it is typed, for one area or several. */
export interface TypedGrowth { areas: string; kind: GrowthKind; amount: string; perDwelling: string; from: string; scenario: string }

export const noGrowth: TypedGrowth = { areas: '', kind: 'factor', amount: '', perDwelling: '', from: '', scenario: '' };

/** The typed change for each of its areas, as a growth file has it: what is wrong with it the server says. */
export function toChanges(typed: TypedGrowth): Record<string, unknown>[] {
  const given = (text: string, value: unknown = text.trim()) => (text.trim() === '' ? undefined : value);
  return splitList(typed.areas).map((area) => ({
    area,
    [typed.kind]: given(typed.amount, numberOrText(typed.amount)),
    ...(typed.kind === 'dwellings' && { calls_per_dwelling: given(typed.perDwelling, numberOrText(typed.perDwelling)) }),
    from: given(typed.from),
    scenario: given(typed.scenario),
  }));
}

/** The text that the server reads: the changes there are and those that are added. */
export function toText(changes: readonly GrowthChange[], added: readonly object[]): string {
  return JSON.stringify([...changes, ...added]);
}
