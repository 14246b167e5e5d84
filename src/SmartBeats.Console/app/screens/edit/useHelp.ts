import { useEffect, useState } from 'preact/hooks';
import type { HelpOrder, Proposal } from '../../checker/checker';
import { announce } from '../../shell/announce';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';

export type HelpWanted = Pick<HelpOrder, 'kind' | 'beats' | 'budget'>;
export interface Help {
  request: (wanted: HelpWanted) => void; busy: boolean; fault: string | null; proposal: Proposal | null;
  /** Makes the proposed moves, one step of the draft. */
  take: () => void;
  leave: () => void;
}

/** The engine's proposals for a draft: one at a time, gone with the next stroke. */
export function useHelp(hand: DraftInHand): Help {
  const [proposal, setProposal] = useState<Proposal | null>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const { strokes, locked, lockedAreas } = hand.draft;
  useEffect(() => { setProposal(null); setFault(null); }, [strokes, locked, lockedAreas]);
  const request = async (wanted: HelpWanted) => {
    setBusy(true);
    setFault(null);
    setProposal(null);
    try {
      const made = await hand.help(wanted);
      setProposal(made);
      announce(made.moves.length ? t('edit.help.ready') : t('edit.help.nothing'));
    } catch (reason) {
      setFault(reason instanceof Error ? reason.message : String(reason));
    }
    setBusy(false);
  };
  return {
    busy, fault, proposal, leave: () => setProposal(null), request: (wanted) => { void request(wanted); },
    take: () => { if (proposal && hand.take(...proposal.moves)) { setProposal(null); } },
  };
}
