import { useEffect, useState } from 'preact/hooks';
import { currentTheme, type Theme } from './theme';

/** Light or dark, followed as it changes. */
export const useTheme = (): Theme => {
  const [theme, setTheme] = useState(currentTheme());
  useEffect(() => {
    const follow = () => setTheme(currentTheme());
    addEventListener('themechange', follow);
    return () => removeEventListener('themechange', follow);
  }, []);
  return theme;
};
