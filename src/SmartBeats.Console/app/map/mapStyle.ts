import type { StyleSpecification } from 'maplibre-gl';
import type { Theme } from '../shell/theme';
import { contextLayers } from './contextLayers';
import { mapInk } from './palette';

const nothing: GeoJSON.FeatureCollection = { type: 'FeatureCollection', features: [] };

/** What the map is drawn with, from the ground up: areas, lines of beats, what is chosen, names, pins. */
export function makeStyle(theme: Theme): StyleSpecification {
  const ink = mapInk(theme);
  const geojson = (data: GeoJSON.FeatureCollection) => ({ type: 'geojson' as const, data });
  const thick = (at9: number, at16: number) => ['interpolate', ['linear'], ['zoom'], 9, at9, 16, at16] as never;
  const nobody = ['==', ['get', 'a'], -2] as never;
  return {
    version: 8,
    sources: {
      areas: { ...geojson(nothing), tolerance: 0.2, maxzoom: 15 }, borders: { ...geojson(nothing), tolerance: 0.2 }, ghost: geojson(nothing),
      chosen: geojson(nothing), pen: geojson(nothing), labels: geojson(nothing), pins: geojson(nothing), roads: geojson(nothing), water: geojson(nothing), places: geojson(nothing),
    },
    layers: [
      { id: 'paper', type: 'background', paint: { 'background-color': ink.paper } },
      { id: 'areas', type: 'fill', source: 'areas', paint: {
        'fill-color': ink.paper, 'fill-antialias': false, 'fill-opacity': ['case', ['==', ['coalesce', ['feature-state', 'f'], 0], 1], 0.25, 1] } },
      ...contextLayers(theme).ground,
      { id: 'area-lines', type: 'line', source: 'areas', paint: {
        'line-color': ink.line, 'line-width': ['interpolate', ['linear'], ['zoom'], 10, 0.15, 13, 0.6, 16, 1.5], 'line-opacity': ['interpolate', ['linear'], ['zoom'], 10, 0.3, 13, 0.8] } },
      { id: 'borders', type: 'line', source: 'borders', layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': ink.border, 'line-width': thick(1, 3.5) } },
      { id: 'ghost', type: 'line', source: 'ghost', filter: ['>=', ['get', 'a'], 0], layout: { 'line-join': 'round' },
        paint: { 'line-color': ink.ghost, 'line-width': thick(1.5, 4), 'line-dasharray': [2, 1.5] } },
      { id: 'chosen-area', type: 'line', source: 'chosen', paint: { 'line-color': ink.chosen, 'line-width': 3 } },
      { id: 'chosen-beat-halo', type: 'line', source: 'borders', filter: nobody, layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': ink.paper, 'line-width': thick(6, 10) } },
      { id: 'chosen-beat', type: 'line', source: 'borders', filter: nobody, layout: { 'line-join': 'round', 'line-cap': 'round' },
        paint: { 'line-color': ink.chosen, 'line-width': thick(3, 6) } },
      { id: 'pen', type: 'line', source: 'pen', paint: { 'line-color': ink.chosen, 'line-width': 2, 'line-dasharray': [3, 2] } },
      ...contextLayers(theme).names,
      { id: 'labels', type: 'symbol', source: 'labels', layout: { 'icon-image': ['get', 'picture'], 'icon-padding': 1 } },
      { id: 'pins', type: 'symbol', source: 'pins', layout: { 'icon-image': ['get', 'picture'], 'icon-anchor': 'bottom', 'icon-overlap': 'always', 'icon-ignore-placement': true,
        'icon-offset': ['case', ['get', 'isLifted'], ['literal', [0, -10]], ['literal', [0, 0]]] } },
    ],
  };
}
