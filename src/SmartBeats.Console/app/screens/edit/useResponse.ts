import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, cityPath, type ApiFault } from '../../api/client';
import type { DraftMeasures, DraftResponse, ResponseFigures } from '../../api/types';
import { Checker } from '../../checker/checker';
import { toMoves, type Stroke } from '../../plan/draft';
import { asFault } from '../../shell/useAnswer';

export interface ResponseInHand {
  isOn: boolean; turn: (isOn: boolean) => void; figures: DraftResponse | null; isMeasuring: boolean; fault: ApiFault | null;
  /** Before the last step, where it is known. */
  earlier: ResponseFigures | null;
}
interface Asking {
  city: string; planId: string; ids: string[]; checker: Checker | 'server' | null; strokes: Stroke[]; beats: { names: string[]; beatOf: number[] };
  isChanged: boolean;
}

/** What the draft means for callers, measured after each stroke while a person wants to see it. */
export function useResponse({ city, planId, ids, checker, strokes, beats, isChanged }: Asking): ResponseInHand {
  const [isOn, turn] = useState(false);
  const [found, setFound] = useState<{ of: Stroke[]; figures: DraftResponse } | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const past = useRef(new WeakMap<Stroke, ResponseFigures>());
  useEffect(() => {
    setFault(null);
    // The server measures moves; a plan without any has its own figures.
    if (!isOn || !checker || (checker === 'server' && !isChanged)) { setFound(null); return; }
    const stop = new AbortController();
    const began = performance.now();
    const measured = checker instanceof Checker ? checker.response(beats.names, beats.beatOf)
      : ask<DraftMeasures>('POST', cityPath(city, 'plans', planId, 'edits'), {
        query: { dryRun: true, response: true }, body: { moves: toMoves(strokes, ids) }, signal: stop.signal }).then(({ data }) => data.response!);
    measured.then((figures) => {
      const last = strokes.at(-1);
      if (last) { past.current.set(last, figures.now); }
      if (stop.signal.aborted) { return; }
      performance.measure('response measured', { start: began });
      setFound({ of: strokes, figures });
    }, (reason: unknown) => { if (!stop.signal.aborted) { setFault(asFault(reason)); } });
    return () => stop.abort();
  }, [isOn, strokes, checker, isChanged]);
  const figures = found?.of === strokes ? found.figures : null;
  const begin = strokes.findLastIndex((stroke) => !stroke.goesOn);
  const before = strokes[begin - 1];
  return {
    isOn, turn, figures, fault, isMeasuring: isOn && !figures && !fault && (isChanged || checker !== 'server'),
    earlier: begin < 0 || !figures ? null : before ? past.current.get(before) ?? null : figures.before,
  };
}
