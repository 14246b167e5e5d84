import { ApiFault, ask, cityPath } from '../../api/client';
import type { CallMapping } from './mapping';

/** Keeps a mapping for all files of its header and loads what waits for it; one that is kept already is replaced in the state it is in now. */
export async function keepMapping(city: string, mapping: CallMapping): Promise<void> {
  const path = cityPath(city, 'mappings', mapping.fingerprint);
  try {
    await ask('PUT', path, { body: mapping, ifNoneMatch: '*' });
  } catch (fault) {
    if (!(fault instanceof ApiFault) || fault.status !== 412) { throw fault; }
    const { etag } = await ask('GET', path);
    await ask('PUT', path, { body: mapping, ifMatch: etag });
  }
}
