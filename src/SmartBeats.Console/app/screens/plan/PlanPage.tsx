import { useCallback, useMemo, useState } from 'preact/hooks';
import type { Comment, Plan, PlanTable } from '../../api/types';
import { announce } from '../../shell/announce';
import { useCity } from '../../shell/city';
import { Link, navigate, pathTo } from '../../shell/router';
import { Tabs } from '../../shell/Tabs';
import { MapView } from '../../map/MapView';
import { useTheme } from '../../shell/useTheme';
import { boxOf, type Box, type Position } from '../../map/packedMap';
import { layOut, nameArea, nameOf, type CityMap } from '../../plan/model';
import { views, type View } from '../../plan/paint';
import type { Found } from '../../plan/search';
import { tellData } from '../../plan/standing';
import { t } from '../../text/t';
import { Alternatives, listOthers } from './Alternatives';
import { AreaList } from './AreaList';
import { BeatsTable } from './BeatsTable';
import { Comments } from './Comments';
import { focusComment, placePins } from './commentPins';
import { Files } from './Files';
import { Findings } from './Findings';
import { Growth } from './Growth';
import { Held } from './Held';
import { Legend, ViewChoice } from './Legend';
import { People } from './People';
import { SearchBox } from './SearchBox';
import { usePainting } from './usePainting';
import './plan.css';

const tabs = ['table', 'findings', 'alternatives', 'later', 'people', 'comments', 'files'] as const;
type TabId = (typeof tabs)[number];

export function PlanPage({ plan, table, map, query }: { plan: Plan; table: PlanTable; map: CityMap | null; query: URLSearchParams }) {
  const city = useCity();
  const tab = tabs.find((id) => id === query.get('tab')) ?? 'table';
  const aged = map ? tellData(plan.data) : '';
  const open = (id: string) => navigate(pathTo(city.id, 'plan', plan.planId, { ...Object.fromEntries(query), tab: id }), true);
  return (
    <article class="plan">
      <header class="plan-head">
        <h1 lang="en">{table.headline}</h1>
        <p class="quiet small"><span lang="en">{[table.size, table.scope].filter(Boolean).join(' ')}</span> {t('plan.made', { when: city.format.moment(plan.requested) }).replace(/\.\.$/, '.')}</p>
        {map && table.areas.workload && (
          <p class="no-print"><Link class="button" to={pathTo(city.id, 'edit', plan.planId)}>{t('edit.open')}</Link></p>
        )}
        {aged && <p class="note small">{t('plan.aged', { what: aged })}</p>}
      </header>
      {map ? <OnMap table={table} map={map} plan={plan} query={query} tab={tab} open={open} /> : (
        <div class="plan-side">
          <p class="note">{t('plan.olderMap')}</p>
          <BeatsTable beats={table.beats} shares={table.shares} chosen={null} onChoose={() => undefined} />
          <Findings table={table} />
          <Growth table={table} />
          <Held plan={plan} />
          <Files plan={plan} />
        </div>
      )}
    </article>
  );
}

interface OnMapProps { table: PlanTable; map: CityMap; plan: Plan; query: URLSearchParams; tab: TabId; open: (id: string) => void }

