import type { LayerSpecification } from 'maplibre-gl';
import type { Theme } from '../shell/theme';

/** How roads, water and places are drawn: under the beats' borders, named where nothing else stands. Letters are the reader's own: no font file is fetched. */
export function contextLayers(theme: Theme): { ground: LayerSpecification[]; names: LayerSpecification[] } {
  const ink = theme === 'dark'
    ? { water: '#1f4a70', road: '#c9d4dd', edge: '#10171e', name: '#e8eef3', halo: '#10171e', waterName: '#9cc8ef' }
    : { water: '#9fc3e2', road: '#ffffff', edge: '#66747f', name: '#2a3742', halo: '#ffffff', waterName: '#1d4f80' };
  const wide = (...at: number[]) => ['interpolate', ['exponential', 1.5], ['zoom'], 9, at[0], 13, at[1], 17, at[2]] as never;
  const road = (rank: number, minzoom: number, ...at: number[]): LayerSpecification[] => [
    { id: `road-edge-${rank}`, type: 'line', source: 'roads', filter: ['==', ['get', 'rank'], rank], minzoom, layout: { 'line-join': 'round' },
      paint: { 'line-color': ink.edge, 'line-opacity': 0.5, 'line-width': wide(...at.map((width) => width + 1)) } },
    { id: `road-${rank}`, type: 'line', source: 'roads', filter: ['==', ['get', 'rank'], rank], minzoom, layout: { 'line-join': 'round' },
      paint: { 'line-color': ink.road, 'line-opacity': 0.85, 'line-width': wide(...at) } },
  ];
  const name = (id: string, source: string, size: number, layout: object, rest: object = {}): LayerSpecification => ({
    id, type: 'symbol', source, layout: { 'text-field': ['get', 'name'], 'text-size': size, 'text-font': ['sans-serif'], 'text-padding': 4, ...layout },
    paint: { 'text-color': source === 'water' ? ink.waterName : ink.name, 'text-halo-color': ink.halo, 'text-halo-width': 1.4 }, ...rest,
  } as LayerSpecification);
  const along = { 'symbol-placement': 'line', 'symbol-spacing': 320 };
  return {
    ground: [
      { id: 'water', type: 'fill', source: 'water', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink.water, 'fill-opacity': 0.8 } },
      { id: 'rivers', type: 'line', source: 'water', filter: ['==', ['geometry-type'], 'LineString'], paint: { 'line-color': ink.water, 'line-width': wide(1, 2, 5) } },
      ...road(4, 15, 0.2, 0.5, 2), ...road(3, 12.5, 0.3, 0.8, 5), ...road(2, 10.5, 0.8, 2, 8), ...road(1, 0, 1.2, 3, 11),
    ],
    names: [
      name('street-names', 'roads', 12, along, { minzoom: 14, filter: ['>=', ['get', 'rank'], 3] }),
      name('road-names', 'roads', 12, along, { minzoom: 12, filter: ['<=', ['get', 'rank'], 2] }),
      name('water-names', 'water', 12, { 'symbol-placement': 'line' }, { minzoom: 11 }),
      name('place-names', 'places', 13, {}),
    ],
  };
}
