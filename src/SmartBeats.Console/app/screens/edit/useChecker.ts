import { useEffect, useState } from 'preact/hooks';
import { Checker } from '../../checker/checker';

/** The checker in the page: null while it starts; where it cannot, 'server' has to do its work. */
export function useChecker(city: string, planId: string): Checker | 'server' | null {
  const [checker, setChecker] = useState<Checker | 'server' | null>(null);
  useEffect(() => {
    const stop = new AbortController();
    Checker.open(city, planId, stop.signal).then(
      (opened) => { if (!stop.signal.aborted) { setChecker(opened); } },
      () => { if (!stop.signal.aborted) { setChecker('server'); } });
    return () => stop.abort();
  }, [city, planId]);
  return checker;
}
