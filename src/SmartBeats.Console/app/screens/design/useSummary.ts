import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type ApiFault, cityPath, get } from '../../api/client';
import type { CallsSummary } from '../../api/types';
import { asFault } from '../../shell/useAnswer';
import { askLatest } from './latest';

export interface AskedSummary { summary: CallsSummary | null; isAsking: boolean; fault: ApiFault | null; retry: () => void }

/** The calls that match a filter, asked when typing rests; the last answer stays to be read while the next one comes. */
export function useSummary(city: string, query: Record<string, string>): AskedSummary {
  const [asked, setAsked] = useState<Omit<AskedSummary, 'retry'>>({ summary: null, isAsking: true, fault: null });
  const [round, setRound] = useState(0);
  const isFirst = useRef(true);
  const asker = useMemo(() => askLatest(
    (wanted: Record<string, string>, signal) => get<CallsSummary>(cityPath(city, 'calls', 'summary'), wanted, signal),
    {
      onAnswer: (summary) => setAsked({ summary, isAsking: false, fault: null }),
      onFault: (fault) => setAsked((before) => ({ ...before, isAsking: false, fault: asFault(fault) })),
    }), [city]);
  const key = JSON.stringify(query);
  useEffect(() => {
    setAsked((before) => ({ ...before, isAsking: true }));
    asker.put(query, isFirst.current ? 0 : undefined);
    isFirst.current = false;
  }, [asker, key, round]);
  useEffect(() => asker.stop, [asker]);
  return { ...asked, retry: () => setRound(round + 1) };
}
