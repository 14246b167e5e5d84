import { cityPath, get } from '../../api/client';
import type { Quality, StampMonth } from '../../api/types';
import { useCity } from '../../shell/city';
import { Fault, Loading } from '../../shell/States';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { OutsideMap } from './OutsideMap';

/** The first note of a map, which is said above it. */
const isCountOfAreas = /: [\d,]+ areas?, [\d,]+ points?\.$/;

/** What was loaded, rejected, missing; gaps in time; calls outside the city on a small map; how full each field is. */
export function QualityPart({ round }: { round: number }) {
  const { id, format } = useCity();
  const asked = useAnswer(`quality ${id} ${round}`, (signal) => get<Quality>(cityPath(id, 'quality'), {}, signal));
  if (asked.state === 'loading') { return <Loading />; }
  if (asked.state === 'error') { return <section><h2>{t('data.quality')}</h2><Fault fault={asked.fault} retry={asked.retry} /></section>; }
  const { map, calls } = asked.data;
  return (
    <section class="quality">
      <h2>{t('data.quality')}</h2>
      {map?.areas ? <p>{t('data.quality.map', { file: map.file ?? '', areas: t('count.areas', { n: map.areas }) })}</p> : <p>{t('data.quality.noMap')}</p>}
      {map?.notes?.filter((note) => !isCountOfAreas.test(note)).map((note) => <p key={note} class="note small" lang="en">{note}</p>)}
      {calls && (
        <>
          <p>{t('data.quality.calls', { n: calls.total })}</p>
          {!!calls.withoutPlace && <p>{t('data.quality.withoutPlace', { n: calls.withoutPlace })}</p>}
          {!!calls.outside?.calls && <p>{t('data.quality.outside', { n: calls.outside.calls, percent: format.percent(calls.outside.calls / Math.max(1,
            calls.total), 2) })}</p>}
          {!!calls.outside?.sample?.length && <OutsideMap sample={calls.outside.sample} />}
          <h3>{t('data.gaps')}</h3>
          {calls.gaps?.length
            ? <ul>{calls.gaps.map((gap) => <li key={gap.from}>{t('data.gap', { from: format.day(gap.from), to: format.day(gap.to), n: gap.days })}</li>)}</ul>
            : <p>{t('data.gaps.none')}</p>}
          {!!calls.strays?.length && (
            <p>{t('data.strays', { list: calls.strays.map((stray) => `${format.day(stray.day)} (${format.number(stray.calls)})`).join(', ') })}</p>
          )}
          {calls.notes?.map((note) => <p key={note} class="note small" lang="en">{note}</p>)}
          {!!calls.rejected?.length && (
            <table>
              <caption>{t('data.rejected')}</caption>
              <thead><tr><th scope="col">{t('data.rejected.reason')}</th><th scope="col" class="number">{t('data.rejected.rows')}</th></tr></thead>
              <tbody>{calls.rejected.map((one) => <tr key={one.reason}><td lang="en">{one.reason}</td><td class="number">{format.number(one.rows)}</td></tr>)}</tbody>
            </table>
          )}
          {!!calls.fields?.length && <FilledFields fields={calls.fields} />}
          {!!calls.stamps?.length && <Stamps months={calls.stamps} />}
        </>
      )}
    </section>
  );
}

/** Months whose calls lack stamps or have some that cannot be: no times are measured there. */
function Stamps({ months }: { months: readonly StampMonth[] }) {
  const { format } = useCity();
  const share = (month: StampMonth, calls: number) => <td class="number">{format.percent(calls / Math.max(1, month.calls), 1)}</td>;
  return (
    <table>
      <caption>{t('data.stamps')}</caption>
      <thead><tr><th scope="col">{t('data.stamps.month')}</th><th scope="col" class="number">{t('data.stamps.calls')}</th><th scope="col"
        class="number">{t('data.stamps.withoutDispatched')}</th><th scope="col" class="number">{t('data.stamps.withoutArrived')}</th><th scope="col"
        class="number">{t('data.stamps.withoutCleared')}</th><th scope="col" class="number">{t('data.stamps.implausible')}</th></tr></thead>
      <tbody>
        {months.map((month) => (
          <tr key={month.month}><th scope="row">{month.month}</th><td class="number">{format.number(month.calls)}</td>
            {share(month, month.withoutDispatched)}{share(month, month.withoutArrived)}{share(month, month.withoutCleared)}{share(month, month.implausible)}</tr>
        ))}
      </tbody>
    </table>
  );
}

function FilledFields({ fields }: { fields: NonNullable<NonNullable<Quality['calls']>['fields']> }) {
  const { format } = useCity();
  return (
    <table>
      <caption>{t('data.fields')}</caption>
      <thead><tr><th scope="col">{t('data.mapping.field')}</th><th scope="col" class="number">{t('data.fields.filled')}</th><th scope="col"><span
        class="unseen">{t('data.fields.bar')}</span></th></tr></thead>
      <tbody>
        {fields.map(({ field, filled }) => (
          <tr key={field}><th scope="row">{field}</th><td class="number">{format.percent(filled, 1)}</td><td class="bar"><span
            style={{ width: `${Math.round(filled * 100)}%` }} /></td></tr>
        ))}
      </tbody>
    </table>
  );
}
