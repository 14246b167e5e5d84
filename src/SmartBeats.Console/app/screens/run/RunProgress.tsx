import { useEffect, useRef, useState } from 'preact/hooks';
import type { Plan } from '../../api/types';
import { announce } from '../../shell/announce';
import { Confirm } from '../../shell/Confirm';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { isUnderWay, tellRequest, tellStatus } from '../../plan/request';
import { en } from '../../../strings/en';
import { t, type Key } from '../../text/t';

/** Stages by their name in the API; one this page does not know is shown as it is named. */
const tellStage = (stage: string | undefined): string => {
  const key = `stage.${stage}`;
  return stage && key in en ? t(key as Key) : stage ?? t('status.queued');
};

export function RunProgress({ plan, lost, cancel, next }: { plan: Plan; lost: boolean; cancel: () => Promise<void>; next: string }) {
  const { id: city, format } = useCity();
  const [asking, setAsking] = useState(false);
  const under = isUnderWay(plan.status);
  const said = useRef('');
  const stage = under ? tellStage(plan.stage) : tellStatus(plan.status);
  useEffect(() => {
    if (said.current !== stage) { announce(stage); }
    said.current = stage;
  }, [stage]);
  return (
    <article class="narrow run">
      <h1>{t(`run.title.${plan.status}`)}</h1>
      <p class="quiet">{tellRequest(plan.request)}</p>
      {under && (
        <>
          <p class="run-stage"><strong>{stage}</strong>{plan.doing && plan.doing !== stage && `: ${plan.doing}`}</p>
          <progress max={1} value={plan.progress ?? 0} aria-label={t('run.progress')} />
          <p class="quiet">{t('run.share', { share: format.percent(plan.progress ?? 0, 0) })}
            {plan.secondsLeft !== undefined && ` · ${t('run.left', { time: format.seconds(plan.secondsLeft) })}`}</p>
          <p class="small quiet">{t('run.leave')}</p>
          <div class="actions"><button type="button" class="danger" onClick={() => setAsking(true)}>{t('run.cancel')}</button></div>
        </>
      )}
      {lost && <p class="note" role="status">{t('run.lost')}</p>}
      {plan.reason && <p class={plan.status === 'failed' ? 'note alarm' : 'note'}>{plan.reason}</p>}
      {plan.status === 'failed' && <p>{t('run.failed.do')}</p>}
      <div class="actions">
        {(plan.status === 'published' || plan.status === 'moved') && <Link class="button main" to={pathTo(city, 'plan', next)}>{t('run.open')}</Link>}
        {(plan.status === 'failed' || plan.status === 'cancelled') && (
          <Link class="button main" to={pathTo(city, 'design', undefined, { plan: plan.planId })}>{t('run.again')}</Link>
        )}
        {!under && <Link class="button" to={pathTo(city, 'history')}>{t('history.title')}</Link>}
      </div>
      {asking && <Confirm title={t('run.cancel.sure')} text={t('run.cancel.what')} doing={t('run.cancel')} onNo={() => setAsking(false)}
        onYes={() => { setAsking(false); void cancel(); }} />}
    </article>
  );
}
