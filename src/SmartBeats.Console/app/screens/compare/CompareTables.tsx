import type { Comparison, ComparisonFigure } from '../../api/types';
import { DataTable } from '../../shell/DataTable';
import { useCity } from '../../shell/city';
import type { Format } from '../../text/format';
import { t } from '../../text/t';

/** A figure in its unit; what no reader needs converted stays as the API gives it. */
export function writeFigure({ unit }: ComparisonFigure, value: number | undefined, format: Format): string {
  if (value === undefined) { return '–'; }
  switch (unit) {
    case 'share': return format.percent(value, 2);
    case 'km': return format.distance(value * 1000);
    case 'm': return format.distance(value, 2);
    case 'flag': return t(value ? 'people.yes' : 'people.no');
    case 'count': return format.number(value);
    case 'load': return format.number(value, 1);
    default: return format.number(value, 2);
  }
}

interface CompareTablesProps { comparison: Comparison; ids: string[]; onBeat: (name: string) => void; chosen: string | null }

/** Both columns of each figure, then what each beat gains and loses, then every area that moves. */
export function CompareTables({ comparison, ids, onBeat, chosen }: CompareTablesProps) {
  const { format } = useCity();
  const { a, b, figures, byBeat, moved } = comparison;
  const withDrawn = figures.some((figure) => figure.drawn !== undefined);
  const cell = (figure: ComparisonFigure, value: number | undefined, wins: boolean) => (
    wins ? <strong>{writeFigure(figure, value, format)}<span aria-hidden="true"> ✓</span><span class="unseen"> {t('compare.better')}</span></strong>
      : writeFigure(figure, value, format));
  // Where both are written alike, a mark would say more than a reader sees.
  const isBetter = (row: ComparisonFigure, side: 1 | -1) => Math.sign(row.better) === side && writeFigure(row, row.first, format) !== writeFigure(row, row.second, format);
  const beatName = (name: string | null | undefined) => name ?? t('compare.noBeat');
  const rows = byBeat.map((row, index) => ({ ...row, index }));
  const areas = chosen === null ? moved : moved.filter((one) => one.from === chosen || one.to === chosen);
  return (
    <div class="compare-side">
      <DataTable caption={t('compare.figures')} rows={figures} keyOf={(row) => row.name} columns={[
        { key: 'name', label: t('plan.figure'), cell: (row) => row.name },
        { key: 'a', label: a.name, number: true, cell: (row) => cell(row, row.first, isBetter(row, 1)) },
        { key: 'b', label: b.name, number: true, cell: (row) => cell(row, row.second, isBetter(row, -1)) },
        ...(withDrawn ? [{ key: 'drawn', label: t('compare.drawn'), number: true, cell: (row: ComparisonFigure) => writeFigure(row, row.drawn, format) }] : []),
      ]} />
      {comparison.sentences && comparison.sentences.length > 1 && (
        <details open><summary>{t('compare.sentences')}</summary><ul class="findings" lang="en">{comparison.sentences.slice(1).map((one, index) => <li key={index}>{one}</li>)}</ul></details>
      )}
      <DataTable caption={t('compare.byBeat')} rows={rows} keyOf={(row) => row.index} chosen={rows.find((row) => row.beat === chosen)?.index ?? null} columns={[
        { key: 'beat', label: t('plan.beat'), sort: (row) => beatName(row.beat), cell: (row) => (row.beat
          ? <button type="button" class="row-name" aria-pressed={row.beat === chosen} onClick={() => onBeat(row.beat!)}>{row.beat}</button> : beatName(row.beat)) },
        { key: 'other', label: t('compare.from'), cell: (row) => beatName(row.other) },
        { key: 'workload', label: t('plan.workload'), number: true, cell: (row) => format.number(row.workload), sort: (row) => row.workload },
        { key: 'was', label: t('compare.was'), number: true, cell: (row) => format.number(row.otherWorkload), sort: (row) => row.otherWorkload },
        { key: 'gained', label: t('compare.gained'), number: true, cell: (row) => format.number(row.gained), sort: (row) => row.gained },
        { key: 'lost', label: t('compare.lost'), number: true, cell: (row) => format.number(row.lost), sort: (row) => row.lost },
      ]} />
      <Moved comparison={comparison} areas={areas} chosen={chosen} ids={ids} />
    </div>
  );
}

function Moved({ comparison, areas, chosen, ids }: { comparison: Comparison; areas: Comparison['moved']; chosen: string | null; ids: string[] }) {
  const { format } = useCity();
  const [most, share] = [500, format.percent(comparison.movedShare, 1)];
  const heaviest = [...areas].sort((x, y) => y.workload - x.workload).slice(0, most);
  const title = chosen === null ? t('compare.moved', { n: areas.length, share }) : t('compare.movedOf', { n: areas.length, name: chosen });
  return (
    <details>
      <summary>{title}</summary>
      {areas.length > most && <p class="small quiet">{t('compare.first', { n: most })}</p>}
      <DataTable caption={title} hideCaption rows={heaviest} keyOf={(row) => row.area} columns={[
        { key: 'area', label: t('compare.area'), cell: (row) => ids[row.area] ?? row.area },
        { key: 'from', label: t('compare.leaves'), cell: (row) => row.from, sort: (row) => row.from },
        { key: 'to', label: t('compare.joins'), cell: (row) => row.to, sort: (row) => row.to },
        { key: 'workload', label: t('plan.workload'), number: true, cell: (row) => format.number(row.workload), sort: (row) => row.workload },
      ]} />
    </details>
  );
}
