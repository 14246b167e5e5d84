import { useMemo, useState } from 'preact/hooks';
import type { ComparedSide, Comparison, Division } from '../../api/types';
import { MapView } from '../../map/MapView';
import { beatColours } from '../../map/palette';
import { boxOf, type Box } from '../../map/packedMap';
import type { AreaMap } from '../../map/AreaMap';
import { layOut, nameOf, type CityMap, type PlanOnMap } from '../../plan/model';
import { paintBeats } from '../../plan/paint';
import { t } from '../../text/t';
import { CompareTables } from './CompareTables';
import { Swipe } from './Swipe';

/** How the two are shown: one with the other's outline over it, or a curtain between them. */
type Look = 'ghost' | 'moved' | 'swipe';
const looks: Look[] = ['ghost', 'moved', 'swipe'];
const toDivision = (side: ComparedSide): Division => ({
  name: side.name, beats: side.beats.map((beat, index) => ({ ...beat, beat: index + 1 })), areas: { beat: side.beatOfArea } });

interface ComparePageProps { comparison: Comparison; map: CityMap; query: URLSearchParams; put: (values: Record<string, string>) => void }

export function ComparePage({ comparison, map, query, put }: ComparePageProps) {
  const fits = comparison.mapVersion === map.packed.version && comparison.a.beatOfArea.length === map.packed.areas;
  return (
    <>
      {comparison.sentences?.[0] && <p class="lead">{comparison.sentences[0]}</p>}
      <div class="compare">
        {fits ? <OnMap comparison={comparison} map={map} query={query} put={put} /> : <p class="note">{t('plan.olderMap')}</p>}
        <CompareTables comparison={comparison} ids={map.packed.ids} onBeat={(name) => put({ beat: name })} chosen={query.get('beat')} />
      </div>
    </>
  );
}

function OnMap({ comparison, map, query, put }: ComparePageProps) {
  const look = looks.find((one) => one === query.get('look')) ?? 'ghost';
  const [a, b] = useMemo(() => [layOut(toDivision(comparison.a), map), layOut(toDivision(comparison.b), map)] as const, [comparison, map]);
  const moved = useMemo(() => new Map(comparison.moved.map((one) => [one.area, one])), [comparison]);
  const [area, setArea] = useState<number | null>(null);
  const [main, setMain] = useState<AreaMap | null>(null);
  const chosen = a.beats.findIndex((beat) => nameOf(beat) === query.get('beat'));
  const where = useMemo<Box | null>(() => (chosen < 0 ? null : boxOf(map.packed, a.areasOf[chosen]!)), [a, chosen]);
  const paintOf = useMemo(() => ({ a: paintBeats(a).painting, b: paintBeats(b).painting, moved: paintMoved(a, moved) }), [a, b, moved]);
  const describe = (index: number): string[] => {
    const move = moved.get(index);
    return [t('plan.areaN', { id: map.packed.ids[index]! }),
      move ? t('compare.moves', { from: move.from, to: move.to }) : t('plan.beatN', { name: nameOf(a.beats[a.beatOf[index]!]) })];
  };
  const shared = { areas: map.geojson, box: map.packed.bbox, describe, chosenArea: area };
  return (
    <section class="compare-map" aria-label={t('map.title')}>
      <fieldset class="choices no-print"><legend class="unseen">{t('compare.look')}</legend>
        {looks.map((one) => <button key={one} type="button" aria-pressed={one === look} onClick={() => put({ look: one })}>{t(`compare.look.${one}`)}</button>)}
      </fieldset>
      <div class="compare-canvas sheet-sized">
        <MapView key="a" {...shared} painting={look === 'moved' ? paintOf.moved : paintOf.a} borders={a.borders} labels={a.labels}
          ghost={look === 'swipe' ? null : b.borders} chosenBeat={chosen < 0 ? null : chosen} look={where} onPick={setArea} onMap={setMain} />
        {look === 'swipe' && main && <Swipe main={main} names={[comparison.a.name, comparison.b.name]}>
          <MapView key="b" {...shared} painting={paintOf.b} borders={b.borders} labels={b.labels} chosenBeat={null} onPick={setArea} />
        </Swipe>}
      </div>
      <p class="quiet small legend">{t(`compare.legend.${look}`, { a: comparison.a.name, b: comparison.b.name })}</p>
    </section>
  );
}

/** Only what changes hands has a colour: that of the beat it goes to. */
function paintMoved(a: PlanOnMap, moved: Map<number, unknown>): ReturnType<typeof paintBeats>['painting'] {
  const classOf = Int16Array.from(a.beatOf, (beat, area) => (moved.has(area) && beat >= 0 ? a.colours[beat]! : -1));
  return () => ({ colours: beatColours, classOf });
}
