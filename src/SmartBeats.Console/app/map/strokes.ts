import type { Map as MapLibre, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { Brush } from './AreaMap';

/** Points from one to another, at most `step` apart: a drag fast enough to skip areas between two events skips none. */
export function interpolate([x, y]: [number, number], [toX, toY]: [number, number], step: number): [number, number][] {
  const parts = Math.max(1, Math.ceil(Math.hypot(toX - x, toY - y) / step));
  return Array.from({ length: parts }, (_, i) => [x + ((toX - x) * (i + 1)) / parts, y + ((toY - y) * (i + 1)) / parts]);
}

/** Makes strokes of drags by mouse or by one finger while there is a brush; a second finger or Escape breaks one off. */
export function followStrokes(map: MapLibre, brushOf: () => Brush | null, areasAround: (at: [number, number], radius: number) => number[]): void {
  let last: [number, number] | null = null;
  const touch = (at: [number, number]) => {
    const brush = brushOf();
    if (!brush || !last) { return; }
    const areas = new Set<number>();
    for (const point of interpolate(last, at, Math.max(2, brush.radius))) { areasAround(point, brush.radius).forEach((area) => areas.add(area)); }
    last = at;
    brush.onTouch([...areas]);
  };
  const begin = (event: MapMouseEvent | MapTouchEvent) => {
    if (!brushOf()) { return; }
    // Taken here, the map does not move with the drag.
    event.preventDefault();
    last = [event.point.x, event.point.y];
    touch(last);
  };
  const end = (isWhole: boolean) => {
    if (!last) { return; }
    last = null;
    const brush = brushOf();
    if (isWhole) { brush?.onEnd(); } else { brush?.onCancel(); }
  };
  map.on('mousedown', (event) => { if (event.originalEvent.button === 0) { begin(event); } });
  map.on('mousemove', (event) => touch([event.point.x, event.point.y]));
  map.on('touchstart', (event) => { if (event.points.length === 1) { begin(event); } else { end(false); } });
  map.on('touchmove', (event) => { if (event.points.length === 1) { touch([event.point.x, event.point.y]); } });
  map.on('touchend', () => end(true));
  map.on('touchcancel', () => end(false));
  // The button may be let go beside the map.
  const release = () => end(true);
  const escape = (event: KeyboardEvent) => { if (event.key === 'Escape') { end(false); } };
  addEventListener('mouseup', release);
  addEventListener('keydown', escape);
  map.on('remove', () => {
    removeEventListener('mouseup', release);
    removeEventListener('keydown', escape);
  });
}
