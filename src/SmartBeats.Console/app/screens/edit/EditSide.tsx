import { useState } from 'preact/hooks';
import type { PlanTable } from '../../api/types';
import { Fault } from '../../shell/States';
import { DataTable, type Column } from '../../shell/DataTable';
import { useCity } from '../../shell/city';
import { beatColours } from '../../map/palette';
import type { PlanOnMap } from '../../plan/model';
import { t } from '../../text/t';
import type { DraftInHand } from './useDraft';
import { FiguresPart } from './FiguresPart';
import { Hurts } from './Hurts';
import { ResponsePart } from './ResponsePart';

interface EditSideProps {
  table: PlanTable; hand: DraftInHand; laid: PlanOnMap; target: string; onTarget: (name: string) => void; onShow: (areas: number[]) => void; onRepair: () => void;
}

export function EditSide({ table, hand, laid, target, onTarget, onShow, onRepair }: EditSideProps) {
  const { format } = useCity();
  const { measured, beats } = hand;
  return (
    <section class="edit-side">
      <p role="status">
        {!beats.changed.length ? t('edit.unchanged') : measured
          ? t('edit.changed', { n: measured.change.areas, share: format.percent(measured.change.workloadShare, 2) })
          : t('edit.measuring', { n: beats.changed.length })}
      </p>
      {beats.changed.length > 0 && <p class="quiet small">{t(hand.isSent ? 'edit.sent' : hand.isKept ? 'edit.unsent' : 'edit.keeping')}</p>}
      {hand.refused && <p class="note" role="alert">{t('edit.refused')} <span lang="en">{hand.refused}</span></p>}
      {measured?.today && <p class="small">{t('edit.today', { n: measured.today.areas, share: format.percent(measured.today.workloadShare, 2) })}</p>}
      {!hand.keeps && <p class="note">{t('edit.notKept')}</p>}
      {hand.fault && <Fault fault={hand.fault} />}
      {measured && !measured.callsAreCurrent && <p class="note">{t('edit.olderCalls')}</p>}
      <Pieces hand={hand} onShow={onShow} onRepair={onRepair} />
      {measured && hand.earlier && <Hurts earlier={hand.earlier} now={measured} response={hand.response} />}
      <FiguresPart hand={hand} table={table} />
      <ResponsePart response={hand.response} />
      <Beats table={table} hand={hand} laid={laid} target={target} onTarget={onTarget} />
    </section>
  );
}

/** The beats that fell apart, piece by piece on the map. */
function Pieces({ hand: { measured }, onShow, onRepair }: Pick<EditSideProps, 'hand' | 'onShow' | 'onRepair'>) {
  const [at, setAt] = useState(0);
  const nameOf = (beat: number): string => measured?.names[beat - 1] ?? '';
  const pieces = (measured?.pieces ?? []).flatMap(({ beat, pieces: own }) =>
    own.map((piece, index) => ({ ...piece, index, of: own.length, name: nameOf(beat) })));
  if (!measured || !pieces.length) { return null; }
  const show = (by: number) => {
    const next = (at + by + pieces.length) % pieces.length;
    setAt(next);
    onShow(pieces[next]!.areas);
  };
  const current = pieces[Math.min(at, pieces.length - 1)]!;
  return (
    <section class="note edit-pieces">
      <h2>{t('edit.apart', { n: measured.pieces.length })}</h2>
      <ul>
        {measured.pieces.map(({ beat, pieces: own }) => (
          <li key={beat}>{t('edit.pieces', { name: nameOf(beat), n: own.length, areas: own.map((piece) => piece.areas.length).join(' + ') })}</li>
        ))}
      </ul>
      <div class="actions">
        <button type="button" onClick={() => show(-1)}>{t('edit.previous')}</button>
        <button type="button" onClick={() => show(1)}>{t('edit.next')}</button>
        <button type="button" onClick={onRepair}>{t('edit.repair')}</button>
        <span class="small">{t('edit.piece', { name: current.name, i: current.index + 1, of: current.of, n: current.areas.length })}</span>
      </div>
    </section>
  );
}

