import { useState } from 'preact/hooks';
import { type ApiFault, ask, cityPath, get } from '../../api/client';
import type { PastLoad, TakenBack } from '../../api/types';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';

/** Loads of calls there are, and how one is taken back: first it is said what would become of the calls. */
export function LoadsPart({ round, onTaken }: { round: number; onTaken: () => void }) {
  const { id, format } = useCity();
  const [own, setOwn] = useState(0);
  const asked = useAnswer(`loads ${id} ${round} ${own}`, (signal) => get<{ loads: PastLoad[] }>(cityPath(id, 'loads'), {}, signal));
  const [tried, setTried] = useState<{ load: PastLoad; answer: TakenBack; done: boolean } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const takeBack = async (load: PastLoad, dryRun: boolean) => {
    setBusy(true);
    setFault(null);
    try {
      const { data } = await ask<TakenBack>('DELETE', cityPath(id, 'loads', load.number), { query: dryRun ? { dryRun } : {} });
      setTried({ load, answer: data, done: !dryRun });
      announce(say(load, data, !dryRun));
      if (!dryRun) { setOwn(own + 1); onTaken(); }
    } catch (reason) {
      setTried(null);
      setFault(asFault(reason));
    } finally {
      setBusy(false);
    }
  };
  const loads = asked.state === 'ready' ? asked.data.loads : [];
  if (asked.state === 'ready' && loads.length === 0 && !tried) { return null; }
  return (
    <details class="folded">
      <summary>{t('data.loads')}</summary>
      <p>{t('data.loads.what')}</p>
      {asked.state === 'error' && <Fault fault={asked.fault} retry={asked.retry} />}
      <ol class="rows" reversed>
        {loads.map((load) => (
          <li key={load.number} value={load.number}>
            <strong>{t(load.name ? 'data.loads.name' : 'data.loads.nameless', { n: load.number, name: load.name })}</strong>
            <span class="quiet">{format.moment(load.loaded)}</span>
            <span>{t('data.loads.counts', {
              inserted: format.number(load.inserted), updated: format.number(load.updated), unchanged: format.number(load.unchanged), removed: format.number(load.removed),
            })}</span>
            <button type="button" disabled={isBusy} onClick={() => takeBack(load, true)}>{t('data.loads.try', { n: load.number })}</button>
            {tried?.load.number === load.number && !tried.done && (
              <div class="told"><p>{say(load, tried.answer, false)}</p>
                <button type="button" class="danger" disabled={isBusy} onClick={() => takeBack(load, false)}>{t('data.loads.do', { n: load.number })}</button></div>
            )}
          </li>
        ))}
      </ol>
      {tried?.done && <p class="told">{say(tried.load, tried.answer, true)}</p>}
      {fault && <Fault fault={fault} />}
    </details>
  );

  function say(load: PastLoad, answer: TakenBack, isDone: boolean): string {
    return t(isDone ? 'data.loads.done' : 'data.loads.would', { load: load.number, n: answer.removed, removed: format.number(answer.removed), restored: format.number(answer.restored) });
  }
}
