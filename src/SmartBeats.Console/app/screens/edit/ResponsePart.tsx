import { Fault } from '../../shell/States';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import { Figures, type FigureRow } from './FiguresPart';
import type { ResponseInHand } from './useResponse';

/** What the draft means for callers and patrols, for who asks. */
export function ResponsePart({ response: { isOn, turn, figures, isMeasuring, fault } }: { response: ResponseInHand }) {
  const { format } = useCity();
  const minutes = (value: number) => t('edit.response.minutes', { n: format.number(value, 2) });
  const share = (value: number) => format.percent(value, 1);
  const row = (key: 'meanMinutes' | 'priorityMinutes' | 'fromElsewhereShare' | 'busiestShare', label: string, write: (value: number) => string): FigureRow =>
    ({ key, label, write, better: -1, was: figures?.before[key], now: figures?.now[key] });
  return (
    <section class="edit-response">
      <label class="check"><input type="checkbox" checked={isOn} onChange={(event) => turn(event.currentTarget.checked)} /> {t('edit.response')}</label>
      {isOn && fault && <Fault fault={fault} />}
      {isOn && !figures && !fault && <p class="quiet small" role="status">{t(isMeasuring ? 'edit.response.measuring' : 'edit.response.draw')}</p>}
      {isOn && figures && <>
        <Figures caption={t('edit.response.caption')} isMeasuring={isMeasuring} rows={[
          row('meanMinutes', t('edit.response.mean'), minutes),
          row('priorityMinutes', t('edit.response.priority', { p: figures.now.priority }), minutes),
          row('fromElsewhereShare', t('edit.response.elsewhere'), share),
          row('busiestShare', t('edit.response.busiest'), share),
        ]} />
        <details class="small"><summary>{t('edit.response.assumptions')}</summary>
          <ul lang="en">{figures.assumptions.map((one) => <li key={one}>{one}</li>)}</ul>
        </details>
      </>}
    </section>
  );
}
