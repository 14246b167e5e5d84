import type { Division, PlanTable } from '../../api/types';
import { useCity } from '../../shell/city';
import { DataTable } from '../../shell/DataTable';
import { Link, pathTo } from '../../shell/router';
import { Empty } from '../../shell/States';
import { fromCurve } from '../../plan/model';
import { t } from '../../text/t';
import { Curve } from './Curve';

/** Something else that can be drawn in the plan's place. */
export interface Other { key: string; name: string; deviation?: number; borderKm?: number; compactness?: number; division: () => Division }

/** The plan itself, its alternatives by name, the points of the curve between them, and the divisions of its shifts. */
export function listOthers(table: PlanTable): { plan: Other; others: Other[]; shifts: Other[] } {
  const figure = (division: Division, name: string) => (typeof division.measures?.[name] === 'number' ? division.measures[name] as number : undefined);
  const measured = (key: string, division: Division): Other => ({
    key, name: division.name, deviation: figure(division, 'maxDeviation'), borderKm: figure(division, 'borderKm'),
    compactness: figure(division, 'polsbyMean'), division: () => division });
  const plan = { ...measured('plan', table), name: t('plan.thisPlan') };
  const named = (table.alternatives ?? []).map((one, index) => measured(`alternative-${index}`, one));
  const known = new Set([plan, ...named].map((one) => `${one.deviation} ${one.borderKm}`));
  const points = (table.curve ?? []).map((point, index): Other => ({
    key: `curve-${index}`, name: t('plan.between', { n: index + 1 }), deviation: point.maxDeviation, borderKm: point.borderKm,
    division: () => fromCurve(table, point, t('plan.between', { n: index + 1 })) }))
    .filter((one) => !known.has(`${one.deviation} ${one.borderKm}`));
  const others = [plan, ...named, ...points].sort((a, b) => (a.deviation ?? 0) - (b.deviation ?? 0));
  return { plan, others, shifts: (table.shifts ?? []).map((one, index) => measured(`shift-${index}`, one)) };
}

/** What else could be had: each plan found on the way, its worst deviation against the length of its borders; any of them can be looked at. */
export function Alternatives({ planId, table, shown, onShow }: { planId: string; table: PlanTable; shown: string; onShow: (key: string) => void }) {
  const { id: city, format } = useCity();
  const { others, shifts } = listOthers(table);
  // A plan that a person made has no search behind it: one can be had that begins with it.
  if (table.edit && others.length < 2) {
    return (
      <Empty title={t('plan.alternatives.edited')}><p>{t('plan.alternatives.edited.what')}</p>
        <Link class="button main" to={pathTo(city, 'design', undefined, { plan: planId, near: '1' })}>{t('plan.alternatives.edited.do')}</Link>
      </Empty>);
  }
  if (others.length < 2 && !shifts.length) { return <Empty title={t('plan.alternatives.none')}><p>{t('plan.alternatives.none.what')}</p></Empty>; }
  const look = (row: Other) => (
    <button type="button" class="row-name" aria-pressed={row.key === shown} onClick={() => onShow(row.key)}>{row.name}</button>
  );
  const columns = [
    { key: 'name', label: t('plan.alternative'), cell: look },
    { key: 'deviation', label: t('plan.worst'), number: true, cell: (row: Other) => format.percent(row.deviation, 2), sort: (row: Other) => row.deviation },
    { key: 'border', label: t('plan.borders'), number: true, cell: (row: Other) => format.distance(toMetres(row.borderKm)), sort: (row: Other) => row.borderKm },
    { key: 'compactness', label: t('plan.compactness'), number: true, cell: (row: Other) => format.number(row.compactness, 2), sort: (row: Other) => row.compactness },
  ];
  return (
    <section>
      <h2>{t('plan.alternatives')}</h2>
      {others.length > 1 && (
        <>
          <p>{t('plan.alternatives.what')}</p>
          <Curve others={others} shown={shown} format={format} onShow={onShow} />
          <DataTable caption={t('plan.alternatives')} hideCaption rows={others} keyOf={(row) => row.key} chosen={shown} columns={columns} />
        </>
      )}
      {shifts.length > 0 && <DataTable caption={t('plan.shifts')} rows={shifts} keyOf={(row) => row.key} chosen={shown} columns={columns} />}
    </section>
  );
}

const toMetres = (km: number | undefined): number | undefined => (km === undefined ? undefined : km * 1000);
