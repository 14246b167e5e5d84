import { useState } from 'preact/hooks';
import type { PlanRow } from '../../api/types';
import { ApiFault, ask, cityPath, get } from '../../api/client';
import { Confirm } from '../../shell/Confirm';
import { Empty, Fault, Loading } from '../../shell/States';
import { useCity } from '../../shell/city';
import { announce } from '../../shell/announce';
import { Link, navigate, pathTo } from '../../shell/router';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { hasWords, tellPlan } from './findPlans';
import { Patrolled } from './Patrolled';
import { OpenDrafts } from './OpenDrafts';
import { PlanItem } from './PlanItem';
import './history.css';

interface PlanPage { plans: PlanRow[]; next?: string }

/** Every plan that was asked for, the latest first. Two of them can be set beside each other. */
export default function HistoryScreen() {
  const { id: city, reload, format } = useCity();
  const [round, setRound] = useState(0);
  const [more, setMore] = useState<PlanPage[]>([]);
  const [picked, setPicked] = useState<string[]>([]);
  const [typed, setTyped] = useState('');
  const [doomed, setDoomed] = useState<PlanRow | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const asked = useAnswer(`${city} ${round}`, (signal) => get<PlanPage>(cityPath(city, 'plans'), {}, signal));
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading') { return <Loading />; }
  const pages = [asked.data, ...more];
  const plans = pages.flatMap((page) => page.plans);
  const next = pages[pages.length - 1]!.next;
  const current = plans.find((plan) => plan.status === 'published' && (plan.data ?? 'current') === 'current');
  const pick = (id: string, on: boolean) => setPicked((now) => (on ? [...now, id].slice(-2) : now.filter((one) => one !== id)));
  const found = plans.filter((plan) => hasWords(tellPlan(plan, format), typed));
  const readMore = async (all: boolean) => {
    try {
      const read: PlanPage[] = [];
      for (let after = next; after && (all || read.length === 0); after = read.at(-1)!.next) { read.push(await get<PlanPage>(cityPath(city, 'plans'), { after, limit: 100 })); }
      setMore([...more, ...read]);
    } catch (reason) { setFault(asFault(reason)); }
  };
  // Who looks for a plan means all of them, not those that happen to be on the page.
  const search = (text: string) => {
    setTyped(text);
    if (text && next) { void readMore(true); }
  };
  const remove = async (plan: PlanRow) => {
    setDoomed(null);
    try {
      await ask('DELETE', cityPath(city, 'plans', plan.planId), { query: { purge: true } });
      announce(t('history.removed'));
      setMore([]);
      setPicked((now) => now.filter((one) => one !== plan.planId));
      setRound(round + 1);
      reload();
    } catch (reason) { setFault(asFault(reason)); }
  };
  if (!plans.length) {
    // Beats that are no plan can be patrolled, and watched, all the same.
    return (
      <>
        <Empty title={t('plan.none')}><p>{t('plan.none.what')}</p><Link class="button main" to={pathTo(city, 'design')}>{t('plan.none.do')}</Link></Empty>
        <div class="narrow"><Patrolled /></div>
      </>
    );
  }
  return (
    <article class="narrow">
      <h1>{t('history.title')}</h1>
      <Patrolled />
      <OpenDrafts title={t('history.drafts')} />
      <div class="actions history-compare no-print">
        <button type="button" class="main" disabled={picked.length !== 2}
          onClick={() => navigate(pathTo(city, 'compare', undefined, { a: picked[1]!, b: picked[0]! }))}>{t('history.compare')}</button>
        <span class="quiet small">{picked.length === 2 ? '' : t('history.compare.how')}</span>
      </div>
      {plans.length > 1 && (
        <label class="history-search no-print">{t('history.search')}
          <input type="search" autocomplete="off" placeholder={t('history.search.such')} value={typed} onInput={(event) => search(event.currentTarget.value)} /></label>
      )}
      {typed && <p class="quiet small" role="status">{t('history.found', { n: found.length })}</p>}
      {fault && <Fault fault={fault} />}
      <ul class="rows history">
        {found.map((plan) => (
          <PlanItem key={plan.planId} plan={plan} isCurrent={plan === current} isPicked={picked.includes(plan.planId)} onPick={pick} onRemove={setDoomed} />
        ))}
      </ul>
      {next && !typed && <button type="button" onClick={() => { void readMore(false); }}>{t('history.more')}</button>}
      {doomed && <Confirm title={t('history.remove.sure')} text={t('history.remove.what')} doing={t('history.remove')} onNo={() => setDoomed(null)}
        onYes={() => { void remove(doomed); }} />}
    </article>
  );
}
