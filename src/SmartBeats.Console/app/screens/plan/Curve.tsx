import type { Format } from '../../text/format';
import { t } from '../../text/t';
import type { Other } from './Alternatives';

const [width, height, left, bottom] = [520, 260, 70, 46];

/** Where a value lies between two ends of a drawing, with a little room at both. */
export function scaleOf(values: number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return (value) => from + ((value - low + room) / (high - low + 2 * room)) * (to - from);
}

interface CurveProps { others: Other[]; shown: string; format: Format; onShow: (key: string) => void }

/** Worst deviation from left to right, borders from bottom to top: nearer the corner is better at both. The table beside it says the same. */
export function Curve({ others, shown, format, onShow }: CurveProps) {
  const found = others.filter((one): one is Other & { deviation: number; borderKm: number } => one.deviation !== undefined && one.borderKm !== undefined);
  if (found.length < 2) { return null; }
  const x = scaleOf(found.map((one) => one.deviation), left, width - 12);
  const y = scaleOf(found.map((one) => one.borderKm), height - bottom, 12);
  const ends = [found[0]!, found[found.length - 1]!];
  const borders = [...new Set([Math.min(...found.map((one) => one.borderKm)), Math.max(...found.map((one) => one.borderKm))])];
  return (
    <svg class="curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('plan.alternatives.curve', { n: found.length })}>
      <path class="axis" d={`M${left} 8V${height - bottom}H${width - 8}`} />
      <polyline class="line" points={found.map((one) => `${x(one.deviation)},${y(one.borderKm)}`).join(' ')} />
      {found.map((one) => (
        <circle key={one.key} class={one.key === shown ? 'dot chosen' : 'dot'} cx={x(one.deviation)} cy={y(one.borderKm)} r={one.key === shown ? 9 : 6}
          onClick={() => onShow(one.key)}>
          <title>{`${one.name}: ${format.percent(one.deviation, 2)}, ${format.distance(one.borderKm * 1000)}`}</title>
        </circle>
      ))}
      {ends.map((one) => <text key={one.key} class="tick" x={x(one.deviation)} y={height - bottom + 18} text-anchor="middle">{format.percent(one.deviation, 2)}</text>)}
      {borders.map((km) => <text key={km} class="tick" x={left - 6} y={y(km) + 4} text-anchor="end">{format.distance(km * 1000)}</text>)}
      <text class="tick" x={(left + width) / 2} y={height - 6} text-anchor="middle">{t('plan.worst')}</text>
    </svg>
  );
}
