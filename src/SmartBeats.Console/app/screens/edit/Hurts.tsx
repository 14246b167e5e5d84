import type { ResponseFigures } from '../../api/types';
import type { Measured } from '../../checker/checker';
import { useCity } from '../../shell/city';
import type { Format } from '../../text/format';
import { t } from '../../text/t';
import type { ResponseInHand } from './useResponse';

/** So many beats that weigh further off are said, the worst first. */
const MOST_WEIGHED = 6;
/** So many beats whose callers wait longer, likewise. */
const MOST_DELAYED = 3;

/** Which beats' callers of the highest priority a step makes wait longer, by a second or more. */
export function listDelays(earlier: Measured, was: ResponseFigures, now: Measured, is: ResponseFigures, format: Format): string[] {
  const before = new Map(was.beats.map((beat, index) => [earlier.names[index]!, beat.priorityMinutes]));
  return is.beats
    .map(({ priorityMinutes }, index) => ({ name: now.names[index]!, by: Math.round(((priorityMinutes ?? 0) - (before.get(now.names[index]!) ?? priorityMinutes ?? 0)) * 60) }))
    .filter(({ by }) => by >= 1)
    .sort((a, b) => b.by - a.by || a.name.localeCompare(b.name))
    .slice(0, MOST_DELAYED)
    .map(({ name, by }) => t('edit.hurts.response', { name, by: format.number(by), p: is.priority }));
}

/** What a step made worse, a sentence each; empty where nothing got worse. */
export function listHurts(earlier: Measured, now: Measured, format: Format): string[] {
  const said: string[] = [];
  const was = new Map(earlier.beats.map((beat) => [earlier.names[beat.number - 1]!, beat]));
  const further = now.beats
    .filter((beat) => {
      const before = was.get(now.names[beat.number - 1]!);
      return before && !beat.apart && beat.workload !== before.workload && Math.abs(beat.deviation) > Math.abs(before.deviation);
    })
    .sort((a, b) => Math.abs(b.deviation) - Math.abs(a.deviation));
  for (const { number, deviation } of further.slice(0, MOST_WEIGHED)) {
    const by = format.percent(Math.abs(deviation), 1);
    said.push(t(deviation > 0 ? 'edit.hurts.heavy' : 'edit.hurts.light', { name: now.names[number - 1]!, by }));
  }
  if (further.length > MOST_WEIGHED) { said.push(t('edit.hurts.more', { n: further.length - MOST_WEIGHED })); }
  const broken = new Set(earlier.pieces.map((one) => earlier.names[one.beat - 1]));
  for (const { beat, pieces } of now.pieces) {
    const name = now.names[beat - 1]!;
    if (!broken.has(name)) { said.push(t('edit.hurts.apart', { name, n: pieces.length })); }
  }
  const longer = now.now.boundaryKm - earlier.now.boundaryKm;
  if (longer > 0) { said.push(t('edit.hurts.border', { by: format.distance(longer * 1000, 2) })); }
  return said;
}

/** Why the last step hurts. */
export function Hurts({ earlier, now, response }: { earlier: Measured; now: Measured; response: ResponseInHand }) {
  const { format } = useCity();
  const { isOn, figures, earlier: was } = response;
  const said = [...listHurts(earlier, now, format), ...(isOn && figures && was ? listDelays(earlier, was, now, figures.now, format) : [])];
  if (!said.length) { return <p class="small">{t('edit.hurts.none')}</p>; }
  return <><h2>{t('edit.hurts')}</h2><ul class="small edit-hurts">{said.map((one) => <li key={one}>{one}</li>)}</ul></>;
}
