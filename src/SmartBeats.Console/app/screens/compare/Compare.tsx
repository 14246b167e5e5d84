import type { Comparison, PlanRow } from '../../api/types';
import { cityPath, get } from '../../api/client';
import { Empty, Fault, Loading } from '../../shell/States';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { loadMap } from '../../plan/model';
import { tellRequest } from '../../plan/request';
import { t } from '../../text/t';
import type { ScreenProps } from '..';
import { ComparePage } from './ComparePage';
import './compare.css';

/** Two plans, or a plan and today's beats, beside each other: /compare?a=PLAN&b=PLAN or b=today. */
export default function CompareScreen({ query }: ScreenProps) {
  const { id: city } = useCity();
  const asked = useAnswer(city, (signal) => get<{ plans: PlanRow[] }>(cityPath(city, 'plans'), { limit: 100 }, signal));
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading') { return <Loading />; }
  const plans = asked.data.plans.filter((plan) => plan.status === 'published');
  if (!plans.length) {
    return <Empty title={t('compare.none')}><p>{t('compare.none.what')}</p><Link class="button main" to={pathTo(city, 'design')}>{t('plan.none.do')}</Link></Empty>;
  }
  const a = query.get('a') ?? plans[0]!.planId;
  const b = query.get('b') ?? plans.find((plan) => plan.planId !== a)?.planId ?? 'today';
  const put = (values: Record<string, string>) => navigate(pathTo(city, 'compare', undefined, { ...Object.fromEntries(query), a, b, ...values }), true);
  return (
    <article>
      <h1>{t('compare.title')}</h1>
      <div class="compare-choice no-print">
        <PlanChoice label={t('compare.a')} value={a} plans={plans} onChoose={(id) => put({ a: id })} />
        <button type="button" disabled={b === 'today'} onClick={() => put({ a: b, b: a })} aria-label={t('compare.swap')}>⇄</button>
        <PlanChoice label={t('compare.b')} value={b} plans={plans} withToday onChoose={(id) => put({ b: id })} />
      </div>
      {a === b ? <Empty title={t('compare.same')} /> : <Sides key={`${a} ${b}`} a={a} b={b} query={query} put={put} />}
    </article>
  );
}

interface PlanChoiceProps { label: string; value: string; plans: PlanRow[]; withToday?: boolean; onChoose: (id: string) => void }

function PlanChoice({ label, value, plans, withToday, onChoose }: PlanChoiceProps) {
  const { format } = useCity();
  return (
    <label>{label}
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)}>
        {withToday && <option value="today">{t('compare.today')}</option>}
        {plans.map((plan) => <option key={plan.planId} value={plan.planId}>{`${tellRequest(plan.request)}, ${format.moment(plan.requested)}`}</option>)}
      </select>
    </label>
  );
}

function Sides({ a, b, query, put }: { a: string; b: string; query: URLSearchParams; put: (values: Record<string, string>) => void }) {
  const { id: city, city: counts } = useCity();
  const asked = useAnswer(`${city} ${a} ${b}`, async (signal) => {
    const [comparison, map] = await Promise.all([get<Comparison>(cityPath(city, 'compare'), { a, b }, signal), loadMap(city, counts?.mapVersion)]);
    return { comparison, map };
  });
  // Nothing is wrong where nobody patrols any beats yet: then there is one plan, and nothing to set beside it.
  if (asked.state === 'error' && b === 'today' && asked.fault.status === 409) {
    return <Empty title={t('compare.noToday')}><p lang="en">{asked.fault.message}</p></Empty>;
  }
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  if (asked.state === 'loading') { return <Loading what={t('compare.loading')} />; }
  return <ComparePage comparison={asked.data.comparison} map={asked.data.map} query={query} put={put} />;
}
