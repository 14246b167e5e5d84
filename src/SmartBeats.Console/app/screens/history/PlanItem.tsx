import type { PlanRow } from '../../api/types';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { isUnderWay, tellFilters, tellStatus } from '../../plan/request';
import { tellData } from '../../plan/standing';
import { t } from '../../text/t';
import { titleOf } from './findPlans';

interface PlanItemProps {
  plan: PlanRow; isCurrent: boolean; isPicked: boolean; onPick: (id: string, on: boolean) => void; onRemove: (plan: PlanRow) => void;
}

export function PlanItem({ plan, isCurrent, isPicked, onPick, onRemove }: PlanItemProps) {
  const { id: city, format } = useCity();
  const { planId, status } = plan;
  const published = status === 'published';
  const when = format.moment(plan.requested);
  return (
    <li>
      <span class="history-pick no-print">
        {published && <input type="checkbox" aria-label={t('history.pick', { when })} checked={isPicked} onChange={(event) => onPick(planId, event.currentTarget.checked)} />}
      </span>
      <div class="history-what">
        <Link to={pathTo(city, published ? 'plan' : 'run', planId)}><strong>{titleOf(plan)}</strong></Link>
        {plan.editOf && <span class="badge">{t('edit.editOf')}</span>}
        {isCurrent && <span class="badge">{t('history.current')}</span>}
        {!published && <span class={status === 'failed' ? 'badge alarm' : 'badge'}>{tellStatus(status)}</span>}
        <div class="quiet small">{[when, published ? tellFilters(plan.request) : '', tellData(plan.data)].filter(Boolean).join(' · ')}</div>
      </div>
      <span class="history-figure">{published && plan.deviation !== undefined && t('history.deviation', { deviation: format.percent(plan.deviation, 2) })}</span>
      <span class="history-do no-print">
        {published && <button type="button" class="danger" aria-label={t('history.remove.one', { when })} onClick={() => onRemove(plan)}>{t('history.remove')}</button>}
        {isUnderWay(status) && <Link class="button" to={pathTo(city, 'run', planId)}>{t('history.watch')}</Link>}
      </span>
    </li>
  );
}
