import { useEffect, useRef } from 'preact/hooks';
import { cityPath, getBytes } from '../../api/client';
import { type Box, type PackedMap, readPackedMap, ringsOf, vertexAt, type Position } from '../../map/packedMap';
import { useTheme } from '../../shell/useTheme';
import { useCity } from '../../shell/city';
import { useAnswer } from '../../shell/useAnswer';
import { t } from '../../text/t';
import { frame } from './frame';

const [width, height] = [560, 360];

/** The city's areas in outline and, around them, the places of calls that lie outside. */
export function OutsideMap({ sample }: { sample: readonly [number, number][] }) {
  const { id, city } = useCity();
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const asked = useAnswer(city?.areas ? `map ${id} ${city.mapVersion}` : null, async (signal) => readPackedMap(await getBytes(cityPath(id, 'map'), signal)));
  const map = asked.state === 'ready' ? asked.data : null;
  useEffect(() => {
    const ink = canvas.current?.getContext('2d');
    if (ink) { draw(ink, map, sample); }
  }, [map, sample, theme]);
  return (
    <figure class="outside">
      <canvas ref={canvas} width={width * 2} height={height * 2} role="img" aria-label={t('data.outside.map', { n: sample.length })} />
      <figcaption class="quiet small">{t('data.outside.map', { n: sample.length })}. {t('data.outside.note')}</figcaption>
    </figure>
  );
}

function draw(ink: CanvasRenderingContext2D, map: PackedMap | null, sample: readonly [number, number][]): void {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string) => style.getPropertyValue(name).trim();
  const place = frame(boxOfAll(map, sample), width, height);
  ink.setTransform(2, 0, 0, 2, 0, 0);
  ink.clearRect(0, 0, width, height);
  if (map) {
    ink.fillStyle = colour('--quiet');
    ink.globalAlpha = 0.35;
    ink.beginPath();
    for (let area = 0; area < map.areas; area += 1) {
      for (const { from, to } of ringsOf(map, area)) {
        for (let vertex = from; vertex < to; vertex += 1) {
          const [x, y] = place(vertexAt(map, vertex));
          if (vertex === from) { ink.moveTo(x, y); } else { ink.lineTo(x, y); }
        }
      }
    }
    ink.fill('evenodd');
    ink.globalAlpha = 1;
  }
  ink.strokeStyle = colour('--alarm');
  ink.lineWidth = 1.5;
  for (const point of sample) {
    const [x, y] = place(point);
    ink.beginPath();
    ink.moveTo(x - 4, y - 4);
    ink.lineTo(x + 4, y + 4);
    ink.moveTo(x - 4, y + 4);
    ink.lineTo(x + 4, y - 4);
    ink.stroke();
  }
}

/** City and places together. Where a place is a world away, such as (0, 0), the city would be a dot: the frame is at most 20 cities wide. */
function boxOfAll(map: PackedMap | null, sample: readonly Position[]): Box {
  const points: Position[] = [...sample, ...(map ? [[map.bbox[0], map.bbox[1]], [map.bbox[2], map.bbox[3]]] as Position[] : [])];
  const near = map ? points.filter(([lon, lat]) => isNear(map.bbox, lon, lat)) : points;
  const lons = near.map(([lon]) => lon);
  const lats = near.map(([, lat]) => lat);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function isNear([west, south, east, north]: Box, lon: number, lat: number): boolean {
  const [w, h] = [10 * (east - west), 10 * (north - south)];
  return lon >= west - w && lon <= east + w && lat >= south - h && lat <= north + h;
}
