import { useEffect, useState } from 'preact/hooks';
import type { HelpOrder, Proposal } from '../../checker/checker';
import { useCity } from '../../shell/city';
import { asFault } from '../../shell/useAnswer';
import { announce } from '../../shell/announce';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';

interface HelpPartProps {
  hand: DraftInHand; names: string[]; target: string; around: string[]; proposal: Proposal | null; onProposal: (proposal: Proposal | null) => void;
}
const budgets = [0.02, 0.05, 0.1, 0.2, 1];

/** The engine at hand: each button makes a proposal, shown on the map and in figures before anybody takes it. */
export function HelpPart({ hand, names, target, around, proposal, onProposal }: HelpPartProps) {
  const { format } = useCity();
  const [other, setOther] = useState('');
  const [budget, setBudget] = useState(0.05);
  const [busy, setBusy] = useState<HelpOrder['kind'] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  useEffect(() => { onProposal(null); setFault(null); }, [hand.draft.strokes, hand.draft.locked, hand.draft.lockedAreas]);
  const partner = other !== target && names.includes(other) ? other : around[0] ?? '';
  const request = async (order: Pick<HelpOrder, 'kind' | 'beats' | 'budget'>) => {
    setBusy(order.kind);
    setFault(null);
    onProposal(null);
    try {
      const made = await hand.help(order);
      onProposal(made);
      announce(made.moves.length ? t('edit.help.ready') : t('edit.help.nothing'));
    } catch (reason) {
      setFault(reason instanceof Error ? reason.message : asFault(reason).message);
    }
    setBusy(null);
  };
  const isThere = names.includes(target);
  const isBroken = (hand.measured?.pieces.length ?? 0) > 0;
  const button = (label: string, order: Pick<HelpOrder, 'kind' | 'beats' | 'budget'>, able: boolean) => (
    <button type="button" disabled={!able || busy !== null} onClick={() => { void request(order); }}>{label}</button>);
  return (
    <details class="edit-help" open={isBroken || proposal !== null || undefined}>
      <summary>{t('edit.help')}</summary>
      <div class="actions">
        {button(t('edit.help.repair'), { kind: 'repair' }, isBroken)}
        {button(t('edit.help.tidy'), { kind: 'tidy' }, hand.beats.changed.length > 0)}
        {button(t('edit.help.split', { name: target }), { kind: 'split', beats: [target] }, isThere)}
        {button(t('edit.help.around', { name: target }), { kind: 'balance', beats: [target, ...around] }, isThere && around.length > 0)}
      </div>
      <div class="actions">
        <label>{t('edit.help.with', { name: target })}
          <select value={partner} onChange={(event) => setOther(event.currentTarget.value)}>
            {names.filter((name) => name !== target).map((name) => <option key={name} value={name}>{t('plan.beatN', { name })}</option>)}
          </select>
        </label>
        {button(t('edit.help.pair'), { kind: 'balance', beats: [target, partner] }, isThere && partner !== '')}
        <label>{t('edit.help.budget')}
          <select value={String(budget)} onChange={(event) => setBudget(Number(event.currentTarget.value))}>
            {budgets.map((one) => <option key={one} value={String(one)}>{one === 1 ? t('edit.help.noLimit') : format.percent(one, 0)}</option>)}
          </select>
        </label>
        {button(t('edit.help.finish'), { kind: 'finish', ...(budget < 1 && { budget }) }, true)}
      </div>
      {busy && <p role="status">{t('edit.help.busy')}</p>}
      {fault && <p class="note" role="alert" lang="en">{fault}</p>}
      {proposal && <Proposed hand={hand} proposal={proposal} onDone={() => onProposal(null)} />}
    </details>
  );
}

function Proposed({ hand, proposal, onDone }: { hand: DraftInHand; proposal: Proposal; onDone: () => void }) {
  const { format } = useCity();
  const now = hand.measured?.now ?? proposal.figures.before;
  const next = proposal.figures.now;
  const n = proposal.moves.reduce((sum, move) => sum + move.areas.length, 0);
  if (!n) { return <p class="note">{t('edit.help.nothing')} <button type="button" onClick={onDone}>{t('edit.help.leave')}</button></p>; }
  const take = () => { if (hand.take(...proposal.moves)) { onDone(); } };
  return (
    <div class="note edit-proposal">
      <p>{t('edit.help.moves', { n })}</p>
      <ul>
        <li>{t('plan.worst')}: {format.percent(now.maxDeviation, 2)} → <span data-proposed="maxDeviation">{format.percent(next.maxDeviation, 2)}</span></li>
        <li>{t('plan.borders')}: {format.distance(now.boundaryKm * 1000, 2)} → {format.distance(next.boundaryKm * 1000, 2)}</li>
        <li>{next.contiguous ? t('edit.help.whole') : t('edit.apart', { n: proposal.figures.pieces.length })}</li>
      </ul>
      <div class="actions">
        <button type="button" class="main" onClick={take}>{t('edit.help.take')}</button>
        <button type="button" onClick={onDone}>{t('edit.help.leave')}</button>
      </div>
    </div>
  );
}
