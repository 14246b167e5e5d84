import { ApiFault, ask, cityPath } from '../../api/client';
import { type CitySettings, mergeSettings, type SettingsMerge } from './merge';

/** Settings with the tag of their state, to be sent back as If-Match. */
export interface TaggedSettings { settings: CitySettings; tag: string | null }

export type Saved = { state: 'saved'; kept: TaggedSettings } | { state: 'conflict'; merge: SettingsMerge; theirs: TaggedSettings };

/**
 * Saves what I changed. Where somebody saved meanwhile (412), both changes are joined and saved again; where the two contradict
 * one another, nothing is saved and the choice is handed back.
 */
export async function saveSettings(city: string, base: TaggedSettings, mine: CitySettings): Promise<Saved> {
  let [against, wanted] = [base, mine];
  for (let attempt = 0; ; attempt++) {
    try {
      const answer = await ask<CitySettings | undefined>('PUT', cityPath(city, 'settings'), { body: wanted, ifMatch: against.tag ?? '*' });
      return { state: 'saved', kept: { settings: answer.data ?? wanted, tag: answer.etag } };
    } catch (fault) {
      if (!(fault instanceof ApiFault) || fault.status !== 412 || attempt === 3) { throw fault; }
    }
    const theirs = await readSettings(city);
    const merge = mergeSettings(against.settings, wanted, theirs.settings);
    if (merge.conflicts.length > 0) { return { state: 'conflict', merge, theirs }; }
    [against, wanted] = [theirs, merge.settings];
  }
}

export async function readSettings(city: string): Promise<TaggedSettings> {
  const answer = await ask<CitySettings>('GET', cityPath(city, 'settings'));
  return { settings: answer.data, tag: answer.etag };
}
