/** The reader's choice of light or dark, kept on this machine; without one, the system's. */
export type Theme = 'light' | 'dark';
const place = 'smartbeats.theme';

export function currentTheme(): Theme {
  const chosen = localStorage.getItem(place);
  if (chosen === 'light' || chosen === 'dark') { return chosen; }
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
}

export function applyTheme(chosen?: Theme): void {
  if (chosen) { localStorage.setItem(place, chosen); }
  document.documentElement.dataset['theme'] = currentTheme();
  dispatchEvent(new Event('themechange'));
}

matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => applyTheme());
