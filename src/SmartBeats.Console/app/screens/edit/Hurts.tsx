import type { Measured } from '../../checker/checker';
import { useCity } from '../../shell/city';
import type { Format } from '../../text/format';
import { t } from '../../text/t';

/** What a step made worse, a sentence each; empty where nothing got worse. */
export function listHurts(earlier: Measured, now: Measured, format: Format): string[] {
  const said: string[] = [];
  const was = new Map(earlier.beats.map((beat) => [earlier.names[beat.number - 1]!, beat]));
  now.beats.forEach((beat) => {
    const name = now.names[beat.number - 1]!;
    const before = was.get(name);
    if (!before || beat.apart || beat.workload === before.workload || Math.abs(beat.deviation) <= Math.abs(before.deviation)) { return; }
    const by = format.percent(Math.abs(beat.deviation), 1);
    said.push(t(beat.deviation > 0 ? 'edit.hurts.heavy' : 'edit.hurts.light', { name, by }));
  });
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
export function Hurts({ earlier, now }: { earlier: Measured; now: Measured }) {
  const { format } = useCity();
  const said = listHurts(earlier, now, format);
  if (!said.length) { return <p class="small">{t('edit.hurts.none')}</p>; }
  return <><h2>{t('edit.hurts')}</h2><ul class="small edit-hurts">{said.map((one) => <li key={one}>{one}</li>)}</ul></>;
}
