import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';

export interface Column<Row> {
  key: string; label: string; number?: boolean; cell: (row: Row) => ComponentChildren;
  /** What to sort by; a column without it cannot be sorted. */
  sort?: (row: Row) => number | string | undefined;
}
interface DataTableProps<Row> {
  caption: string; hideCaption?: boolean; columns: Column<Row>[]; rows: Row[]; keyOf: (row: Row) => string | number;
  chosen?: string | number | null;
}

/** A table whose heads sort. The first column names the row. */
export function DataTable<Row>({ caption, hideCaption, columns, rows, keyOf, chosen }: DataTableProps<Row>) {
  const [order, setOrder] = useState<{ key: string; up: boolean } | null>(null);
  const shown = useMemo(() => sortRows(rows, columns.find((column) => column.key === order?.key), order?.up ?? true), [rows, columns, order]);
  const turn = (key: string) => setOrder((now) => ({ key, up: now?.key === key ? !now.up : true }));
  return (
    <div class="scroll" role="group" aria-label={caption} tabIndex={0}>
      <table>
        <caption class={hideCaption ? 'unseen' : undefined}>{caption}</caption>
        <thead><tr>{columns.map((column) => <Head key={column.key} column={column} order={order} turn={turn} />)}</tr></thead>
        <tbody>
          {shown.map((row) => (
            <tr key={keyOf(row)} data-key={keyOf(row)} class={keyOf(row) === chosen ? 'chosen' : undefined}>
              {columns.map((column, index) => (index === 0
                ? <th key={column.key} scope="row" class={column.number ? 'number' : undefined}>{column.cell(row)}</th>
                : <td key={column.key} class={column.number ? 'number' : undefined}>{column.cell(row)}</td>))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface HeadProps<Row> { column: Column<Row>; order: { key: string; up: boolean } | null; turn: (key: string) => void }

function Head<Row>({ column, order, turn }: HeadProps<Row>) {
  const name = column.number ? 'number' : undefined;
  if (!column.sort) { return <th scope="col" class={name}>{column.label}</th>; }
  const mine = order?.key === column.key;
  const direction = order?.up ? 'ascending' : 'descending';
  return (
    <th scope="col" class={name} aria-sort={mine ? direction : 'none'}>
      <button type="button" class="sort" onClick={() => turn(column.key)}>{column.label}<span aria-hidden="true">{mine ? (order?.up ? ' ▲' : ' ▼') : ''}</span></button>
    </th>
  );
}

export function sortRows<Row>(rows: Row[], column: Column<Row> | undefined, up: boolean): Row[] {
  const by = column?.sort;
  if (!by) { return rows; }
  const sign = up ? 1 : -1;
  return rows.map((row, index) => ({ row, index, value: by(row) })).sort((a, b) => {
    if (a.value === undefined || b.value === undefined) { return Number(a.value === undefined) - Number(b.value === undefined) || a.index - b.index; }
    const less = typeof a.value === 'string' ? a.value.localeCompare(String(b.value), undefined, { numeric: true }) : a.value - Number(b.value);
    return sign * less || a.index - b.index;
  }).map(({ row }) => row);
}
