import { ApiFault, ask, cityPath } from '../api/client';
import type { KeptDraft } from '../api/types';
import { emptyDraft, isEmpty, keepSnapshot, type Draft } from './draft';
import type { HeldDraft } from './keepDraft';

interface Kept extends KeptDraft { draft?: Draft }
/** The server's version of a draft, with who kept it when. */
export interface Theirs { draft: Draft; tag: string; saved: string; by: string | null }

/** The latest version on the server; null where there is none. Rejects where the server is not to be had. */
export async function readTheirs(city: string, id: string): Promise<Theirs | null> {
  try {
    const { data, etag } = await ask<Kept>('GET', cityPath(city, 'drafts', id));
    return { draft: { ...emptyDraft, ...data.draft }, tag: etag!, saved: data.saved, by: data.by ?? null };
  } catch (fault) {
    if (fault instanceof ApiFault && fault.status === 404) { return null; }
    throw fault;
  }
}

/** Keeps the next version after one that was seen. Null where somebody else kept one meanwhile. */
export async function send(city: string, id: string, draft: Draft, seen: string | null): Promise<string | null> {
  try {
    const { etag } = await ask<Kept>('PUT', cityPath(city, 'drafts', id), { body: draft, ...(seen ? { ifMatch: seen } : { ifNoneMatch: '*' }) });
    return etag;
  } catch (fault) {
    if (fault instanceof ApiFault && fault.status === 412) { return null; }
    throw fault;
  }
}

const strokesOf = (draft: Draft): string[] =>
  [...draft.strokes, ...draft.undone, ...draft.snapshots.flatMap((one) => one.strokes)].map((stroke) => JSON.stringify(stroke));

/** Whether every stroke of one draft is in another, done, undone or in a snapshot: then nothing is lost where the other takes its place. */
export function holds(one: Draft, other: Draft): boolean {
  const own = new Set(strokesOf(one));
  return strokesOf(other).every((stroke) => own.has(stroke));
}

/** What to begin with, of this browser's version and the server's; a conflict where both went on. */
export function choose(mine: HeldDraft, theirs: Theirs | null): { held: HeldDraft; conflict: Theirs | null } {
  if (!theirs || theirs.tag === mine.tag) { return { held: theirs ? mine : { ...mine, tag: null, isSent: isEmpty(mine.draft) }, conflict: null }; }
  if (mine.isSent || holds(theirs.draft, mine.draft)) { return { held: { draft: theirs.draft, tag: theirs.tag, isSent: true }, conflict: null }; }
  // What this browser sent itself, and went on from before it heard of it, is no conflict.
  return holds(mine.draft, theirs.draft) ? { held: { ...mine, tag: theirs.tag }, conflict: null } : { held: mine, conflict: theirs };
}

/** Mine goes on; theirs is kept as a snapshot of it. */
export const keepMine = (mine: Draft, theirs: Theirs, name: string): HeldDraft =>
  ({ draft: theirs.draft.strokes.length ? keepSnapshot(mine, name, theirs.draft.strokes) : mine, tag: theirs.tag, isSent: false });

/** Theirs goes on; mine is kept as a snapshot of it. */
export const takeTheirs = (mine: Draft, theirs: Theirs, name: string): HeldDraft =>
  ({ draft: mine.strokes.length ? keepSnapshot(theirs.draft, name, mine.strokes) : theirs.draft, tag: theirs.tag, isSent: false });

/** Mine becomes a draft of its own; its number. */
export async function putAside(city: string, plan: string, mine: Draft): Promise<number> {
  for (let n = 2; n < 100; n += 1) { if (await send(city, `${plan}.${n}`, mine, null)) { return n; } }
  throw new Error('99 drafts of this plan are kept already: publish or discard some.');
}
