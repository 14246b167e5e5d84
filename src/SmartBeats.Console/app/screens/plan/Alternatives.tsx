import type { Alternative, PlanTable } from '../../api/types';
import { useCity } from '../../shell/city';
import { DataTable } from '../../shell/DataTable';
import { Empty } from '../../shell/States';
import type { Format } from '../../text/format';
import { t } from '../../text/t';

/** What else could be had: each plan found on the way, its worst deviation against the length of its borders. Nearer the corner is better at both. */
export function Alternatives({ table }: { table: PlanTable }) {
  const { format } = useCity();
  const found = [...(table.alternatives ?? [])].sort((a, b) => a.deviation - b.deviation);
  if (!found.length) { return <Empty title={t('plan.alternatives.none')}><p>{t('plan.alternatives.none.what')}</p></Empty>; }
  const rows = found.map((one, index) => ({ ...one, index }));
  return (
    <section>
      <h2>{t('plan.alternatives')}</h2>
      <p>{t('plan.alternatives.what')}</p>
      <Curve found={found} format={format} />
      <DataTable caption={t('plan.alternatives')} hideCaption rows={rows} keyOf={(row) => row.index} chosen={rows.find((row) => row.chosen)?.index ?? null} columns={[
        { key: 'label', label: t('plan.alternative'), cell: (row) => (row.chosen ? t('plan.thisPlan') : row.label ?? String(row.index + 1)) },
        { key: 'deviation', label: t('plan.worst'), number: true, cell: (row) => format.percent(row.deviation, 2), sort: (row) => row.deviation },
        { key: 'border', label: t('plan.borders'), number: true, cell: (row) => format.distance(row.borderKm * 1000), sort: (row) => row.borderKm },
        ...(rows.some((row) => row.compactness !== undefined)
          ? [{ key: 'compactness', label: t('plan.compactness'), number: true, cell: (row: Alternative) => format.number(row.compactness, 2) }] : []),
      ]} />
    </section>
  );
}

const [width, height, left, bottom] = [520, 260, 64, 44];

export function scaleOf(values: number[], from: number, to: number): (value: number) => number {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = (high - low || Math.abs(high) || 1) * 0.08;
  return (value) => from + ((value - low + room) / (high - low + 2 * room || 1)) * (to - from);
}

function Curve({ found, format }: { found: Alternative[]; format: Format }) {
  const x = scaleOf(found.map((one) => one.deviation), left, width - 12);
  const y = scaleOf(found.map((one) => one.borderKm), height - bottom, 12);
  const ends = [found[0]!, found[found.length - 1]!];
  const borders = [Math.min(...found.map((one) => one.borderKm)), Math.max(...found.map((one) => one.borderKm))];
  return (
    <svg class="curve" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={t('plan.alternatives.curve', { n: found.length })}>
      <path class="axis" d={`M${left} 8V${height - bottom}H${width - 8}`} />
      <polyline class="line" points={found.map((one) => `${x(one.deviation)},${y(one.borderKm)}`).join(' ')} />
      {found.map((one, index) => (
        <circle key={index} class={one.chosen ? 'dot chosen' : 'dot'} cx={x(one.deviation)} cy={y(one.borderKm)} r={one.chosen ? 8 : 5}>
          <title>{`${format.percent(one.deviation, 2)}, ${format.distance(one.borderKm * 1000)}`}</title>
        </circle>
      ))}
      {ends.map((one, index) => (
        <text key={index} class="tick" x={x(one.deviation)} y={height - bottom + 18} text-anchor="middle">{format.percent(one.deviation, 2)}</text>
      ))}
      {borders.map((km) => <text key={km} class="tick" x={left - 6} y={y(km) + 4} text-anchor="end">{format.distance(km * 1000)}</text>)}
      <text class="tick" x={(left + width) / 2} y={height - 6} text-anchor="middle">{t('plan.worst')}</text>
    </svg>
  );
}
