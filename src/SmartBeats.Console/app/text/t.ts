import { en, type Key, type Strings, type Text } from '../../strings/en';

const loaders: Record<string, () => Promise<Strings>> = {
  en: () => Promise.resolve(en),
  es: () => import('../../strings/es').then((module) => module.es),
};
let language = 'en';
let region = 'en';
let strings: Strings = en;

export const languages = (): string[] => Object.keys(loaders);
export const currentLanguage = (): string => language;

/** The reader's own kind of the page's language, es-US for Spanish in the United States: numbers and days are written as there. */
export const regionOf = (spoken: string, wished: readonly string[]): string => wished.find((tag) => tag.toLowerCase().split('-')[0] === spoken) ?? spoken;
export const currentRegion = (): string => region;

/** Loads a language's file; one that is not there leaves English. */
export async function setLanguage(wanted: string | undefined): Promise<void> {
  const known = wanted?.toLowerCase().split('-')[0] ?? 'en';
  const load = loaders[known];
  if (!load) { return; }
  strings = await load();
  language = known;
  region = regionOf(known, navigator.languages);
  document.documentElement.lang = known;
}

/** The text of a key with `{name}` filled in; of a text with plural forms, the form for `n`. */
export function t(key: Key, values: Record<string, string | number> = {}): string {
  return fill(strings[key] ?? en[key], values, currentRegion());
}

export function fill(text: Text, values: Record<string, string | number>, locale: string): string {
  const form = typeof text === 'string' ? text : pickPlural(text, Number(values['n'] ?? 0), locale);
  return form.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) { return whole; }
    return typeof value === 'number' ? value.toLocaleString(locale) : value;
  });
}

function pickPlural(text: Exclude<Text, string>, n: number, locale: string): string {
  return new Intl.PluralRules(locale).select(n) === 'one' ? text.one : text.other;
}

export type { Key };
