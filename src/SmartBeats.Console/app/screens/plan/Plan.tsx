import { useEffect } from 'preact/hooks';
import type { Plan, PlanRow } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { Empty, Fault, Loading } from '../../shell/States';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { fits, loadMap, loadTable } from '../../plan/model';
import { t } from '../../text/t';
import type { ScreenProps } from '..';
import { PlanPage } from './PlanPage';

/** One plan; without an id, the latest that was published. */
export default function PlanScreen({ id, query }: ScreenProps) {
  return id ? <OnePlan id={id} query={query} /> : <LatestPlan />;
}

function LatestPlan() {
  const { id: city } = useCity();
  const asked = useAnswer(city, (signal) => get<{ plans: PlanRow[] }>(cityPath(city, 'plans'), {}, signal));
  const latest = asked.state === 'ready' ? asked.data.plans.find((plan) => plan.status === 'published') : undefined;
  useEffect(() => { if (latest) { navigate(pathTo(city, 'plan', latest.planId), true); } }, [latest]);
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading' || latest) { return <Loading what={t('plan.loading')} />; }
  return <Empty title={t('plan.none')}><p>{t('plan.none.what')}</p><Link class="button main" to={pathTo(city, 'design')}>{t('plan.none.do')}</Link></Empty>;
}

function OnePlan({ id, query }: { id: string; query: URLSearchParams }) {
  const { id: city, city: counts } = useCity();
  const asked = useAnswer(`${city} ${id}`, async (signal) => {
    const plan = await get<Plan>(cityPath(city, 'plans', id), {}, signal);
    if (plan.status !== 'published') { return { plan, map: null, table: null }; }
    const [table, map] = await Promise.all([loadTable(city, id), loadMap(city, counts?.mapVersion)]);
    return { plan, table, map: fits(table, map) ? map : null };
  });
  const under = asked.state === 'ready' && asked.data.plan.status !== 'published';
  useEffect(() => { if (under) { navigate(pathTo(city, 'run', id), true); } }, [under]);
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading' || !asked.data.table) { return <Loading what={t('plan.loading')} />; }
  return <PlanPage plan={asked.data.plan} table={asked.data.table} map={asked.data.map} query={query} />;
}
