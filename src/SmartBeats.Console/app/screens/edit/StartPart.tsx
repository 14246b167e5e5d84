import { useState } from 'preact/hooks';
import type { LaidBeats, PlanRow } from '../../api/types';
import { ApiFault, ask, cityPath, get } from '../../api/client';
import { readAny } from '../../forms/files';
import { Fault } from '../../shell/States';
import { useCity } from '../../shell/city';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { FileButton } from '../../forms/FileButton';
import type { DraftInHand } from './useDraft';

interface StartProps { hand: DraftInHand; planId: string; ids: string[];
  /** The beats have come; the one that is given areas next may be gone. */
  onBegun: (beats: string[]) => void; onShow: (areas: number[]) => void }

/** Other beats as a start: those patrolled today, another plan's, or a file's. One step of the draft, undone like any other. */
export function StartPart({ hand, planId, ids, onBegun, onShow }: StartProps) {
  const { id: city, format } = useCity();
  const [isOpen, setOpen] = useState(false);
  const asked = useAnswer(isOpen ? `starts ${city}` : '', async (signal) => {
    if (!isOpen) { return { plans: [], hasAdopted: false }; }
    const [{ plans }, { adopted }] = await Promise.all([
      get<{ plans: PlanRow[] }>(cityPath(city, 'plans'), { limit: 100 }, signal), get<{ adopted?: unknown[] }>(cityPath(city, 'adopted'), {}, signal)]);
    return { plans: plans.filter((plan) => plan.status === 'published' && plan.planId !== planId), hasAdopted: (adopted ?? []).length > 0 };
  });
  const [chosen, setChosen] = useState('');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [wrong, setWrong] = useState('');
  const [busy, setBusy] = useState(false);
  const [laid, setLaid] = useState<LaidBeats | null>(null);
  const areaOf = (id: string) => ids.indexOf(id);

  const begin = async (body: object) => {
    setBusy(true);
    setFault(null);
    setWrong('');
    try {
      const { data } = await ask<LaidBeats>('POST', cityPath(city, 'plans', planId, 'moves'), { body });
      // From the plan, not from the draft: what was drawn so far goes first, and comes back with one undo.
      const indexOf = new Map(ids.map((id, index) => [id, index]));
      hand.begin(data.moves.map((move) => ({ areas: (move.areas ?? []).map((id) => indexOf.get(id)!), beat: move.beat, ...(move.new && { isNew: true }) })));
      setLaid(data);
      onBegun(data.moves.map((move) => move.beat));
    } catch (reason) {
      setFault(asFault(reason));
    }
    setBusy(false);
  };
  const take = async (file: File | undefined) => {
    if (!file) { return; }
    const content = await readAny(file);
    if (content === null) { setWrong(t('edit.start.tooLarge', { name: file.name })); return; }
    await begin({ name: file.name, ...content });
  };
  const { plans, hasAdopted } = asked.state === 'ready' ? asked.data : { plans: [], hasAdopted: false };
  const options = [
    ...(hasAdopted || hand.fixed.beganWithToday ? [{ value: 'adopted', label: t(hasAdopted ? 'edit.start.adopted' : 'edit.start.began') }] : []),
    ...plans.map((plan) => ({ value: plan.planId, label: `${plan.name ?? t('design.current.plan', { n: plan.beats ?? 0 })} · ${format.moment(plan.requested)}` })),
  ];
  const value = options.some((one) => one.value === chosen) ? chosen : options[0]?.value ?? '';
  return (
    <details class="edit-help edit-start" open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('edit.start')}</summary>
      <p class="small quiet">{t('edit.start.what')}</p>
      <div class="actions">
        {options.length > 0 && (
          <>
            <label>{t('edit.start.which')}
              <select value={value} onChange={(event) => setChosen(event.currentTarget.value)}>
                {options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
              </select>
            </label>
            <button type="button" disabled={busy} onClick={() => { void begin(value === 'adopted' ? { adopted: true } : { plan: value }); }}>{t('edit.start.do')}</button>
          </>)}
        <FileButton label={t('edit.start.file')} accept=".csv,.json,.geojson,.zip,.gpkg,.kml,.kmz" take={take} />
      </div>
      {busy && <p role="status" class="small">{t('edit.start.busy')}</p>}
      {wrong && <p class="wrong small" role="alert">{wrong}</p>}
      {fault && <Fault fault={fault} />}
      {laid && (
        <div class="told small edit-laid" role="status">
          <p>{laid.moves.length ? t('edit.start.done', { n: laid.beats }) : t('edit.start.same')}</p>
          <Matched label="edit.start.byGround" list={laid.byGround} onShow={() => onShow(laid.byGround.map(areaOf))} />
          <Matched label="edit.start.joined" list={laid.joined} onShow={() => onShow(laid.joined.map(areaOf))} />
          {laid.notes.map((note) => <p key={note} lang="en">{note}</p>)}
        </div>)}
    </details>
  );
}

/** Areas that the beats do not name, with the way to them on the map. */
function Matched({ label, list, onShow }: { label: 'edit.start.byGround' | 'edit.start.joined'; list: string[]; onShow: () => void }) {
  if (!list.length) { return null; }
  const some = list.slice(0, 8).join(', ') + (list.length > 8 ? ', …' : '');
  return <p>{t(label, { n: list.length, ids: some })} <button type="button" onClick={onShow}>{t('edit.start.show')}</button></p>;
}