/** Beats with what became of them; the one that is given areas is chosen here, and others are locked or merged into it. */
function Beats({ table, hand, laid, target, onTarget }: Omit<EditSideProps, 'onShow' | 'onRepair'>) {
  const { format } = useCity();
  const { draft, measured, take, lock } = hand;
  const isLocked = (name: string) => draft.locked.includes(name) || hand.fixed.beats.includes(name);
  const before = new Map(table.beats.map((beat) => [beat.name ?? String(beat.beat), beat]));
  const rows = laid.beats.map((beat, index) => ({ beat, index, name: beat.name!, was: before.get(beat.name!) }));
  type Row = (typeof rows)[number];
  const deviation = (row: Row) => measured?.beats[row.index]?.deviation ?? row.beat.deviation ?? 0;
  const workload = (row: Row) => measured?.beats[row.index]?.workload ?? row.beat.workload ?? 0;
  const most = Math.max(0.05, ...rows.map((row) => Math.abs(deviation(row))));
  const answered = hand.response.isOn ? hand.response.figures?.now : undefined;
  const answering: Column<Row>[] = !answered ? [] : [
    { key: 'busy', label: t('plan.busy'), number: true, sort: (row) => answered.beats[row.index]?.utilisation ?? 0,
      cell: (row) => format.percent(answered.beats[row.index]?.utilisation, 1) },
    { key: 'priority', label: t('edit.response.priorityMinutes', { p: answered.priority }), number: true, sort: (row) => answered.beats[row.index]?.priorityMinutes ?? 0,
      cell: (row) => format.number(answered.beats[row.index]?.priorityMinutes, 2) },
  ];
  const columns: Column<Row>[] = [
    { key: 'name', label: t('plan.beat'), sort: (row) => row.name, cell: (row) => (
      <button type="button" class="row-name" aria-pressed={row.name === target} onClick={() => onTarget(row.name)}>
        <span class="swatch" style={{ background: beatColours[laid.colours[row.index]!]! }} />{row.name}
      </button>) },
    { key: 'workload', label: t('plan.workload'), number: true, sort: workload, cell: (row) => <span data-load={row.name}>{format.number(workload(row))}</span> },
    { key: 'deviation', label: t('plan.deviation'), number: true, sort: deviation,
      cell: (row) => <><Bar value={deviation(row)} most={most} />{format.deviation(deviation(row))}</> },
    { key: 'change', label: t('edit.change'), number: true, sort: (row) => workload(row) - (row.was?.workload ?? 0),
      cell: (row) => (row.was && workload(row) === row.was.workload ? '' : format.signed(workload(row) - (row.was?.workload ?? 0), 0)) },
    ...answering,
    { key: 'lock', label: t('edit.lock'), cell: (row) => (
      <input type="checkbox" checked={isLocked(row.name)} disabled={hand.fixed.beats.includes(row.name)} aria-label={t('edit.lockBeat', { name: row.name })} onChange={() => lock(row.name)} />) },
    { key: 'merge', label: t('edit.merge'), cell: (row) => (row.name === target || !laid.beats.some((beat) => beat.name === target) ? null : (
      <button type="button" class="plain" aria-label={t('edit.mergeInto', { from: row.name, to: target })}
        disabled={isLocked(row.name) || isLocked(target)} onClick={() => take({ merge: row.name, beat: target })}>
        {t('edit.into', { to: target })}
      </button>)) },
  ];
  return <DataTable caption={t('edit.beats')} columns={columns} rows={rows} keyOf={(row) => row.name} chosen={target} />;
}

/** How far off the mean, to the left or to the right of the middle; the figure beside it says the same. */
function Bar({ value, most }: { value: number; most: number }) {
  const width = (Math.abs(value) / most) * 50;
  return <span class="edit-bar" aria-hidden="true"><i style={{ width: `${width}%`, left: `${value < 0 ? 50 - width : 50}%` }} /></span>;
}
