import { cityPath, get } from '../../api/client';
import type { CitySignals } from '../../api/types';
import { useAnswer } from '../../shell/useAnswer';

/** The signals of a city and the columns of its map; null until they are there, and where they cannot be had. */
export function useSignals(city: string): CitySignals | null {
  const asked = useAnswer(`signals of ${city}`, (signal) => get<CitySignals>(cityPath(city, 'signals'), {}, signal));
  return asked.state === 'ready' ? asked.data : null;
}