function OnMap({ table, map, plan, query, tab, open }: OnMapProps) {
  const city = useCity();
  const theme = useTheme();
  const { packed } = map;
  const { plan: itself, others, shifts } = useMemo(() => listOthers(table), [table]);
  const other = [...others, ...shifts].find((one) => one.key === query.get('show')) ?? itself;
  const laid = useMemo(() => layOut(other.division(), map, table.areas.names), [table, other.key, map]);
  const view: View = views.find((one) => one === query.get('view')) ?? 'beats';
  const chosenNumber = query.get('beat');
  const chosen = chosenNumber === null ? -1 : laid.beats.findIndex((beat) => String(beat.beat) === chosenNumber);
  const [area, setArea] = useState<number | null>(null);
  const [look, setLook] = useState<Box | null>(null);
  const painting = usePainting(laid, plan.planId, view);
  const [comments, setComments] = useState<Comment[]>([]);
  const [point, setPoint] = useState<Position | null>(null);
  const pins = useMemo(() => (tab === 'comments' ? placePins(comments, laid) : []), [tab, comments, laid]);

  const put = (values: Record<string, string | null>) => {
    const kept = Object.entries({ ...Object.fromEntries(query), ...values }).filter((pair): pair is [string, string] => pair[1] !== null);
    navigate(pathTo(city.id, 'plan', plan.planId, Object.fromEntries(kept)), true);
  };
  const describe = useCallback((index: number): string[] => {
    const beat = laid.beats[laid.beatOf[index]!];
    return [
      beat ? t('plan.beatN', { name: nameOf(beat) }) : t('plan.noBeat'), nameArea(laid, index),
      ...(table.shares && !table.shares.some((share) => share.kind === 'calls') ? [t('plan.areaLoad', { n: laid.workload[index] ?? 0, unit: table.unit ?? '' })]
        : [t('plan.areaCalls', { n: laid.calls[index] ?? 0 })]), ...(painting.describe?.(index) ?? []),
    ];
  }, [laid, painting]);
  const chooseBeat = (beat: number, move: boolean) => {
    setArea(null);
    put({ beat: beat === chosen && !move ? null : String(laid.beats[beat]!.beat) });
    if (move) { setLook(boxOf(packed, laid.areasOf[beat]!)); }
  };
  const chooseArea = (index: number | null, move: boolean) => {
    setArea(index);
    if (index === null) { put({ beat: null }); return; }
    const beat = laid.beats[laid.beatOf[index]!];
    put({ beat: beat ? String(beat.beat) : null });
    announce(describe(index).join(', '));
    if (move) { setLook(boxOf(packed, [index])); }
  };
  const find = (found: Found) => {
    if (found.kind === 'beat') { chooseBeat(found.beat, true); return; }
    if (found.kind === 'named') {
      setLook(found.box);
      announce(found.text);
      return;
    }
    if (found.area === null) { announce(t('plan.search.outside')); return; }
    chooseArea(found.area, true);
  };
  const showComment = ({ on }: Comment) => {
    const beat = laid.beats.findIndex((one) => nameOf(one) === on?.beat);
    const index = on?.area === undefined ? undefined : map.areaOfId.get(on.area);
    if (beat >= 0) { chooseBeat(beat, true); } else if (index !== undefined) { chooseArea(index, true); }
    else if (on?.lon !== undefined && on.lat !== undefined) { setLook([on.lon - 0.004, on.lat - 0.004, on.lon + 0.004, on.lat + 0.004]); }
  };
  const labels = useMemo(() => tabs.map((id) => ({ id, label: t(`plan.tab.${id}`) })), []);
  return (
    <>
      <section class="plan-map" aria-label={t('map.title')}>
        <div class="plan-tools no-print">
          <ViewChoice view={view} onChoose={(next) => put({ view: next === 'beats' ? null : next })} />
          <SearchBox laid={laid} onFind={find} />
        </div>
        {other !== itself && (
          <p class="note no-print">{t('plan.looking', { name: other.name })} <button type="button" onClick={() => put({ show: null, beat: null })}>{t('plan.back')}</button></p>
        )}
        <div class="plan-canvas sheet-sized">
          <MapView areas={laid.city.geojson} box={packed.bbox} painting={painting.painted.painting} borders={laid.borders} labels={laid.labels}
            chosenBeat={chosen < 0 ? null : chosen} chosenArea={area} look={look} describe={describe} pins={pins} onPin={focusComment}
            onPick={(index, at) => { setPoint(at); chooseArea(index, false); }} />
        </div>
        <Legend view={view} painting={painting} theme={theme} />
      </section>
      <section class="plan-side">
        <Tabs tabs={labels} current={tab} label={t('plan.tabs')} onChoose={open} />
        <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={-1}>
          {tab === 'table' && <BeatsTable beats={laid.beats} shares={other.key === itself.key ? table.shares : []} colours={view === 'beats' ? laid.colours : null} chosen={chosen} painting={painting}
            onChoose={(beat) => chooseBeat(beat, true)} />}
          {tab === 'table' && chosen >= 0 && <AreaList laid={laid} beat={chosen} area={area} onChoose={(index) => chooseArea(index, true)} />}
          {tab === 'findings' && <Findings table={table} />}
          {tab === 'alternatives' && <Alternatives planId={plan.planId} table={table} shown={other.key}
            onShow={(key) => put({ show: key === itself.key ? null : key, beat: null })} />}
          {tab === 'later' && <><Growth table={table} /><Held plan={plan} /></>}
          {tab === 'people' && <People planId={plan.planId} beats={laid.beats} />}
          {tab === 'comments' && <Comments plan={plan} laid={laid} beat={chosen} area={area} point={point} onShow={showComment} onLoaded={setComments} />}
          {tab === 'files' && <Files plan={plan} />}
        </div>
      </section>
    </>
  );
}
