import { useEffect, useRef, useState } from 'preact/hooks';
import type { HelpOrder, Proposal } from '../../checker/checker';
import { announce } from '../../shell/announce';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';

export type HelpWanted = Pick<HelpOrder, 'kind' | 'beats' | 'budget'>;
export interface Help {
  request: (wanted: HelpWanted) => void; busy: boolean; fault: string | null; proposal: Proposal | null;
  /** Leaves the engine at its work; nothing comes of it. */
  cancel: () => void;
  /** Makes the proposed moves, one step of the draft. */
  take: () => void;
  leave: () => void;
}

/** The engine's proposals for a draft: one at a time, gone with the next stroke, as is the work on one. */
export function useHelp(hand: DraftInHand): Help {
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const asking = useRef<AbortController | null>(null);
  const { strokes, locked, lockedAreas } = hand.draft;
  const cancel = () => {
    if (!asking.current) { return; }
    asking.current.abort();
    asking.current = null;
    setBusy(false);
  };
  useEffect(() => {
    setProposal(null);
    setFault(null);
    return cancel;
  }, [strokes, locked, lockedAreas]);
  const request = async (wanted: HelpWanted) => {
    cancel();
    const mine = asking.current = new AbortController();
    setBusy(true);
    setFault(null);
    setProposal(null);
    try {
      const made = await hand.help(wanted, mine.signal);
      if (mine.signal.aborted) { return; }
      setProposal(made);
      announce(made.moves.length ? t('edit.help.ready') : t('edit.help.nothing'));
    } catch (reason) {
      if (mine.signal.aborted) { return; }
      setFault(reason instanceof Error ? reason.message : String(reason));
    }
    asking.current = null;
    setBusy(false);
  };
  return {
    busy, fault, proposal, leave: () => setProposal(null), request: (wanted) => { void request(wanted); },
    cancel: () => { cancel(); announce(t('edit.help.cancelled')); },
    take: () => { if (proposal && hand.take(...proposal.moves)) { setProposal(null); } },
  };
}
