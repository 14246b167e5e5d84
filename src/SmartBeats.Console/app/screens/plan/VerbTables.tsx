import { useCity } from '../../shell/city';
import { DataTable, type Column } from '../../shell/DataTable';
import { findTables, readable } from '../../plan/verbs';
import type { Format } from '../../text/format';
import { t } from '../../text/t';

type Row = Record<string, unknown> & { index: number };

/** The numbers of an answer as tables, whatever they are; long ones are folded. */
export function VerbTables({ numbers }: { numbers: Record<string, unknown> }) {
  const { format } = useCity();
  return (
    <>
      {findTables(numbers).map((table) => {
        const rows = table.rows.map((row, index): Row => ({ ...row, index }));
        const columns = table.columns.filter((column) => rows.some((row) => write(row[column], column, format) !== '')).map((column): Column<Row> => ({
          key: column, label: readable(column), number: rows.every((row) => isFigure(row[column])),
          cell: (row) => write(row[column], column, format), sort: (row) => sortValue(row[column]),
        }));
        const drawn = <DataTable caption={readable(table.name)} columns={columns} rows={rows} keyOf={(row) => row.index} />;
        return rows.length <= 24 ? <div key={table.name}>{drawn}</div>
          : <details key={table.name}><summary>{readable(table.name)} ({t('people.rows', { n: rows.length })})</summary>{drawn}</details>;
      })}
    </>
  );
}

interface Interval { value: number; low?: number; high?: number }
const isInterval = (value: unknown): value is Interval => typeof value === 'object' && value !== null && typeof (value as Interval).value === 'number';
const isFigure = (value: unknown): boolean => typeof value === 'number' || value === null || value === undefined || isInterval(value);

function sortValue(value: unknown): number | string | undefined {
  if (isInterval(value)) { return value.value; }
  return typeof value === 'number' || typeof value === 'string' ? value : undefined;
}

/** Shares are named so in the API's answers (share, utilisation, deviation) and written as percent. */
function write(value: unknown, column: string, format: Format): string {
  const share = /share|utili[sz]ation|deviation/i.test(column);
  const figure = (number: number) => (share ? format.percent(number) : format.number(number, Number.isInteger(number) ? 0 : 2));
  if (typeof value === 'number') { return figure(value); }
  if (isInterval(value)) {
    return value.low === undefined || value.high === undefined ? figure(value.value)
      : t('people.interval', { value: figure(value.value), low: figure(value.low), high: figure(value.high) });
  }
  if (typeof value === 'boolean') { return t(value ? 'people.yes' : 'people.no'); }
  if (Array.isArray(value)) { return value.every((one) => typeof one !== 'object') ? value.join(', ') : ''; }
  return typeof value === 'string' ? value : '';
}
