import { useState } from 'preact/hooks';
import type { Adopted, Plan } from '../../api/types';
import { type ApiFault, cityPath, get, newKey, post } from '../../api/client';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { Fault } from '../../shell/States';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';

/** Whether the plan is patrolled, from when; says so, or draws its beats anew on newer calls. */
export function Patrol({ plan }: { plan: Plan }) {
  const { id: city, format } = useCity();
  const [round, setRound] = useState(0);
  const [from, setFrom] = useState('');
  const [fault, setFault] = useState<ApiFault | null>(null);
  const asked = useAnswer(`${city} ${round}`, (signal) => get<{ adopted: Adopted[] }>(cityPath(city, 'adopted'), {}, signal));
  const times = asked.state === 'ready' ? asked.data.adopted.filter((one) => one.planId === plan.planId) : [];
  const adopt = async (event: SubmitEvent) => {
    event.preventDefault();
    setFault(null);
    try {
      await post(cityPath(city, 'adopted'), { plan: plan.planId, from }, newKey());
      announce(t('plan.patrol.said'));
      setRound(round + 1);
    } catch (reason) { setFault(asFault(reason)); }
  };
  return (
    <section class="patrol">
      <h3>{t('plan.patrol')}</h3>
      {times.map((time) => <p key={time.from}>{tellTime(time, format.day.bind(format))}</p>)}
      <form class="actions no-print" onSubmit={adopt}>
        <label>{t('plan.patrol.from')} <input type="date" name="from" value={from} required onInput={(event) => setFrom(event.currentTarget.value)} /></label>
        <button type="submit">{t('plan.patrol.do')}</button>
        <Link class="button" to={pathTo(city, 'design', undefined, { plan: plan.planId, anew: '1' })}>{t('plan.anew')}</Link>
      </form>
      {fault && <Fault fault={fault} />}
    </section>
  );
}

/** From when to when beats are patrolled. */
export function tellTime(adopted: Adopted, day: (text: string) => string): string {
  return adopted.to
    ? t('patrol.fromTo', { from: day(adopted.from), to: day(adopted.to) })
    : t('patrol.since', { from: day(adopted.from) });
}
