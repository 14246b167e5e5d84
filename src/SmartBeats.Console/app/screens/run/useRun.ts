import { useEffect, useState } from 'preact/hooks';
import type { Plan } from '../../api/types';
import { ApiFault, ask, cityPath, get } from '../../api/client';
import { asFault } from '../../shell/useAnswer';
import { isUnderWay } from '../../plan/request';

export interface RunInView { plan: Plan | null; fault: ApiFault | null; lost: boolean; cancel: () => Promise<void>; retry: () => void }

/** Milliseconds to the next question: 2 s in the first half minute, then 5 s. */
export const pauseAfter = (asked: number): number => (asked < 15 ? 2000 : 5000);

/** Asks where a run stands until it ends. A lost connection is said and asked again; other faults stop it. */
export function useRun(city: string, id: string): RunInView {
  const [plan, setPlan] = useState<Plan | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [lost, setLost] = useState(false);
  const [round, setRound] = useState(0);
  const path = cityPath(city, 'plans', id);
  useEffect(() => {
    const stop = new AbortController();
    let timer: ReturnType<typeof setTimeout>;
    const look = async (asked: number) => {
      try {
        const now = await get<Plan>(path, {}, stop.signal);
        setPlan(now);
        setLost(false);
        if (!isUnderWay(now.status)) { return; }
      } catch (reason) {
        if (stop.signal.aborted) { return; }
        const known = asFault(reason);
        if (!known.offline && known.status < 500) { setFault(known); return; }
        setLost(true);
      }
      timer = setTimeout(() => { void look(asked + 1); }, pauseAfter(asked));
    };
    setFault(null);
    void look(0);
    return () => { stop.abort(); clearTimeout(timer); };
  }, [path, round]);
  const again = () => setRound((now) => now + 1);
  const cancel = async () => {
    try { await ask('DELETE', path); } catch (reason) { if (asFault(reason).status !== 409) { setFault(asFault(reason)); return; } }
    again();
  };
  return { plan, fault, lost, cancel, retry: again };
}
