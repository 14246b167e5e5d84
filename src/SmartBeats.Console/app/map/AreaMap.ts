import { Map as MapLibre, NavigationControl, ScaleControl, setWorkerUrl, type GeoJSONSource, type MapOptions } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Theme } from '../shell/theme';
import { t } from '../text/t';
import { drawLabel, spreadLabels } from './labels';
import type { MapContext } from './context';
import { makeStyle } from './mapStyle';
import { mapInk } from './palette';
import { drawPin, nameOfPin, type Pin } from './pins';
import { followStrokes } from './strokes';
import type { Box, Position } from './packedMap';

setWorkerUrl(workerUrl);

/** A fill for each area: `colours[classOf[area]]`, pale where `faint` is 1 (few calls). */
export interface Painting { colours: string[]; classOf: ArrayLike<number>; faint?: ArrayLike<number> }
export interface Label { key: number; text: string; at: Position }
export interface MapEvents {
  /** `at` in degrees. */
  onPick?: (area: number | null, at: Position) => void;
  /** A pin was pressed: its key. */
  onPin?: (key: number) => void;
  onHover?: (area: number | null, at: { x: number; y: number }) => void;
  /** The view came to rest; the area in its middle is what the cross-hair lies on. */
  onRest?: (area: number | null) => void;
  onDrawn?: () => void;
}
/** A drag over the map that touches areas in the place of moving it. */
export interface Brush {
  /** A brush takes what it touches, the other two what they enclose. */
  kind: 'brush' | 'rectangle' | 'lasso';
  /** In pixels. */
  radius: number;
  /** Areas come under the brush; some may have been before. */
  onTouch: (areas: number[]) => void;
  /** `outline` in degrees, of a rectangle or a lasso; empty for a brush. */
  onEnd: (outline: Position[]) => void;
  /** A second finger, or Escape: the stroke is none. */
  onCancel: () => void;
}
type Lines = GeoJSON.FeatureCollection<GeoJSON.MultiLineString>;
const noLines: Lines = { type: 'FeatureCollection', features: [] };
const noAreas: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** So many names are all drawn. */
const FEW_LABELS = 24;

/** The map of a city: areas as one source, coloured by feature state, with lines of beats and their names above. */
export class AreaMap {
  readonly map: MapLibre;
  private readonly ready: Promise<void>;
  private areas = 0;
  private pictures = new Set<string>();
  private labels: Label[] = [];
  private brush: Brush | null = null;
  /** Whether the view is still the one it began with: then it follows its frame. */
  private untouched = true;

  constructor(container: HTMLElement, private readonly box: Box, private readonly theme: Theme, measures: 'us' | 'metric', private readonly events: MapEvents = {}) {
    const options: MapOptions = {
      container, style: makeStyle(theme), bounds: box, fitBoundsOptions: { padding: 24 }, attributionControl: false, dragRotate: false,
      pitchWithRotate: false, canvasContextAttributes: { preserveDrawingBuffer: true }, touchPitch: false, maxZoom: 19, renderWorldCopies: false, locale: controlTexts(), fadeDuration: 0,
    };
    this.map = new MapLibre(options);
    this.map.touchZoomRotate.disableRotation();
    this.map.keyboard.disableRotation();
    this.map.addControl(new NavigationControl({ showCompass: false }), 'top-right');
    this.map.addControl(new ScaleControl({ unit: measures === 'us' ? 'imperial' : 'metric' }), 'bottom-left');
    this.ready = new Promise((resolve) => { this.map.once('load', () => resolve()); });
    this.listen();
  }

  async setAreas(areas: GeoJSON.FeatureCollection): Promise<void> {
    await this.ready;
    this.areas = areas.features.length;
    await this.source('areas').setData(areas);
    this.map.once('idle', () => this.events.onDrawn?.());
  }

  /** Colours all areas: 13 ms for 10,000 of them. */
  async paint({ colours, classOf, faint }: Painting): Promise<void> {
    await this.ready;
    const byClass = colours.flatMap((colour, index) => [index, colour]);
    this.map.setPaintProperty('areas', 'fill-color', ['match', ['coalesce', ['feature-state', 'c'], -1], ...byClass, mapInk(this.theme).paper] as never);
    for (let area = 0; area < this.areas; area += 1) {
      this.map.setFeatureState({ source: 'areas', id: area }, { c: classOf[area], f: faint?.[area] ?? 0 });
    }
  }

  async setBorders(lines: Lines): Promise<void> { await this.ready; this.source('borders').setData(lines); }

  async setGhost(lines: Lines | null): Promise<void> { await this.ready; this.source('ghost').setData(lines ?? noLines); }

  async setContext(context: MapContext): Promise<void> {
    await this.ready;
    for (const kind of ['roads', 'water', 'places'] as const) { this.source(kind).setData(context[kind]); }
  }

  async setLabels(labels: Label[]): Promise<void> {
    await this.ready;
    for (const label of labels) {
      const name = `label ${label.text}`;
      if (this.pictures.has(name)) { continue; }
      this.pictures.add(name);
      this.map.addImage(name, drawLabel(label.text), { pixelRatio: 2 });
    }
    // A few names make room for each other and all are read; of many, those that would cover each other wait for a closer look.
    this.map.setLayoutProperty('labels', 'icon-overlap', labels.length <= FEW_LABELS ? 'always' : 'never');
    this.labels = labels;
    this.placeLabels();
  }

