import { useEffect } from 'preact/hooks';
import type { Beat, WorkloadShare } from '../../api/types';
import { useCity } from '../../shell/city';
import { DataTable, type Column } from '../../shell/DataTable';
import { beatColours } from '../../map/palette';
import { nameOf } from '../../plan/model';
import { t } from '../../text/t';
import { labelOf, type PaintingInView } from './usePainting';

interface BeatsTableProps {
  beats: Beat[]; shares?: WorkloadShare[] | undefined; colours?: Uint8Array | null; chosen: number | null; painting?: PaintingInView; onChoose: (beat: number) => void;
}

/** The beats with their figures; choosing one shows it on the map, and one chosen on the map is marked here and scrolled to. */
export function BeatsTable({ beats, shares = [], colours, chosen, painting, onChoose }: BeatsTableProps) {
  const { format } = useCity();
  useEffect(() => {
    if (chosen === null || chosen < 0) { return; }
    document.querySelector(`.plan-side tr[data-key="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);
  const rows = beats.map((beat, index) => ({ beat, index }));
  type Row = (typeof rows)[number];
  const name = (row: Row) => (
    <button type="button" class="row-name" aria-pressed={row.index === chosen} onClick={() => onChoose(row.index)}>
      {colours && <span class="swatch" style={{ background: beatColours[colours[row.index]!]! }} />}
      {nameOf(row.beat)}{row.beat.apart && <span class="quiet"> {t('plan.apart')}</span>}
    </button>
  );
  const figure = (key: keyof Beat, label: string, write: (value: number | undefined) => string): Column<Row> => {
    const value = (row: Row) => row.beat[key] as number | undefined;
    return { key, label, number: true, cell: (row) => write(value(row)), sort: value };
  };
  const columns: Column<Row>[] = [
    { key: 'name', label: t('plan.beat'), cell: name, sort: (row) => nameOf(row.beat) },
    figure('workload', t('plan.workload'), (value) => format.number(value)),
    figure('deviation', t('plan.deviation'), (value) => format.deviation(value)),
    ...signalColumns(),
    ...shareColumn(painting, (value) => format.percent(value, 0)),
    figure('areas', t('plan.areas'), (value) => format.number(value)),
    figure('areaKm2', t('plan.surface'), (value) => format.surface(value)),
    figure('polsby', t('plan.compactness'), (value) => format.number(value, 2)),
    figure('busy', t('plan.busy'), (value) => format.percent(value, 0)),
  ];
  const shown = columns.filter((column) => column.key === 'name' || column.key === 'share' || column.key.startsWith('signal ') || beats.some((beat) => beat[column.key as keyof Beat] !== undefined));
  return <DataTable caption={t('plan.beats')} hideCaption columns={shown} rows={rows} keyOf={(row) => row.index} chosen={chosen} />;

  /** How much of each beat's load each signal is, where there are several. */
  function signalColumns(): Column<Row>[] {
    return shares.length < 2 ? [] : shares.map((share) => {
      const value = ({ beat }: Row) => share.loadShares[beat.beat - 1];
      return { key: `signal ${share.name}`, label: t('plan.ofLoad', { name: share.kind === 'calls' ? t('plan.ofLoad.calls') : share.name }), number: true, sort: value, cell: (row) => format.percent(value(row), 1) };
    });
  }

  function shareColumn(shown: PaintingInView | undefined, write: (value: number | undefined) => string): Column<Row>[] {
    const value = shown?.resolution?.values[shown.value];
    if (!shown?.resolution || !value) { return []; }
    const byBeat = new Map(shown.resolution.beats.map((row) => [row.beat, row]));
    const small = shown.resolution.small;
    const share = ({ beat }: Row) => {
      const row = byBeat.get(beat.beat);
      return row && row.calls > 0 ? (row.counts[shown.value] ?? 0) / row.calls : undefined;
    };
    const cell = (row: Row) => (
      (byBeat.get(row.beat.beat)?.calls ?? 0) < small ? <span class="quiet">{write(share(row))} {t('plan.fewCalls')}</span> : write(share(row)));
    return [{ key: 'share', label: labelOf(value), number: true, sort: share, cell }];
  }
}
