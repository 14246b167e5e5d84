import { cityPath, getBytes } from '../api/client';
import type { DraftMeasures, DraftResponse } from '../api/types';

/** Folder of the library as it runs in browsers; empty where the page was built without it. */
declare const __CHECKER__: string;

type Question = { verb: 'open'; packed: ArrayBuffer } | { verb: 'measure'; names: string[]; beatOf: number[] }
  | { verb: 'help'; names: string[]; beatOf: number[]; order: HelpOrder } | { verb: 'openResponse'; packed: ArrayBuffer }
  | { verb: 'response'; names: string[]; beatOf: number[] };
export type Asked = Question & { number: number; folder: string };
export type Told = { number: number; value: unknown } | { number: number; fault: string };

/** Figures of a draft; what is newer than the plan, only the server knows. */
export type Measured = Omit<DraftMeasures, 'callsAreCurrent' | 'callsVersion'>;

/** What the engine can do for a draft; beats by name, areas by index. */
export interface HelpOrder {
  kind: 'repair' | 'balance' | 'finish' | 'split' | 'tidy'; beats?: string[]; lockedBeats: string[]; lockedAreas: number[]; budget?: number;
}
/** What it proposes; nothing of it is done. */
export interface Proposal { moves: { areas: number[]; beat: string; isNew?: boolean }[]; figures: Measured }
/** What the plan's own request keeps as it is, and whether it began with beats of today. */
export interface Locks { beats: string[]; areas: number[]; beganWithToday: boolean }

/** Why help did not come: the person left it. */
export class Cancelled extends Error {}

type Waiting = { question: Question; tell: (value: unknown) => void; fail: (fault: Error) => void };

/** A plan open in a worker, where the library that judges plans judges drafts on it. */
export class Checker {
  private worker = this.hire();
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  private opened: Promise<unknown> = Promise.resolve();
  private responseOpened: Promise<unknown> | null = null;
  locks: Locks = { beats: [], areas: [], beganWithToday: false };

  private constructor(private readonly city: string, private readonly plan: string, private readonly signal: AbortSignal) {}

  /** Opens a plan. Rejects where the browser cannot run the library, or the page came without it. */
  static async open(city: string, plan: string, signal: AbortSignal): Promise<Checker> {
    if (!__CHECKER__) { throw new Error('The page was built without the checker.'); }
    const checker = new Checker(city, plan, signal);
    signal.addEventListener('abort', () => checker.close());
    try {
      checker.opened = checker.load();
      checker.locks = await checker.opened as Locks;
      return checker;
    } catch (fault) {
      checker.close();
      throw fault;
    }
  }

  /** `names` of all beats there were, emptied ones among them; `beatOf` per area the place in `names`. */
  measure(names: string[], beatOf: number[]): Promise<Measured> {
    return this.ask({ verb: 'measure', names, beatOf }) as Promise<Measured>;
  }

  /** Asks the engine for moves; they are made by nobody but who asked. Rejects with `Cancelled` where that was. */
  help(names: string[], beatOf: number[], order: HelpOrder): Promise<Proposal> {
    return this.ask({ verb: 'help', names, beatOf, order }) as Promise<Proposal>;
  }

  /** What beats mean for callers. Rejects where the plan's calls are no longer there. */
  async response(names: string[], beatOf: number[]): Promise<DraftResponse> {
    this.responseOpened ??= getBytes(cityPath(this.city, 'plans', this.plan, 'ground'), this.signal, { part: 'response' })
      .then((packed) => this.ask({ verb: 'openResponse', packed }));
    const opening = this.responseOpened;
    try { await opening; } catch (fault) {
      if (fault instanceof Cancelled) { return this.response(names, beatOf); }
      this.responseOpened = null;
      throw fault;
    }
    return await this.ask({ verb: 'response', names, beatOf }) as DraftResponse;
  }

  /** Leaves help that is under way: the worker is at it and hears nothing, so another takes its place and what else was asked. */
  cancel(): void {
    if (![...this.waiting.values()].some(({ question }) => question.verb === 'help')) { return; }
    this.worker.terminate();
    this.worker = this.hire();
    const left = [...this.waiting.values()];
    this.waiting.clear();
    this.responseOpened = null;
    this.opened = this.load();
    this.opened.catch(() => undefined);
    for (const { question, tell, fail } of left) {
      if (question.verb === 'measure') { this.ask(question).then(tell, fail); } else if (question.verb === 'response') {
        this.response(question.names, question.beatOf).then(tell, fail);
      } else {
        fail(new Cancelled());
      }
    }
  }

  close(): void { this.worker.terminate(); }

  private hire(): Worker {
    const worker = new Worker(new URL('./checker.worker.ts', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      const waiting = this.waiting.get(data.number);
      this.waiting.delete(data.number);
      if ('fault' in data) { waiting?.fail(new Error(data.fault)); } else { waiting?.tell(data.value); }
    };
    worker.onerror = (event) => {
      this.waiting.forEach(({ fail }) => fail(new Error(event.message)));
      this.waiting.clear();
    };
    return worker;
  }

  private async load(): Promise<unknown> {
    return this.send({ verb: 'open', packed: await getBytes(cityPath(this.city, 'plans', this.plan, 'ground'), this.signal) });
  }

  private async ask(question: Question): Promise<unknown> {
    await this.opened;
    return this.send(question);
  }

  private send(question: Question): Promise<unknown> {
    const number = this.asked += 1;
    return new Promise((tell, fail) => {
      this.waiting.set(number, { question, tell, fail });
      this.worker.postMessage({ ...question, number, folder: __CHECKER__ } satisfies Asked, 'packed' in question ? [question.packed] : []);
    });
  }
}
