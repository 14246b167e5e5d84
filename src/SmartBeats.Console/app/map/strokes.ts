import type { Map as MapLibre, MapMouseEvent, MapTouchEvent } from 'maplibre-gl';
import type { Brush } from './AreaMap';
import type { Position } from './packedMap';

/** Points from one to another, at most `step` apart: a drag fast enough to skip areas between two events skips none. */
export function interpolate([x, y]: [number, number], [toX, toY]: [number, number], step: number): [number, number][] {
  const parts = Math.max(1, Math.ceil(Math.hypot(toX - x, toY - y) / step));
  return Array.from({ length: parts }, (_, i) => [x + ((toX - x) * (i + 1)) / parts, y + ((toY - y) * (i + 1)) / parts]);
}

type Point = [number, number];

/** The outline a drag draws: of a rectangle from where it began to where it is, of a lasso its whole way. */
export function shapeOf(kind: Brush['kind'], path: Point[]): Point[] {
  const [first, last] = [path[0]!, path[path.length - 1]!];
  return kind === 'rectangle' ? [first, [last[0], first[1]], last, [first[0], last[1]]] : path;
}

interface Hand { brushOf: () => Brush | null; areasAround: (at: Point, radius: number) => number[]; draw: (outline: Position[]) => void }

/** Makes strokes of drags by mouse or by one finger while there is a brush; a second finger or Escape breaks one off. */
export function followStrokes(map: MapLibre, { brushOf, areasAround, draw }: Hand): void {
  let path: Point[] = [];
  const inDegrees = (points: Point[]): Position[] => points.map((point) => map.unproject(point)).map(({ lng, lat }) => [lng, lat]);
  const touch = (at: Point) => {
    const brush = brushOf();
    const last = path[path.length - 1];
    if (!brush || !last) { return; }
    path.push(at);
    if (brush.kind !== 'brush') {
      const outline = inDegrees(shapeOf(brush.kind, path));
      draw([...outline, outline[0]!]);
      return;
    }
    const areas = new Set<number>();
    for (const point of interpolate(last, at, Math.max(2, brush.radius))) { areasAround(point, brush.radius).forEach((area) => areas.add(area)); }
    brush.onTouch([...areas]);
  };
  const begin = (event: MapMouseEvent | MapTouchEvent) => {
    if (!brushOf()) { return; }
    // Taken here, the map does not move with the drag.
    event.preventDefault();
    path = [[event.point.x, event.point.y]];
    touch(path[0]!);
  };
  const end = (isWhole: boolean) => {
    const drawn = path;
    path = [];
    const brush = brushOf();
    if (!drawn.length || !brush) { return; }
    draw([]);
    if (isWhole) { brush.onEnd(brush.kind === 'brush' ? [] : inDegrees(shapeOf(brush.kind, drawn))); } else { brush.onCancel(); }
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
