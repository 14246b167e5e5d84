import type { CitySignals } from '../../api/types';
import { LinesField, SelectField, TextField } from '../../forms/Field';
import { useCity } from '../../shell/city';
import { t } from '../../text/t';
import type { AdvancedProps } from './parts';

/** What the workload is weighed from beside calls, and what of the map's columns is kept together and told on maps. */
export function SignalsPart({ form, change, signals }: AdvancedProps & { signals: CitySignals | null }) {
  const { format } = useCity();
  const columns = signals?.columns ?? [];
  const weighed = columns.filter((column) => column.canBeWeighed).map((column) => (isTaken(column.name, signals) ? `column:${column.name}` : column.name));
  const texts = listShared(signals);
  const known = (signals?.signals ?? []).map((signal) => t('design.weigh.signal', { name: signal.name, n: format.number(signal.total), unit: signal.unit }));
  return (
    <section class="part">
      <h3>{t('design.signals')}</h3>
      <LinesField label={t('design.weigh')} name="weigh" value={form.weigh} set={(weigh) => change({ weigh })}
        placeholder={`${signals?.signals[0]?.name ?? weighed[0] ?? 'crashes'}=0.2`} hint={t('design.weigh.hint')} />
      <p class="hint">{known.length > 0 && `${t('design.weigh.signals', { names: known.join(', ') })} `}
        {weighed.length > 0 ? t('design.weigh.columns', { names: weighed.join(', ') }) : t('design.weigh.noColumns')}</p>
      <div class="pair">
        <TextField label={t('design.keepWhole')} name="keepWhole" value={form.keepWhole} set={(keepWhole) => change({ keepWhole })}
          placeholder={texts[0] ?? ''} hint={t('design.keepWhole.hint', { names: texts.join(', ') || '–' })} />
        <SelectField label={t('design.label')} value={form.label} set={(label) => change({ label })}
          options={[{ value: '', label: t('design.label.likely') }, ...[...new Set([...columns.map((column) => column.name), ...(form.label ? [form.label] : [])])]
            .map((value) => ({ value, label: value }))]} />
      </div>
    </section>
  );
}

/** Columns whose values several areas share: groups that can be kept together, or be sectors. */
export const listShared = (signals: CitySignals | null): string[] =>
  (signals?.columns ?? []).filter((column) => isShared(column.values)).map((column) => column.name);

/** Whether calls or a signal are called like a column: then the column is named with its kind before it. */
const isTaken = (column: string, signals: CitySignals | null): boolean =>
  column === 'calls' || !!signals?.signals.some((signal) => signal.name === column);

/** Whether several areas have the same value: only then is there something to keep together. */
function isShared(values: readonly (string | null)[]): boolean {
  const filled = values.filter((value) => value !== null);
  const different = new Set(filled).size;
  return different > 1 && different < filled.length / 2;
}
