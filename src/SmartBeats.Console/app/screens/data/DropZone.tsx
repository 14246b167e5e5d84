import { useState } from 'preact/hooks';
import type { ApiFault } from '../../api/client';
import type { ContextKind } from '../../api/types';
import { TextField } from '../../forms/Field';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { gatherFiles, groupFiles, type Load } from './gather';
import { sendLoad, type UploadWish } from './upload';

const contextKinds: ContextKind[] = ['roads', 'water', 'places'];

interface Sending { load: Load; share: number; fault: ApiFault | null; isDone: boolean; wish: UploadWish }

/** Where files are dropped or chosen. A load that replaces a period is only tried first; what it would do is shown in the list below. */
export function DropZone({ onSent }: { onSent: () => void }) {
  const { id, me, format } = useCity();
  const [sending, setSending] = useState<Sending[]>([]);
  const [isOver, setOver] = useState(false);
  const [doesReplace, setReplace] = useState(false);
  const [first, setFirst] = useState('');
  const [last, setLast] = useState('');
  const [isTrial, setTrial] = useState(false);
  const [shows, setShows] = useState<ContextKind | 'signal' | ''>('');
  const [signal, setSignal] = useState('');
  const period = doesReplace && first && last ? `${first}..${last}` : undefined;

  const update = (load: Load, patch: Partial<Sending>) => setSending((list) => list.map((one) => (one.load === load ? { ...one, ...patch } : one)));
  const send = async (load: Load, wish: UploadWish) => {
    update(load, { share: 0, fault: null, isDone: false, wish });
    try {
      await sendLoad(id, load, wish, (share) => update(load, { share }));
      update(load, { isDone: true, share: 1 });
      announce(t('data.sent', { name: load.name }));
      onSent();
    } catch (reason) {
      update(load, { fault: asFault(reason) });
    }
  };
  const take = async (files: readonly File[]) => {
    const loads = groupFiles(files);
    const wish: UploadWish = { ...(period && { replaces: period }), ...((period || isTrial) && { dryRun: true }), ...(shows === 'signal' ? { signal: signal.trim() } : shows && { shows }) };
    setSending((list) => [...list.filter((one) => !one.isDone || one.wish.dryRun), ...loads.map((load) => ({ load, share: 0, fault: null, isDone: false,
      wish }))]);
    // One after the other, as the answers of one may settle the questions of the next: files of the same columns need one mapping.
    for (const load of loads) { await send(load, wish); }
  };
  const drop = async (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    if (event.dataTransfer) { await take(await gatherFiles(event.dataTransfer)); }
  };
  const choose = (event: Event & { currentTarget: HTMLInputElement }) => {
    const files = [...(event.currentTarget.files ?? [])];
    event.currentTarget.value = '';
    void take(files);
  };
  const isPeriodOpen = (doesReplace && period === undefined) || (shows === 'signal' && signal.trim() === '');
  return (
    <section aria-labelledby="drop-title">
      <div class="drop" data-over={isOver} onDragOver={(event) => { event.preventDefault(); setOver(true); }} onDragLeave={() => setOver(false)} onDrop={drop}>
        <h2 id="drop-title">{t('data.drop')}</h2>
        <p class="quiet">{t('data.drop.what')}</p>
        <div class="actions">
          <label class="button main as-input" data-disabled={isPeriodOpen}>{t('data.choose')}<input type="file" multiple disabled={isPeriodOpen}
            onChange={choose} /></label>
          <label class="button as-input" data-disabled={isPeriodOpen}>{t('data.chooseFolder')}
            <input type="file" multiple disabled={isPeriodOpen} {...{ webkitdirectory: true }} onChange={choose} /></label>
        </div>
        {me.limits?.uploadBytes && <p class="hint">{t('data.limit', { size: format.bytes(me.limits.uploadBytes) })}</p>}
      </div>
      <details class="drop-more">
        <summary>{t('data.how')}</summary>
        <label class="choice"><input type="checkbox" checked={isTrial || doesReplace} disabled={doesReplace} onChange={() => setTrial(!isTrial)} />
          <span>{t('data.trial')}</span></label>
        <label class="field"><span>{t('data.shows')}</span>
          <select value={shows} onChange={(event) => setShows(event.currentTarget.value as ContextKind | 'signal' | '')}>
            <option value="">{t('data.shows.itself')}</option>
            <option value="signal">{t('data.shows.signal')}</option>
            {contextKinds.map((kind) => <option key={kind} value={kind}>{t(`data.shows.${kind}`)}</option>)}
          </select>
        </label>
        {shows === 'signal' && <TextField label={t('data.signal.name')} value={signal} set={setSignal} placeholder="crashes" hint={t('data.signal.hint')} />}
        <label class="choice"><input type="checkbox" checked={doesReplace} onChange={() => setReplace(!doesReplace)} /><span>{t('data.replaces')}</span></label>
        {doesReplace && (
          <div class="pair">
            <TextField label={t('data.replaces.first')} kind="day" value={first} set={setFirst} />
            <TextField label={t('data.replaces.last')} kind="day" value={last} set={setLast} hint={t('data.replaces.hint')} />
          </div>
        )}
      </details>
      <ul class="rows">
        {sending.filter((one) => !one.isDone || one.fault || one.wish.dryRun).map((one) => (
          <li key={one.load.name}>
            <strong>{one.load.name}</strong>
            {one.load.files.length > 1 && <span class="quiet small">{one.load.files.map((file) => file.name).join(', ')}</span>}
            {!one.fault && !one.isDone && <progress aria-label={t('data.sending', { name: one.load.name })} max={1} value={one.share} />}
            {one.fault && <Fault fault={one.fault} retry={() => send(one.load, one.wish)} />}
            {one.isDone && one.wish.dryRun && (
              <span class="actions">{t('data.tried')}
                <button type="button" class="main" onClick={() => send(one.load, { ...one.wish, dryRun: false })}>{t('data.loadNow')}</button>
                <button type="button" onClick={() => setSending((list) => list.filter((other) => other !== one))}>{t('data.drop.leave')}</button>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
