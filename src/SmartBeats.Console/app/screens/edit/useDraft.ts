import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ApiFault } from '../../api/client';
import { ask, cityPath } from '../../api/client';
import type { DraftMeasures, PlanTable } from '../../api/types';
import { announce } from '../../shell/announce';
import { asFault } from '../../shell/useAnswer';
import { add, applyStrokes, beginStep, emptyDraft, keepSnapshot, redo, restore, toMoves, trimStep, undo, type Draft, type Snapshot, type DraftBeats, type Stroke } from '../../plan/draft';
import type { HeldDraft } from '../../plan/keepDraft';
import type { Theirs } from '../../plan/sharedDraft';
import { useKept, type KeptDraft } from './useKept';
import { Checker, type HelpOrder, type Locks, type Measured, type Proposal } from '../../checker/checker';
import { askForHelp } from './askForHelp';
import { useCity } from '../../shell/city';
import { useChecker } from './useChecker';
import { useResponse, type ResponseInHand } from './useResponse';
import { t } from '../../text/t';

/** So long after a stroke the server is asked: a quick hand asks once. */
const PAUSE = 120;

export interface DraftInHand extends Pick<KeptDraft, 'isKept' | 'keeps' | 'isSent' | 'refused' | 'conflict' | 'flush'> {
  draft: Draft; beats: DraftBeats; measured: DraftMeasures | null; isMeasuring: boolean; fault: ApiFault | null;
  /** Where strokes are measured; null until that is known. */
  checkedBy: 'page' | 'server' | null;
  /** False where nothing came of it: all of it is locked, or has the beat already. */
  take: (...step: Stroke[]) => boolean;
  /** Other beats as a start: takes the place of what was drawn, one step that undo takes back. */
  begin: (strokes: Stroke[]) => void;
  undo: () => void; redo: () => void; discard: () => void; lock: (beat: string) => void; lockAreas: (areas: number[]) => void;
  keepSnapshot: (name: string) => void; restore: (snapshot: Snapshot) => void;
  /** After a conflict: goes on with what was decided. */
  settle: (held: HeldDraft) => void;
  /** What the plan's request locks beside: nobody can unlock it here. */
  fixed: Locks;
  /** Figures before the last step, where they are known: what it changed can be said. */
  earlier: Measured | null;
  /** What the draft means for callers, for who asks. */
  response: ResponseInHand;
  /** Moves the engine proposes; rejects with words where it cannot help, and where `signal` ends it. */
  help: (order: Pick<HelpOrder, 'kind' | 'beats' | 'budget'>, signal: AbortSignal) => Promise<Proposal>;
}

interface DraftStart {
  city: string; planId: string;
  /** The plan's id, or that and the number of a draft saved aside. */
  draftId: string;
  table: PlanTable; ids: string[]; start: HeldDraft; conflict: Theirs | null;
}

const nothingFixed: Locks = { beats: [], areas: [], beganWithToday: false };

/** Figures by the stroke they were measured after: whatever was done before it is the same for as long as it lives. */
interface Past { plan: Measured | null; after: WeakMap<Stroke, Measured> }

/** What was measured before the last step. */
function findEarlier(strokes: Stroke[], past: Past): Measured | null {
  const begin = strokes.findLastIndex((stroke) => !stroke.goesOn);
  const last = strokes[begin - 1];
  return begin < 0 ? null : last ? past.after.get(last) ?? null : past.plan;
}

