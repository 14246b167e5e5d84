import { useCity } from '../../shell/city';
import { Fault, Loading } from '../../shell/States';
import type { Theme } from '../../shell/theme';
import { isShare, views, type LegendEntry, type View } from '../../plan/paint';
import { t } from '../../text/t';
import { labelOf, type PaintingInView } from './usePainting';

export function ViewChoice({ view, onChoose }: { view: View; onChoose: (view: View) => void }) {
  return (
    <label class="inline">{t('plan.view')}
      <select value={view} onChange={(event) => onChoose(event.currentTarget.value as View)}>
        {views.map((one) => <option key={one} value={one}>{t(`plan.view.${one}`)}</option>)}
      </select>
    </label>
  );
}

/** What the colours mean, and for shares which value of which kind is shown. */
export function Legend({ view, painting, theme }: { view: View; painting: PaintingInView; theme: Theme }) {
  const { format } = useCity();
  const { painted, asked, resolution } = painting;
  if (view === 'beats') { return <p class="legend quiet small">{t('plan.legend.beats')}</p>; }
  const shares = isShare(view);
  if (shares && asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (shares && asked.state === 'loading') { return <Loading />; }
  if (shares && !resolution?.values.some((one) => one.value !== '')) { return <p class="legend">{t('plan.legend.none')}</p>; }
  const entries = painted.legend(theme);
  const digits = new Set(entries.flatMap(({ from, to }) => [from, to]).map((end) => format.percent(end, 0))).size > entries.length ? 0 : 1;
  const write = (value: number) => (painted.share ? format.percent(value, digits) : format.number(value));
  // A step of whole numbers begins after the one before: 0–11, 12–19.
  const whole = !painted.share && entries.every(({ from, to }) => Number.isInteger(from) && Number.isInteger(to));
  const writeStep = ({ from, to }: LegendEntry, index: number) => {
    const first = whole && index > 0 ? from + 1 : from;
    return first === to ? write(to) : `${write(first)}–${write(to)}`;
  };
  if (view === 'workload' && !entries.length) { return <p class="legend">{t('plan.legend.noLoads')}</p>; }
  return (
    <div class="legend">
      {shares && resolution && <ShareChoice painting={painting} />}
      <ol class="steps" aria-label={t(`plan.view.${view}`)}>
        {entries.map((entry, index) => (
          <li key={entry.to}><span class="swatch" style={{ background: entry.colour }} />{writeStep(entry, index)}</li>
        ))}
      </ol>
      {view === 'workload' && <p class="quiet small">{t('plan.legend.workload')}</p>}
      {shares && resolution && painted.pale > 0 && <p class="quiet small">{t('plan.legend.small', { small: resolution.small })}</p>}
    </div>
  );
}

function ShareChoice({ painting }: { painting: PaintingInView }) {
  const { resolution, value, setValue, by, setBy } = painting;
  return (
    <div class="actions no-print">
      <label class="inline">{t('plan.share.of')}
        <select value={value} onChange={(event) => setValue(Number(event.currentTarget.value))}>
          {resolution!.values.map((one, index) => <option key={index} value={index}>{labelOf(one)}</option>)}
        </select>
      </label>
      <label class="inline">{t('plan.share.by')}
        <select value={by} onChange={(event) => setBy(event.currentTarget.value as 'beat' | 'area')}>
          <option value="beat">{t('plan.share.beat')}</option>
          <option value="area">{t('plan.share.area')}</option>
        </select>
      </label>
    </div>
  );
}
