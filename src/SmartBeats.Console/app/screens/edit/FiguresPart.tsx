import type { DraftWishes, EditFigures, PlanTable } from '../../api/types';
import { DataTable, type Column } from '../../shell/DataTable';
import { useCity } from '../../shell/city';
import type { Format } from '../../text/format';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';

/** One figure of the plan and the draft; `better` is 1 where more is better. */
export interface FigureRow { key: string; label: string; was: number | undefined; now: number | undefined; write: (value: number) => string; better: 1 | -1 }

/** The checker's figures, the plan's and the draft's. */
export function FiguresPart({ hand, table }: { hand: DraftInHand; table: PlanTable }) {
  const { format } = useCity();
  const { measured } = hand;
  const now = measured?.now;
  const before = measured?.before ?? readBefore(table);
  const percent = (value: number) => format.percent(value, 2);
  const score = (value: number) => format.number(value, 3);
  const row = (key: keyof EditFigures, label: string, write: (value: number) => string, better: 1 | -1): FigureRow =>
    ({ key, label, write, better, was: before[key] as number | undefined, now: now?.[key] as number | undefined });
  const rows = [
    row('maxDeviation', t('plan.worst'), percent, -1),
    // Where an area alone is heavier than a fair share the worst cannot move: what can, is said beside it.
    ...(before.maxDeviationOfRest !== before.maxDeviation || (now && now.maxDeviationOfRest !== now.maxDeviation)
      ? [row('maxDeviationOfRest', t('edit.worstOfRest'), percent, -1)] : []),
    row('boundaryKm', t('plan.borders'), (value) => format.distance(value * 1000, 2), -1),
    row('polsbyPopperMean', t('edit.compactMean'), score, 1),
    row('polsbyPopperWorst', t('edit.compactWorst'), score, 1),
    row('meanDistanceMetres', t('edit.distance'), (value) => format.distance(value, 2), -1),
    ...listWishes(measured?.wishesBefore, measured?.wishes, format),
  ];
  return <Figures caption={t('edit.figures')} rows={rows} isMeasuring={hand.isMeasuring} />;
}

/** What was wished of the plan, so far as beats and map tell it. */
function listWishes(before: DraftWishes | undefined, now: DraftWishes | undefined, format: Format): FigureRow[] {
  const rows: FigureRow[] = (before?.keepWhole ?? []).map(({ column, splits }) => ({
    key: `whole ${column}`, label: t('edit.splits', { column }), was: splits, better: -1, write: (value) => format.number(value),
    now: now?.keepWhole?.find((one) => one.column === column)?.splits }));
  if (before?.equalArea) {
    rows.push({ key: 'equalArea', label: t('edit.equalArea'), was: before.equalArea.coefficientOfVariation, now: now?.equalArea?.coefficientOfVariation,
      write: (value) => format.percent(value, 1), better: -1 });
  }
  if (before?.stations) {
    rows.push({ key: 'stations', label: t('edit.stations'), was: before.stations.meanMetres, now: now?.stations?.meanMetres,
      write: (value) => format.distance(value, 2), better: -1 });
  }
  return rows;
}

/** A table of figures before and now, with what became of each. */
export function Figures({ caption, rows, isMeasuring }: { caption: string; rows: FigureRow[]; isMeasuring: boolean }) {
  const verdict = ({ was, now, better }: FigureRow) => {
    const change = was === undefined || now === undefined ? 0 : (now - was) * better;
    return change > 0 ? t('edit.better') : change < 0 ? t('edit.worse') : '';
  };
  const write = (row: FigureRow, value: number | undefined) => (value === undefined ? '' : row.write(value));
  const columns: Column<FigureRow>[] = [
    { key: 'figure', label: t('plan.figure'), cell: (row) => row.label },
    { key: 'before', label: t('edit.before'), number: true, cell: (row) => write(row, row.was) },
    { key: 'now', label: t('edit.now'), number: true, cell: (row) => (
      <span data-figure={row.key} data-value={row.now === undefined ? undefined : String(row.now)}>
        {row.now !== undefined ? row.write(row.now) : isMeasuring ? '…' : write(row, row.was)}
      </span>) },
    { key: 'verdict', label: t('edit.verdict'), cell: verdict },
  ];
  return <DataTable caption={caption} columns={columns} rows={rows} keyOf={(row) => row.key} />;
}

/** The plan's figures from its table, until the checker has said the same. */
function readBefore({ measures }: PlanTable): Partial<EditFigures> {
  const read = (name: string) => measures?.[name] as number;
  return {
    maxDeviation: read('maxDeviation'), maxDeviationOfRest: read('maxDeviationOfRest'), boundaryKm: read('borderKm'), polsbyPopperMean: read('polsbyMean'), polsbyPopperWorst: read('polsbyWorst'),
    meanDistanceMetres: read('meanDistanceMetres'),
  };
}