  /** Puts the names down, a few of them clear of each other at the present zoom. */
  private placeLabels(): void {
    const { labels } = this;
    const at = labels.map((label) => this.map.project(label.at)).map(({ x, y }): [number, number] => [x, y]);
    const pushed = labels.length <= FEW_LABELS ? spreadLabels(labels.map((label) => label.text), at) : [];
    this.source('labels').setData({ type: 'FeatureCollection', features: labels.map((label, i) => {
      const { lng, lat } = pushed[i] ? this.map.unproject([at[i]![0] + pushed[i]![0], at[i]![1] + pushed[i]![1]]) : { lng: label.at[0], lat: label.at[1] };
      return { type: 'Feature', id: label.key, properties: { picture: `label ${label.text}` }, geometry: { type: 'Point', coordinates: [lng, lat] } };
    }) });
  }

  /** Draws pins above all else. */
  async setPins(pins: Pin[]): Promise<void> {
    await this.ready;
    for (const pin of pins) {
      const name = nameOfPin(pin);
      if (!this.pictures.has(name)) { this.map.addImage(name, drawPin(pin), { pixelRatio: 2 }); }
      this.pictures.add(name);
    }
    this.source('pins').setData({ type: 'FeatureCollection', features: pins.map((pin) => (
      { type: 'Feature', id: pin.key, properties: { picture: nameOfPin(pin), isLifted: pin.isLifted }, geometry: { type: 'Point', coordinates: pin.at } })) });
  }

  /** Draws a line round a beat (by the key its borders name) and round an area. */
  async choose(beat: number | null, area: GeoJSON.Feature | null): Promise<void> {
    await this.ready;
    const sides = ['any', ['==', ['get', 'a'], beat ?? -2], ['==', ['get', 'b'], beat ?? -2]];
    this.map.setFilter('chosen-beat-halo', sides as never);
    this.map.setFilter('chosen-beat', sides as never);
    this.source('chosen').setData(area ?? noAreas);
  }

  /** What a drag does from now on: a stroke of the brush; null for moving the map. */
  setBrush(brush: Brush | null): void {
    this.brush = brush;
    this.map.getCanvas().style.cursor = brush ? 'crosshair' : '';
  }

  /** Shows areas in another class until all are painted anew. */
  tint(areas: number[], c: number): void {
    for (const area of areas) { this.map.setFeatureState({ source: 'areas', id: area }, { c }); }
  }

  show(box: Box): void {
    this.untouched = false;
    this.map.fitBounds(box, { padding: 48, maxZoom: 16, duration: 500 });
  }

  /** The area in the middle of the view, where the cross-hair is. */
  areaInMiddle(): number | null {
    const { clientWidth, clientHeight } = this.map.getCanvas();
    return this.areaAt([clientWidth / 2, clientHeight / 2]);
  }

  /** The place the cross-hair lies on, in degrees. */
  middle(): Position {
    const { lng, lat } = this.map.getCenter();
    return [lng, lat];
  }

  remove(): void { this.map.remove(); }

  private source(name: string): GeoJSONSource { return this.map.getSource(name) as GeoJSONSource; }

  private areaAt(point: [number, number]): number | null {
    if (!this.map.getLayer('areas')) { return null; }
    const [found] = this.map.queryRenderedFeatures(point, { layers: ['areas'] });
    return typeof found?.id === 'number' ? found.id : null;
  }

  private pinAt(point: [number, number]): number | null {
    const [found] = this.map.getLayer('pins') ? this.map.queryRenderedFeatures(point, { layers: ['pins'] }) : [];
    return typeof found?.id === 'number' ? found.id : null;
  }

  private areasAround([x, y]: [number, number], radius: number): number[] {
    if (!this.map.getLayer('areas')) { return []; }
    return this.map.queryRenderedFeatures([[x - radius, y - radius], [x + radius, y + radius]], { layers: ['areas'] })
      .map((feature) => feature.id).filter((id): id is number => typeof id === 'number');
  }

  private listen(): void {
    const { onPick, onPin, onHover, onRest } = this.events;
    this.map.on('click', ({ point, lngLat }) => {
      const pin = this.pinAt([point.x, point.y]);
      if (pin !== null && onPin) { onPin(pin); } else { onPick?.(this.areaAt([point.x, point.y]), [lngLat.lng, lngLat.lat]); }
    });
    if (onHover) {
      this.map.on('mousemove', (event) => onHover(this.areaAt([event.point.x, event.point.y]), event.point));
      this.map.on('mouseout', () => onHover(null, { x: 0, y: 0 }));
    }
    followStrokes(this.map, {
      brushOf: () => this.brush, areasAround: (at, radius) => this.areasAround(at, radius),
      draw: (outline) => this.source('pen').setData(lineOf(outline)),
    });
    // A legend that grows takes room from the map: what was whole stays whole, unless the reader went somewhere.
    this.map.on('movestart', (event) => { if (event.originalEvent) { this.untouched = false; } });
    this.map.on('resize', () => { if (this.untouched) { this.map.fitBounds(this.box, { padding: 24, duration: 0 }); } });
    this.map.on('zoomend', () => { if (this.labels.length > 0 && this.labels.length <= FEW_LABELS) { this.placeLabels(); } });
    if (onRest) { this.map.on('moveend', () => onRest(this.areaInMiddle())); }
  }
}

const lineOf = (outline: Position[]): GeoJSON.FeatureCollection => (outline.length < 2 ? noAreas
  : { type: 'FeatureCollection', features: [{ type: 'Feature', properties: null, geometry: { type: 'LineString', coordinates: outline } }] });

const controlTexts = (): Record<string, string> => ({
  'Map.Title': t('map.title'), 'NavigationControl.ZoomIn': t('map.zoomIn'), 'NavigationControl.ZoomOut': t('map.zoomOut'),
  'ScaleControl.Feet': 'ft', 'ScaleControl.Miles': 'mi', 'ScaleControl.Meters': 'm', 'ScaleControl.Kilometers': 'km',
});
