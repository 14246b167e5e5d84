import { useCallback, useEffect, useState } from 'preact/hooks';
import { ApiFault } from '../api/client';

export type Asked<T> = { state: 'loading' } | { state: 'error'; fault: ApiFault } | { state: 'ready'; data: T };

/** Asks once for each `key` (and again on `retry`); an answer that comes after the key changed is dropped. A null key asks nothing. */
export function useAnswer<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Asked<T> & { retry: () => void } {
  const [asked, setAsked] = useState<Asked<T> & { key: string | null }>({ state: 'loading', key });
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (key === null) { return; }
    const stop = new AbortController();
    setAsked({ state: 'loading', key });
    load(stop.signal).then(
      (data) => { if (!stop.signal.aborted) { setAsked({ state: 'ready', data, key }); } },
      (fault: unknown) => { if (!stop.signal.aborted) { setAsked({ state: 'error', fault: asFault(fault), key }); } });
    return () => stop.abort();
  }, [key, round]);
  const retry = useCallback(() => setRound((count) => count + 1), []);
  return asked.key === key ? { ...asked, retry } : { state: 'loading', retry };
}

export function asFault(fault: unknown): ApiFault {
  return fault instanceof ApiFault ? fault : new ApiFault(-1, fault instanceof Error ? fault.message : String(fault));
}
