import { useState } from 'preact/hooks';
import { type ApiFault, ask, cityPath, get } from '../../api/client';
import type { CitySignals, RemovedSignal } from '../../api/types';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Fault } from '../../shell/States';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';

/** Signals of the city, and how one is removed: first it is said which plans are weighed from it. */
export function KeptSignals({ round }: { round: number }) {
  const { id, format } = useCity();
  const [own, setOwn] = useState(0);
  const asked = useAnswer(`kept signals ${id} ${round} ${own}`, (signal) => get<CitySignals>(cityPath(id, 'signals'), {}, signal));
  const [tried, setTried] = useState<RemovedSignal | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const remove = async (name: string, dryRun: boolean) => {
    setBusy(true);
    setFault(null);
    try {
      const { data } = await ask<RemovedSignal>('DELETE', cityPath(id, 'signals', name), { query: dryRun ? { dryRun } : {} });
      setTried(data);
      announce(say(data));
      if (data.removed) { setOwn(own + 1); }
    } catch (reason) {
      setTried(null);
      setFault(asFault(reason));
    } finally {
      setBusy(false);
    }
  };
  const signals = asked.state === 'ready' ? asked.data.signals : [];
  if (asked.state === 'ready' && signals.length === 0 && !tried) { return null; }
  return (
    <details class="folded signals">
      <summary>{t('data.signals')}</summary>
      <p>{t('data.signals.what')}</p>
      {asked.state === 'error' && <Fault fault={asked.fault} retry={asked.retry} />}
      <ul class="rows">
        {signals.map((signal) => (
          <li key={signal.name}>
            <strong>{signal.name}</strong>
            <span class="quiet">{t('data.signals.from', { file: signal.fileName })}</span>
            <span>{t('data.signals.counts', { n: format.number(signal.total), unit: signal.unit })}</span>
            <button type="button" disabled={isBusy} onClick={() => { void remove(signal.name, true); }}>{t('data.signals.try', { name: signal.name })}</button>
            {tried?.name === signal.name && !tried.removed && (
              <div class="told"><p>{say(tried)}</p>
                <button type="button" class="danger" disabled={isBusy} onClick={() => { void remove(signal.name, false); }}>
                  {t('data.signals.do', { name: signal.name })}</button></div>
            )}
          </li>
        ))}
      </ul>
      {tried?.removed && <p class="told">{say(tried)}</p>}
      {fault && <Fault fault={fault} />}
    </details>
  );
}

function say({ name, removed, plans }: RemovedSignal): string {
  const first = t(removed ? 'data.signals.done' : 'data.signals.would', { name });
  return plans.length === 0 ? first : `${first} ${t('data.signals.plans', { n: plans.length })}`;
}
