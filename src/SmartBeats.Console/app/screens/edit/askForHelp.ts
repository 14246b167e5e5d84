import { ask, cityPath } from '../../api/client';
import type { Move } from '../../api/types';
import { Checker, type HelpOrder, type Measured, type Proposal } from '../../checker/checker';
import { toMoves, type Stroke } from '../../plan/draft';

/** Above so many areas a search over the whole city is the server's: it is ten times quicker there. */
const MOST_IN_PAGE = 3000;

interface Asking {
  city: string; planId: string; ids: string[]; checker: Checker | 'server' | null; beats: { names: string[]; beatOf: number[] }; strokes: Stroke[];
  order: HelpOrder; signal: AbortSignal;
}

/** Asks the engine in the page, or on the server where that is quicker or the page has none. Rejects where `signal` ends it. */
export async function askForHelp({ city, planId, ids, checker, beats, strokes, order, signal }: Asking): Promise<Proposal> {
  if (checker instanceof Checker && (order.kind !== 'finish' || ids.length <= MOST_IN_PAGE)) {
    signal.addEventListener('abort', () => checker.cancel());
    return checker.help(beats.names, beats.beatOf, order);
  }
  const { lockedAreas, ...rest } = order;
  const body = { ...rest, lockedAreas: lockedAreas.map((area) => ids[area]!), ...(strokes.length && { moves: toMoves(strokes, ids) }) };
  const { data } = await ask<{ moves: Move[]; figures: Measured }>('POST', cityPath(city, 'plans', planId, 'rebalance'), { body, signal });
  const indexOf = new Map(ids.map((id, index) => [id, index]));
  const moves = data.moves.map((move) => ({
    areas: (move.areas ?? []).map((id) => indexOf.get(id)!), beat: move.beat, ...(move.new && { isNew: true }) }));
  return { moves, figures: data.figures };
}
