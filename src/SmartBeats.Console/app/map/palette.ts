import type { PackedMap } from './packedMap';
import type { Theme } from '../shell/theme';

/** Eight fills that readers with any colour vision tell apart (Paul Tol, "light" scheme, SRON/EPS/TN/09-002); dark ink is legible on each. */
export const beatColours = ['#77aadd', '#ee8866', '#eedd88', '#44bb99', '#ffaabb', '#bbcc33', '#99ddff', '#aaaa00'];

/** Five steps of one hue, light to dark on paper and dark to light on a dark page: more is always further from the page. */
const steps: Record<Theme, string[]> = {
  light: ['#e6eff7', '#b3d1e8', '#74a9d4', '#3a7ab6', '#174c82'],
  dark: ['#1d3144', '#235074', '#3178ab', '#68a8d8', '#bcdcf3'],
};
export const stepColours = (theme: Theme): string[] => steps[theme];

/** What a map is drawn with beside its data. */
export const mapInk = (theme: Theme): { paper: string; line: string; border: string; chosen: string; ghost: string } => (theme === 'dark'
  ? { paper: '#10171e', line: '#10171e', border: '#0a0f14', chosen: '#ffffff', ghost: '#ffffff' }
  : { paper: '#fbfaf7', line: '#ffffff', border: '#14202b', chosen: '#000000', ghost: '#000000' });

/** A colour for each beat so that neighbours differ: most constrained beat first (Brelaz 1979), ties by number. Beats are 0 to count - 1. */
export function colourBeats(map: PackedMap, beatOf: ArrayLike<number>, count: number, colours = beatColours.length): Uint8Array {
  const beside = Array.from({ length: count }, () => new Set<number>());
  for (let area = 0; area < map.areas; area += 1) {
    for (let i = map.neighbourOfArea[area]!; i < map.neighbourOfArea[area + 1]!; i += 1) {
      const [a, b] = [beatOf[area]!, beatOf[map.neighbour[i]!]!];
      if (a !== b && a >= 0 && b >= 0) { beside[a]!.add(b); }
    }
  }
  const chosen = new Int16Array(count).fill(-1);
  const used = new Array<number>(colours).fill(0);
  const seen = Array.from({ length: count }, () => new Set<number>());
  for (let step = 0; step < count; step += 1) {
    let next = -1;
    for (let beat = 0; beat < count; beat += 1) {
      if (chosen[beat]! >= 0) { continue; }
      if (next < 0 || seen[beat]!.size > seen[next]!.size
        || (seen[beat]!.size === seen[next]!.size && beside[beat]!.size > beside[next]!.size)) { next = beat; }
    }
    // Of the free colours the one used least, so that the map is not all of one colour; where none is free, the least used.
    const free = used.map((_, colour) => colour).filter((colour) => !seen[next]!.has(colour));
    const pick = (free.length ? free : used.map((_, colour) => colour)).reduce((best, colour) => (used[colour]! < used[best]! ? colour : best));
    chosen[next] = pick;
    used[pick]! += 1;
    for (const other of beside[next]!) { seen[other]!.add(pick); }
  }
  return Uint8Array.from(chosen);
}

export interface Classes { bounds: number[]; classOf: Uint8Array }

/** Values in at most five classes with about as many values in each (quantiles); equal values are never parted. Bounds are the classes' upper ends. */
export function classify(values: ArrayLike<number>, classes = 5): Classes {
  const sorted = Float64Array.from(values).sort();
  const bounds: number[] = [];
  for (let i = 1; i <= classes; i += 1) {
    const bound = sorted[Math.min(sorted.length - 1, Math.ceil((i * sorted.length) / classes) - 1)] ?? 0;
    if (bound !== bounds[bounds.length - 1]) { bounds.push(bound); }
  }
  const classOf = Uint8Array.from(values, (value) => Math.max(0, bounds.findIndex((bound) => value <= bound)));
  return { bounds, classOf };
}
