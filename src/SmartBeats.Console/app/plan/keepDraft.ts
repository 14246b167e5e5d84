import { emptyDraft, type Draft } from './draft';

const shelf = 'drafts';

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

const keyOf = (city: string, plan: string): string => `${city} ${plan}`;

/** The draft of a plan; an empty one where none is kept, or the browser keeps nothing. */
export async function findDraft(city: string, plan: string): Promise<Draft> {
  try {
    return { ...emptyDraft, ...await run<Draft | undefined>('readonly', (store) => store.get(keyOf(city, plan))) };
  } catch {
    return emptyDraft;
  }
}

/** Keeps a draft; an empty one is forgotten. False where the browser keeps nothing. */
export async function keepDraft(city: string, plan: string, draft: Draft): Promise<boolean> {
  const isEmpty = draft.strokes.length + draft.undone.length + draft.locked.length + draft.lockedAreas.length === 0;
  try {
    await run<unknown>('readwrite', (store) => (isEmpty ? store.delete(keyOf(city, plan)) : store.put(draft, keyOf(city, plan))));
    return true;
  } catch {
    return false;
  }
}
