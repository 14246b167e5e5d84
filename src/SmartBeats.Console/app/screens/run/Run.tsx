import { useEffect } from 'preact/hooks';
import type { Plan, PlanRow } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { Empty, Fault, Loading } from '../../shell/States';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { isUnderWay } from '../../plan/request';
import { t } from '../../text/t';
import type { ScreenProps } from '..';
import { RunProgress } from './RunProgress';
import { useRun } from './useRun';

/** A run by its id; without one, the one under way, so that it is found again after the page was closed. */
export default function RunScreen({ id }: ScreenProps) {
  return id ? <OneRun id={id} /> : <RunUnderWay />;
}

function RunUnderWay() {
  const { id: city } = useCity();
  const asked = useAnswer(city, (signal) => get<{ plans: PlanRow[] }>(cityPath(city, 'plans'), {}, signal));
  const under = asked.state === 'ready' ? asked.data.plans.find((plan) => isUnderWay(plan.status)) : undefined;
  useEffect(() => { if (under) { navigate(pathTo(city, 'run', under.planId), true); } }, [under]);
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading' || under) { return <Loading />; }
  return <Empty title={t('run.none')}><p>{t('run.none.what')}</p><Link class="button main" to={pathTo(city, 'design')}>{t('plan.none.do')}</Link></Empty>;
}

function OneRun({ id }: { id: string }) {
  const { id: city, reload } = useCity();
  const { plan, fault, lost, cancel, retry } = useRun(city, id);
  useEffect(() => { if (plan?.status === 'published') { reload(); } }, [plan?.status]);
  if (fault) { return <Fault fault={fault} retry={retry} />; }
  if (!plan) { return <Loading />; }
  return <RunProgress plan={plan} lost={lost} cancel={cancel} next={planOf(plan)} />;
}

/** The id of the plan to open: another one where the data changed meanwhile. */
function planOf(plan: Plan): string {
  const moved = plan.status === 'moved' ? plan.links?.plan?.split('/').pop() : undefined;
  return moved ?? plan.planId;
}
