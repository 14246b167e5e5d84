import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { ApiFault } from '../../api/client';
import { ask, cityPath } from '../../api/client';
import type { DraftMeasures, PlanTable } from '../../api/types';
import { announce } from '../../shell/announce';
import { asFault } from '../../shell/useAnswer';
import { add, applyStrokes, redo, toMoves, trim, undo, type Draft, type DraftBeats, type Stroke } from '../../plan/draft';
import { keepDraft } from '../../plan/keepDraft';
import { Checker } from '../../checker/checker';
import { useCity } from '../../shell/city';
import { useChecker } from './useChecker';
import { t } from '../../text/t';

/** So long after a stroke the server is asked: a quick hand asks once. */
const PAUSE = 120;

export interface DraftInHand {
  draft: Draft; beats: DraftBeats; measured: DraftMeasures | null; isMeasuring: boolean; fault: ApiFault | null;
  /** Whether the last stroke outlives a reload; false for as long as the browser has not said so. */
  isKept: boolean;
  /** Where strokes are measured; null until that is known. */
  checkedBy: 'page' | 'server' | null;
  /** Whether the browser keeps drafts at all. */
  keeps: boolean;
  /** False where nothing came of it: all of it is locked, or has the beat already. */
  take: (stroke: Stroke) => boolean;
  undo: () => void; redo: () => void; discard: () => void; lock: (beat: string) => void;
}

/** The draft with what the checker says of it: figures of the last stroke, or null while they are on their way. */
export function useDraft(city: string, planId: string, table: PlanTable, ids: string[], start: Draft): DraftInHand {
  const [draft, setDraft] = useState(start);
  const { city: counts } = useCity();
  const checker = useChecker(city, planId);
  const latest = useRef(draft);
  const [kept, setKept] = useState<{ draft: Draft; isThere: boolean }>({ draft: start, isThere: true });
  const [measured, setMeasured] = useState<{ of: Stroke[]; figures: DraftMeasures } | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const beats = useMemo(() => applyStrokes(table, draft.strokes), [table, draft.strokes]);
  const isChanged = beats.changed.length > 0;

  const put = (next: Draft) => {
    latest.current = next;
    setDraft(next);
    void keepDraft(city, planId, next).then((isThere) => setKept({ draft: next, isThere }));
  };
  useEffect(() => {
    setFault(null);
    if (!isChanged) { setMeasured(null); return; }
    // Until the checker is up in the page, the server is asked: a first stroke need not wait for it.
    const stop = new AbortController();
    const tell = (figures: DraftMeasures) => { if (!stop.signal.aborted) { setMeasured({ of: draft.strokes, figures }); } };
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

  const figures = measured?.of === draft.strokes ? measured.figures : null;
  return {
    draft, beats, measured: figures, isMeasuring: isChanged && !figures && !fault, fault, isKept: kept.draft === draft && kept.isThere, keeps: kept.isThere,
    checkedBy: checker instanceof Checker ? 'page' : checker,
    take: (stroke) => {
      const wanted = trim(table, latest.current, stroke);
      if (!wanted) { announce(t('edit.nothing')); return false; }
      put(add(latest.current, wanted));
      announce(wanted.areas ? t('edit.given', { n: wanted.areas.length, name: wanted.beat }) : t('edit.merged', { from: wanted.merge!, to: wanted.beat }));
      return true;
    },
    undo: () => put(undo(latest.current)),
    redo: () => put(redo(latest.current)),
    discard: () => put({ strokes: [], undone: [], locked: [] }),
    lock: (beat) => {
      const { locked } = latest.current;
      put({ ...latest.current, locked: locked.includes(beat) ? locked.filter((one) => one !== beat) : [...locked, beat] });
    },
  };
}
