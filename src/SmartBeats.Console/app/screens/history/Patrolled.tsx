import type { Adopted, Verdict } from '../../api/types';
import { ApiFault, cityPath, get } from '../../api/client';
import { useCity } from '../../shell/city';
import { Link, pathTo } from '../../shell/router';
import { useAnswer } from '../../shell/useAnswer';
import { tellTime } from '../plan/Patrol';
import { t } from '../../text/t';
import { Change } from './Change';

/** Which beats are patrolled, and whether they still hold as of the last load; nothing where nobody has said so. */
export function Patrolled() {
  const { id: city, format } = useCity();
  const asked = useAnswer(`patrolled ${city}`, async (signal) => {
    const { adopted } = await get<{ adopted: Adopted[] }>(cityPath(city, 'adopted'), {}, signal);
    return { adopted, verdict: adopted.length > 0 ? await findVerdict(city, signal) : null };
  });
  if (asked.state !== 'ready' || asked.data.adopted.length === 0) { return null; }
  const { adopted, verdict } = asked.data;
  return (
    <section class="patrolled">
      <h2>{t('history.patrolled')}</h2>
      <ul class="rows">
        {[...adopted].reverse().map((one) => (
          <li key={one.from}>
            {one.planId ? <Link to={pathTo(city, 'plan', one.planId)}>{t('history.patrolled.plan', { id: one.planId.slice(0, 8) })}</Link> : one.name}
            {' '}<span class="quiet small">{[tellTime(one, format.day.bind(format)), one.by ?? ''].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
      {verdict && <div lang="en">{verdict.sentences.map((sentence) => <p key={sentence}>{sentence}</p>)}</div>}
      {verdict?.verdict?.change && <Change change={verdict.verdict.change} />}
    </section>
  );
}

/** None before the first load after the beats were adopted. */
async function findVerdict(city: string, signal: AbortSignal): Promise<Verdict | null> {
  try {
    return await get<Verdict>(cityPath(city, 'monitor'), {}, signal);
  } catch (reason) {
    if (reason instanceof ApiFault && reason.status === 404) { return null; }
    throw reason;
  }
}
