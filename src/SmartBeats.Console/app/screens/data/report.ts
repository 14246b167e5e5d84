/** What reading a file came to, `report.json` of a calls file or a map, as far as the page shows it. */
export interface LoadReport {
  rows?: number;
  accepted?: number;
  rejected?: number;
  withoutPlace?: number;
  duplicates?: number;
  rejectedByReason?: { reason: string; rows: number; firstLine?: number }[];
  first?: string | null;
  last?: string | null;
  inserted?: number;
  updated?: number;
  unchanged?: number;
  removed?: number;
  areas?: number;
  notes?: string[];
  refusal?: string | null;
}

export const countsOf = ['rows', 'accepted', 'inserted', 'updated', 'unchanged', 'removed', 'duplicates', 'withoutPlace', 'rejected', 'areas'] as const;
export type Count = (typeof countsOf)[number];

/** The counts a report has, in the order they are shown. Zeros of what would be a loss or a change are left out. */
export function readCounts(report: LoadReport): { count: Count; value: number }[] {
  const always: Count[] = ['rows', 'accepted', 'rejected', 'areas'];
  return countsOf.flatMap((count) => {
    const value = report[count];
    return typeof value === 'number' && (value > 0 || (always.includes(count) && count !== 'areas')) ? [{ count, value }] : [];
  });
}
