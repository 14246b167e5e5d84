import { useEffect, useState } from 'preact/hooks';
import type { City, Me } from '../../api/types';
import { get, newKey, post } from '../../api/client';
import { Empty, Fault, Loading } from '../../shell/States';
import { asFault, useAnswer } from '../../shell/useAnswer';
import { Link, pathTo } from '../../shell/router';
import type { ApiFault } from '../../api/client';
import { t } from '../../text/t';

/** The cities there are; on a laptop, how to make one. */
export function Home({ me, onMade }: { me: Me; onMade: (id: string) => void }) {
  useEffect(() => { document.title = 'SmartBeats'; }, []);
  const asked = useAnswer('cities', () => get<{ cities: City[] }>('/cities', { limit: 100 }));
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [busy, setBusy] = useState(false);
  const make = async (body: Record<string, unknown>) => {
    setBusy(true);
    try { onMade((await post<{ id: string }>('/cities', body, newKey())).id); } catch (reason) { setFault(asFault(reason)); } finally { setBusy(false); }
  };
  if (asked.state === 'loading') { return <Loading />; }
  if (asked.state === 'error') { return <Fault fault={asked.fault} retry={asked.retry} />; }
  const cities = asked.data.cities;
  return (
    <div class="narrow">
      <h1>{t('home.title')}</h1>
      {fault && <Fault fault={fault} />}
      {cities.length === 0 && (
        <Empty title={t('home.empty')}>
          <p>{t('home.empty.what')}</p>
          {me.home === 'laptop' && <button type="button" class="main" disabled={busy} onClick={() => make({ sample: true })}>{t('home.sample')}</button>}
        </Empty>
      )}
      <ul class="rows">
        {cities.map((city) => (
          <li key={city.id}>
            <Link to={pathTo(city.id)}><strong>{city.name ?? city.id}</strong></Link>
            <span class="quiet">{[t('count.areas', { n: city.areas ?? 0 }), t('count.calls', { n: city.calls ?? 0 }), t('count.plans', { n: city.plans ?? 0 })].join(', ')}</span>
          </li>
        ))}
      </ul>
      {me.home === 'laptop' && <NewCity busy={busy} make={make} />}
    </div>
  );
}

function NewCity({ busy, make }: { busy: boolean; make: (body: Record<string, unknown>) => void }) {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget as HTMLFormElement);
    const name = String(form.get('name')).trim();
    make({ id: String(form.get('id')).trim(), timeZone: String(form.get('zone')).trim(), ...(name && { name }) });
  };
  return (
    <details>
      <summary>{t('home.add')}</summary>
      <form class="fields" onSubmit={submit}>
        <label>{t('home.id')}<input name="id" required pattern="[A-Za-z0-9][A-Za-z0-9\-]*" autocomplete="off" /></label>
        <label>{t('home.name')}<input name="name" autocomplete="off" /></label>
        <label>{t('home.zone')}<input name="zone" required value={zone} autocomplete="off" /></label>
        <button type="submit" class="main" disabled={busy}>{t('home.make')}</button>
      </form>
    </details>
  );
}
