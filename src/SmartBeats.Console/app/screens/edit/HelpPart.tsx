import { useState } from 'preact/hooks';
import type { Proposal } from '../../checker/checker';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';
import type { Help, HelpWanted } from './useHelp';

interface HelpPartProps { hand: DraftInHand; help: Help; names: string[]; target: string; around: string[] }
const budgets = [0.02, 0.05, 0.1, 0.2, 1];

/** The engine at hand: each button makes a proposal, shown on the map and in figures before anybody takes it. */
export function HelpPart({ hand, help, names, target, around }: HelpPartProps) {
  const { format } = useCity();
  const [other, setOther] = useState('');
  const [budget, setBudget] = useState(0.05);
  const [isOpen, setOpen] = useState(false);
  const partner = other !== target && names.includes(other) ? other : around[0] ?? '';
  const isThere = names.includes(target);
  const isBroken = (hand.measured?.pieces.length ?? 0) > 0;
  const button = (label: string, wanted: HelpWanted, able: boolean) => (
    <button type="button" disabled={!able || help.busy} onClick={() => help.request(wanted)}>{label}</button>);
  return (
    <details class="edit-help" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
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
    </details>
  );
}

/** What the engine proposes, or why it cannot. */
export function Proposed({ hand, help }: { hand: DraftInHand; help: Help }) {
  if (help.busy) { return <p role="status">{t('edit.help.busy')} <button type="button" onClick={help.cancel}>{t('edit.help.cancel')}</button></p>; }
  if (help.fault) { return <p class="note" role="alert" lang="en">{help.fault}</p>; }
  return help.proposal && <Offer hand={hand} proposal={help.proposal} help={help} />;
}

function Offer({ hand, help, proposal }: { hand: DraftInHand; help: Help; proposal: Proposal }) {
  const { format } = useCity();
  const now = hand.measured?.now ?? proposal.figures.before;
  const next = proposal.figures.now;
  const n = proposal.moves.reduce((sum, move) => sum + move.areas.length, 0);
  if (!n) { return <p class="note">{t('edit.help.nothing')} <button type="button" onClick={help.leave}>{t('edit.help.leave')}</button></p>; }
  return (
    <div class="note edit-proposal">
      <p>{t('edit.help.moves', { n })}</p>
      <ul>
        <li>{t('plan.worst')}: {format.percent(now.maxDeviation, 2)} → <span data-proposed="maxDeviation">{format.percent(next.maxDeviation, 2)}</span></li>
        {next.maxDeviationOfRest !== next.maxDeviation && (
          <li>{t('edit.worstOfRest')}: {format.percent(now.maxDeviationOfRest, 2)} → {format.percent(next.maxDeviationOfRest, 2)}</li>)}
        <li>{t('plan.borders')}: {format.distance(now.boundaryKm * 1000, 2)} → {format.distance(next.boundaryKm * 1000, 2)}</li>
        <li>{next.contiguous ? t('edit.help.whole') : t('edit.apart', { n: proposal.figures.pieces.length })}</li>
      </ul>
      <div class="actions">
        <button type="button" class="main" onClick={help.take}>{t('edit.help.take')}</button>
        <button type="button" onClick={help.leave}>{t('edit.help.leave')}</button>
      </div>
    </div>
  );
}
