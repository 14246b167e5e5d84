import { emptyDraft, isEmpty, type Draft } from './draft';

const shelf = 'drafts';

/** A draft as this browser holds it: which version of the server's it goes on from, and whether the server has it. */
export interface HeldDraft { draft: Draft; tag: string | null; isSent: boolean }

let opened: Promise<IDBDatabase> | null = null;

/** Drafts of plans in this browser's own store: they outlive a reload, a closed tab and a server that is gone. Opened once, so that writes come in order. */
function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open('smartbeats', 1);
    asked.onupgradeneeded = () => { asked.result.createObjectStore(shelf); };
    asked.onsuccess = () => {
      asked.result.onclose = () => { opened = null; };
      resolve(asked.result);
    };
    asked.onerror = () => {
      opened = null;
      reject(asked.error ?? new Error('IndexedDB'));
    };
  });
  return opened;
}

async function run<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest): Promise<T> {
  const transaction = (await open()).transaction(shelf, mode);
  const asked = act(transaction.objectStore(shelf));
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error ?? new Error('IndexedDB'));
  });
  return asked.result as T;
}

const keyOf = (city: string, id: string): string => `${city} ${id}`;
const nothing: HeldDraft = { draft: emptyDraft, tag: null, isSent: true };

/** A draft; an empty one where none is kept, or the browser keeps nothing. */
export async function findDraft(city: string, id: string): Promise<HeldDraft> {
  try {
    const kept = await run<HeldDraft | Draft | undefined>('readonly', (store) => store.get(keyOf(city, id)));
    // Before drafts were kept on the server, the draft alone was held here.
    return !kept ? nothing : 'draft' in kept ? { ...kept, draft: { ...emptyDraft, ...kept.draft } } : { draft: { ...emptyDraft, ...kept }, tag: null, isSent: false };
  } catch {
    return nothing;
  }
}

/** Keeps a draft; an empty one that the server knows of is forgotten. False where the browser keeps nothing. */
export async function keepDraft(city: string, id: string, held: HeldDraft): Promise<boolean> {
  const isOver = isEmpty(held.draft) && held.tag === null;
  try {
    await run<unknown>('readwrite', (store) => (isOver ? store.delete(keyOf(city, id)) : store.put(held, keyOf(city, id))));
    return true;
  } catch {
    return false;
  }
}
