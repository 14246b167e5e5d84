import { useEffect, useRef, useState } from 'preact/hooks';
import type { Draft } from '../../plan/draft';
import { ApiFault } from '../../api/client';
import { keepDraft, type HeldDraft } from '../../plan/keepDraft';
import { holds, readTheirs, send, type Theirs } from '../../plan/sharedDraft';

/** So long after a stroke the server is given the draft: this browser has it at once. */
const PAUSE = 800;
/** So long after a try that came to nothing the next is made. */
const AGAIN = 5000;

export interface KeptDraft {
  /** Whether the last change outlives a reload; false for as long as the browser has not said so. */
  isKept: boolean;
  /** Whether the browser keeps drafts at all. */
  keeps: boolean;
  /** Whether the server has it: another browser can go on from here. */
  isSent: boolean;
  /** Why the server does not take it, in its words; null where it does. */
  refused: string | null;
  /** What somebody else made of the same draft meanwhile. */
  conflict: Theirs | null;
  put: (draft: Draft) => void;
  /** After a conflict: goes on with what was decided. */
  settle: (held: HeldDraft) => void;
  /** Sends what is not sent yet. */
  flush: () => Promise<void>;
}

/** Keeps a draft here at once, and on the server soon after. */
export function useKept(city: string, id: string, start: HeldDraft, startConflict: Theirs | null): KeptDraft {
  const held = useRef(start);
  const busy = useRef<Promise<void> | null>(null);
  const [conflict, setConflict] = useState(startConflict);
  const stuck = useRef(startConflict !== null);
  const [kept, setKept] = useState<{ draft: Draft; isThere: boolean }>({ draft: start.draft, isThere: true });
  const [sent, setSent] = useState(start.isSent);
  const [refused, setRefused] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const keep = (next: HeldDraft) => {
    held.current = next;
    void keepDraft(city, id, next).then((isThere) => setKept({ draft: next.draft, isThere }));
  };
  const sendNow = async (): Promise<void> => {
    while (!held.current.isSent && !stuck.current) {
      const { draft, tag } = held.current;
      let next: string | null;
      // Where the server is not to be had, the draft waits here and is offered again.
      try { next = await send(city, id, draft, tag); } catch (reason) {
        // What it says no to it says no to again: the next stroke is another draft.
        if (reason instanceof ApiFault && (reason.status === 400 || reason.status === 413)) {
          setRefused(reason.message);
          return;
        }
        timer.current = setTimeout(() => { void flush(); }, AGAIN);
        return;
      }
      if (next === null) {
        const theirs = await readTheirs(city, id).catch(() => null);
        // A page that was closed while it sent meets its own words again.
        if (theirs && holds(held.current.draft, theirs.draft)) {
          keep({ ...held.current, tag: theirs.tag });
          continue;
        }
        if (theirs) {
          stuck.current = true;
          setConflict(theirs);
        }
        return;
      }
      setRefused(null);
      keep({ draft: held.current.draft, tag: next, isSent: held.current.draft === draft });
      setSent(held.current.isSent);
    }
  };
  const flush = (): Promise<void> => {
    clearTimeout(timer.current);
    busy.current ??= sendNow().finally(() => { busy.current = null; });
    return busy.current;
  };
  const soon = () => {
    setSent(held.current.isSent);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => { void flush(); }, PAUSE);
  };
  useEffect(() => {
    if (!held.current.isSent) { soon(); }
    const retry = () => { void flush(); };
    addEventListener('online', retry);
    document.addEventListener('visibilitychange', retry);
    return () => { removeEventListener('online', retry); document.removeEventListener('visibilitychange', retry); clearTimeout(timer.current); };
  }, [city, id]);
  return {
    isKept: kept.draft === held.current.draft && kept.isThere, keeps: kept.isThere, isSent: sent, refused, conflict, flush,
    put: (draft) => { keep({ ...held.current, draft, isSent: false }); soon(); },
    settle: (next) => { stuck.current = false; setConflict(null); keep(next); soon(); },
  };
}
