import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { City, Me, Settings } from '../api/types';
import { Format } from '../text/format';
import { currentRegion } from '../text/t';

/** What every screen of a city knows. `settingsTag` is the ETag to send as If-Match. */
export interface CityInView {
  id: string; me: Me; city: City | undefined; settings: Settings; settingsTag: string | null; format: Format;
  /** Asks again for the settings and the city's counts, after one of them was changed. */
  reload: () => void;
}
export const CityContext = createContext<CityInView | null>(null);

export function useCity(): CityInView {
  const city = useContext(CityContext);
  if (!city) { throw new Error('a screen of a city was drawn outside one'); }
  return city;
}

export const formatOf = (settings: Settings): Format => new Format(currentRegion(), settings.measures ?? 'metric', settings.timeZone);
