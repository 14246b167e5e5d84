import { useEffect, useRef, useState } from 'preact/hooks';
import { announce } from '../shell/announce';
import { useCity } from '../shell/city';
import type { Theme } from '../shell/theme';
import { useTheme } from '../shell/useTheme';
import { t } from '../text/t';
import { AreaMap, type Label, type Painting } from './AreaMap';
import { loadContext } from './context';
import { keepForPaper } from './paper';
import type { Box, Position } from './packedMap';
import type { Pin } from './pins';
import './map.css';

export interface MapViewProps {
  areas: GeoJSON.FeatureCollection; box: Box; painting: (theme: Theme) => Painting; borders: GeoJSON.FeatureCollection<GeoJSON.MultiLineString>;
  labels: Label[]; ghost?: GeoJSON.FeatureCollection<GeoJSON.MultiLineString> | null;
  chosenBeat: number | null; chosenArea: number | null;
  /** Where to look; a new object moves the map there. */
  look?: Box | null;
  /** What to say of an area, a line each. */
  describe: (area: number) => string[];
  /** `at` in degrees. */
  onPick: (area: number | null, at: Position) => void;
  pins?: Pin[];
  /** A pin was pressed: its key. */
  onPin?: (key: number) => void;
  onMap?: (map: AreaMap | null) => void;
}

/** The map with a hint under the pointer, and for the keyboard a cross-hair: arrows move the map under it, Enter takes what it lies on. */
export function MapView(props: MapViewProps) {
  const { id, format } = useCity();
  const theme = useTheme();
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const [map, setMap] = useState<AreaMap | null>(null);
  const [hint, setHint] = useState<{ area: number; x: number; y: number } | null>(null);
  const [unable, setUnable] = useState(false);

  useEffect(() => {
    let made: AreaMap;
    const say = (area: number | null) => {
      if (place.current?.contains(document.activeElement)) { announce(area === null ? t('map.outside') : latest.current.describe(area).join(', ')); }
    };
    try {
      made = new AreaMap(place.current!, latest.current.look ?? latest.current.box, theme, format.measures, {
        onPick: (area, at) => latest.current.onPick(area, at),
        onPin: (key) => latest.current.onPin?.(key),
        onHover: (area, at) => setHint(area === null ? null : { area, ...at }),
        onRest: say,
        onDrawn: () => performance.mark('areas drawn'),
      });
    } catch {
      setUnable(true);
      return;
    }
    setMap(made);
    latest.current.onMap?.(made);
    return () => { latest.current.onMap?.(null); made.remove(); };
  }, [theme]);

  useEffect(() => {
    const around = place.current?.closest<HTMLElement>('.sheet-sized');
    return around ? keepForPaper(around) : undefined;
  }, [unable]);

  const { areas, painting, borders, labels, ghost, chosenBeat, chosenArea, look, pins } = props;
  useEffect(() => { void map?.setAreas(areas); }, [map, areas]);
  useEffect(() => { void map?.paint(painting(theme)); }, [map, areas, painting]);
  // Streets come when they come; without them the map is still the plan.
  useEffect(() => { if (map) { loadContext(id).then((context) => map.setContext(context), () => undefined); } }, [map, id]);
  useEffect(() => { void map?.setBorders(borders); }, [map, borders]);
  useEffect(() => { void map?.setLabels(labels); }, [map, labels]);
  useEffect(() => { void map?.setGhost(ghost ?? null); }, [map, ghost]);
  useEffect(() => { void map?.setPins(pins ?? []); }, [map, pins]);
  useEffect(() => { void map?.choose(chosenBeat, chosenArea === null ? null : areas.features[chosenArea] ?? null); }, [map, chosenBeat, chosenArea, areas]);
  useEffect(() => { if (look) { map?.show(look); } }, [map, look]);

  const takeMiddle = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !map || !(event.target instanceof HTMLCanvasElement)) { return; }
    event.preventDefault();
    props.onPick(map.areaInMiddle(), map.middle());
  };
  if (unable) { return <p class="note">{t('map.unable')}</p>; }
  return (
    <div class="map" onKeyDown={takeMiddle}>
      <div ref={place} class="map-canvas" />
      <svg class="cross" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true">
        <circle cx="20" cy="20" r="9" /><path d="M20 0v15M20 25v15M0 20h15M25 20h15" />
      </svg>
      {hint && (
        <div class="hint" aria-hidden="true" style={{ transform: `translate(${hint.x + 14}px, ${hint.y + 14}px)` }}>
          {props.describe(hint.area).map((line, index) => <div key={index}>{line}</div>)}
        </div>
      )}
    </div>
  );
}
