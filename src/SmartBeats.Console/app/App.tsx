import { useEffect, useState } from 'preact/hooks';
import type { City, Me, Page, Settings } from './api/types';
import { ask, cityPath, get } from './api/client';
import { Layout } from './shell/Layout';
import { Lazy } from './shell/Lazy';
import { Empty, Fault, Loading } from './shell/States';
import { CityContext, formatOf } from './shell/city';
import { Link, navigate, pathTo, useRoute, type Route } from './shell/router';
import { useAnswer } from './shell/useAnswer';
import { Home } from './screens/home/Home';
import { screens } from './screens';
import { setLanguage, t } from './text/t';

const chosenLanguage = (): string | null => localStorage.getItem('smartbeats.language');

export function App() {
  const route = useRoute();
  const [round, setRound] = useState(0);
  const me = useAnswer(`me ${round}`, async () => {
    const answer = await get<Me>('/me');
    await setLanguage(chosenLanguage() ?? navigator.language);
    return answer;
  });
  if (me.state === 'loading') { return <Loading />; }
  if (me.state === 'error') { return <Layout route={route}><Fault fault={me.fault} retry={me.retry} /></Layout>; }
  if (!route.city) {
    return <Layout route={route} me={me.data}><Home me={me.data} onMade={(id) => { setRound(round + 1); navigate(pathTo(id)); }} /></Layout>;
  }
  return <CityPage key={route.city} route={route} id={route.city} me={me.data} />;
}

interface Known { city: City | undefined; settings: Settings; tag: string | null }

async function readCity(id: string): Promise<Known> {
  const [list, settings] = await Promise.all([get<{ cities: City[] } & Partial<Page<City>>>('/cities', { limit: 100 }),
    ask<Settings>('GET', cityPath(id, 'settings'))]);
  await setLanguage(chosenLanguage() ?? settings.data.language ?? navigator.language);
  return { city: list.cities.find((city) => city.id === id), settings: settings.data, tag: settings.etag };
}

function CityPage({ route, id, me }: { route: Route; id: string; me: Me }) {
  const [known, setKnown] = useState<Known | null>(null);
  const asked = useAnswer(id, () => readCity(id));
  useEffect(() => { if (asked.state === 'ready') { setKnown(asked.data); } }, [asked]);
  const screen = screens.find((one) => one.id === route.screen);
  useEffect(() => {
    const name = known?.settings.name ?? id;
    document.title = screen ? `${t(screen.title)} · ${name} · SmartBeats` : `${name} · SmartBeats`;
  }, [screen, known]);
  if (asked.state === 'error') { return <Layout route={route} me={me}><Fault fault={asked.fault} retry={asked.retry} /></Layout>; }
  if (!known) { return <Layout route={route} me={me}><Loading /></Layout>; }
  if (!route.screen) {
    navigate(pathTo(id, firstScreen(known.city)), true);
    return null;
  }
  const view = { id, me, city: known.city, settings: known.settings, settingsTag: known.tag, format: formatOf(known.settings), reload: asked.retry };
  return (
    <CityContext.Provider value={view}>
      <Layout route={route} me={me} cityName={known.settings.name}>
        {screen ? <Lazy load={screen.load} id={route.id} query={route.query} />
          : <Empty title={t('app.notFound')}><p>{t('app.notFound.what')}</p><Link to="/">{t('app.home')}</Link></Empty>}
      </Layout>
    </CityContext.Provider>
  );
}

/** A city without data begins at Data, one without plans at Design, any other at its latest plan. */
function firstScreen(city: City | undefined): string {
  if (!city?.areas || !city.calls) { return 'data'; }
  return city.plans ? 'plan' : 'design';
}
