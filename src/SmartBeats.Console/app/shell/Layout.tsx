import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Me } from '../api/types';
import { screens } from '../screens';
import { currentLanguage, languages, t } from '../text/t';
import { Link, navigate, pathTo, type Route } from './router';
import { applyTheme, currentTheme } from './theme';
import { currentSession } from '../signin/start';

interface LayoutProps { route: Route; me?: Me; cityName?: string; children: ComponentChildren }

export function Layout({ route, me, cityName, children }: LayoutProps) {
  return (
    <>
      <a class="skip" href="#content">{t('app.skip')}</a>
      <header class="top">
        <Link to="/" class="brand" aria-label={`${t('app.name')}, ${t('app.home')}`}><img src="/favicon.svg" alt="" width="24" height="24" /> {t('app.name')}</Link>
        {me && route.city && <CityChoice me={me} city={route.city} name={cityName ?? route.city} />}
        {route.city && <Menu city={route.city} current={route.screen} />}
        {currentSession() && <button type="button" onClick={() => currentSession()!.signOut()}>{t('app.signOut')}</button>}
        <Preferences />
      </header>
      <main id="content" tabIndex={-1}>{children}</main>
      <div id="live" class="unseen" role="status" aria-live="polite" />
    </>
  );
}

function CityChoice({ me, city, name }: { me: Me; city: string; name: string }) {
  if (me.cities.length < 2) { return <span class="city-name">{name}</span>; }
  return (
    <label class="city-name"><span class="unseen">{t('app.city')}</span>
      <select value={city} onChange={(event) => navigate(pathTo(event.currentTarget.value))}>
        {me.cities.map((id) => <option key={id} value={id}>{id === city ? name : id}</option>)}
      </select>
    </label>
  );
}

function Menu({ city, current }: { city: string; current: string | undefined }) {
  return (
    <nav class="menu" aria-label={t('app.screens')}>
      <ul>
        {screens.filter((screen) => screen.inMenu).map((screen) => (
          <li key={screen.id}>
            <Link to={pathTo(city, screen.id)} aria-current={screen.id === current ? 'page' : undefined}>{t(screen.title)}</Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function Preferences() {
  const [theme, setTheme] = useState(currentTheme());
  useEffect(() => {
    const follow = () => setTheme(currentTheme());
    addEventListener('themechange', follow);
    return () => removeEventListener('themechange', follow);
  }, []);
  const names = languages();
  const choose = (language: string) => { localStorage.setItem('smartbeats.language', language); location.reload(); };
  return (
    <div class="preferences">
      {names.length > 1 && (
        <label><span class="unseen">{t('app.language')}</span>
          <select value={currentLanguage()} onChange={(event) => choose(event.currentTarget.value)}>
            {names.map((name) => <option key={name} value={name}>{name.toUpperCase()}</option>)}
          </select>
        </label>
      )}
      <button type="button" class="plain" onClick={() => applyTheme(theme === 'dark' ? 'light' : 'dark')}>
        {t(theme === 'dark' ? 'app.theme.light' : 'app.theme.dark')}
      </button>
    </div>
  );
}