/** The draft with what the checker says of it: figures of the last stroke, or null while they are on their way. */
export function useDraft({ city, planId, draftId, table, ids, start, conflict }: DraftStart): DraftInHand {
  const [draft, setDraft] = useState(start.draft);
  const store = useKept(city, draftId, start, conflict);
  const { city: counts } = useCity();
  const checker = useChecker(city, planId);
  const latest = useRef(draft);
  const [measured, setMeasured] = useState<{ of: Stroke[]; figures: DraftMeasures } | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const beats = useMemo(() => applyStrokes(table, draft.strokes), [table, draft.strokes]);
  const isChanged = beats.changed.length > 0;
  const fixed = checker instanceof Checker ? checker.locks : nothingFixed;
  const locked = { ...draft, locked: [...draft.locked, ...fixed.beats], lockedAreas: [...draft.lockedAreas, ...fixed.areas] };
  const latestLocked = useRef(locked);
  latestLocked.current = locked;
  const past = useRef<Past>({ plan: null, after: new WeakMap() });

  const put = (next: Draft) => {
    latest.current = next;
    setDraft(next);
    store.put(next);
  };
  useEffect(() => {
    setFault(null);
    if (!isChanged) {
      setMeasured(null);
      // The plan itself, so that of a first stroke it can be said what it changed.
      if (checker instanceof Checker) { checker.measure(beats.all.names, beats.all.beatOf).then((own) => { past.current.plan = own; }, () => undefined); }
      return;
    }
    // Until the checker is up in the page, the server is asked: a first stroke need not wait for it.
    const stop = new AbortController();
    const began = performance.now();
    const tell = (figures: DraftMeasures) => {
      past.current.after.set(draft.strokes.at(-1)!, figures);
      if (stop.signal.aborted) { return; }
      performance.measure('stroke measured', { start: began });
      setMeasured({ of: draft.strokes, figures });
    };
    const fail = (reason: unknown) => { if (!stop.signal.aborted) { setFault(asFault(reason)); } };
    if (checker instanceof Checker) {
      const callsVersion = counts?.callsVersion ?? '';
      checker.measure(beats.all.names, beats.all.beatOf).then(
        (figures) => tell({ ...figures, callsVersion, callsAreCurrent: callsVersion === table.callsVersion }), fail);
      return () => stop.abort();
    }
    const wait = setTimeout(() => {
      const asking = { query: { dryRun: true }, body: { moves: toMoves(draft.strokes, ids) }, signal: stop.signal };
      ask<DraftMeasures>('POST', cityPath(city, 'plans', planId, 'edits'), asking).then(({ data }) => tell(data), fail);
    }, PAUSE);
    return () => { clearTimeout(wait); stop.abort(); };
  }, [draft.strokes, isChanged, checker]);

  const response = useResponse({ city, planId, ids, checker, strokes: draft.strokes, beats: beats.all, isChanged });
  const figures = measured?.of === draft.strokes ? measured.figures : null;
  return {
    draft, beats, measured: figures, isMeasuring: isChanged && !figures && !fault, fault,
    isKept: store.isKept, keeps: store.keeps, isSent: store.isSent, refused: store.refused, conflict: store.conflict, flush: store.flush,
    checkedBy: checker instanceof Checker ? 'page' : checker,
    take: (...step) => {
      const { locked: beatsLocked, lockedAreas } = latestLocked.current;
      const wanted = trimStep(table, { ...latest.current, locked: beatsLocked, lockedAreas }, step);
      const [first] = wanted;
      if (!first) { announce(t('edit.nothing')); return false; }
      put(add(latest.current, ...wanted));
      const n = wanted.reduce((sum, stroke) => sum + (stroke.areas?.length ?? 0), 0);
      announce(first.areas ? t('edit.given', { n, name: [...new Set(wanted.map((stroke) => stroke.beat))].join(', ') })
        : t('edit.merged', { from: first.merge!, to: first.beat }));
      return true;
    },
    begin: (strokes) => {
      const step = beginStep(table, { ...latest.current, locked: latestLocked.current.locked, lockedAreas: latestLocked.current.lockedAreas }, strokes);
      if (step.length) { put(add(latest.current, ...step)); }
    },
    undo: () => put(undo(latest.current)),
    redo: () => put(redo(latest.current)),
    discard: () => put({ ...emptyDraft, snapshots: latest.current.snapshots }),
    keepSnapshot: (name) => put(keepSnapshot(latest.current, name)),
    restore: (snapshot) => put(restore(latest.current, snapshot, t('edit.snapshot.before', { name: snapshot.name }))),
    settle: (held) => {
      latest.current = held.draft;
      setDraft(held.draft);
      store.settle(held);
    },
    lock: (beat) => {
      const { locked } = latest.current;
      put({ ...latest.current, locked: locked.includes(beat) ? locked.filter((one) => one !== beat) : [...locked, beat] });
    },
    lockAreas: (areas) => {
      const now = new Set(latest.current.lockedAreas);
      for (const area of areas) { if (!now.delete(area)) { now.add(area); } }
      put({ ...latest.current, lockedAreas: [...now].sort((a, b) => a - b) });
    },
    fixed,
    earlier: findEarlier(draft.strokes, past.current),
    response,
    help: (order, signal) => askForHelp({
      city, planId, ids, checker, signal, beats: beats.all, strokes: draft.strokes,
      order: { ...order, lockedBeats: draft.locked, lockedAreas: draft.lockedAreas } }),
  };
}
