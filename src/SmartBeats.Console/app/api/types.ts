/** The API's requests and answers, as src/SmartBeats.Api/README.md states them. Times are UTC unless a member says otherwise. */

export type Measures = 'us' | 'metric';
export type Labels = Partial<Record<'disposition' | 'priority' | 'nature' | 'source', Record<string, string>>>;

export interface Me {
  home: 'laptop' | 'cloud'; version: string; engineVersion: string; cities: string[]; caller?: string;
  roles?: Record<string, string>; limits?: { uploadBytes?: number; mapBytes?: number; beats?: number };
}
export interface City {
  id: string; name?: string; timeZone?: string; measures?: Measures; areas?: number; calls?: number;
  firstDay?: string | null; lastDay?: string | null; mapVersion?: string | null; callsVersion?: string; plans?: number;
}
export interface Page<T> { items: T[]; next?: string }
export interface Preset { name: string; request: PlanRequest }
export interface Settings {
  name: string; timeZone: string; measures?: Measures; language?: string; labels?: Labels; mask?: unknown; presets?: Preset[]; monthlyEmail?: boolean;
}
/** A request for a plan; its members are those of `smartbeats design`. */
export type PlanRequest = Record<string, unknown> & { beats?: number };

export type PlanStatus = 'queued' | 'running' | 'published' | 'failed' | 'cancelled' | 'moved';
export interface PlanRow {
  planId: string; requested: string; status: PlanStatus; request: PlanRequest; beats?: number; deviation?: number; data?: string; name?: string;
  /** The plan that was edited by hand to make it. */
  editOf?: string;
}
export interface Plan {
  planId: string; city: string; status: PlanStatus; stage?: string; doing?: string; progress?: number; secondsLeft?: number; reason?: string;
  requested?: string; request?: PlanRequest; command?: string; data?: string;
  /** `plan` is the plan this one became where it moved. */
  links?: { self?: string; plan?: string };
  /** Name and address of each file of a published plan. */
  files?: Record<string, string>;
}

export interface Beat {
  beat: number; name?: string; areas?: number; calls?: number; workload?: number; deviation?: number; areaKm2?: number; perimeterKm?: number;
  polsby?: number;
  /** Share of its time a unit spends on calls, where that was asked for. */
  busy?: number;
  /** Left out of the balance; holds areas heavier than a fair share; further off than the tolerance. */
  apart?: boolean; heavy?: boolean; beyond?: boolean;
}
/** One division that can be drawn: the plan, an alternative, a shift's. Lists by area are in the map's order. */
export interface Division {
  name: string; goal?: string; measures?: Record<string, number | boolean>; figures?: { name: string; value: string; note?: string | null }[];
  beats: Beat[]; areas: { beat: number[]; calls?: number[]; workload?: number[]; names?: (string | null)[]; nameColumn?: string };
}
export interface CurvePoint { maxDeviation: number; maxDeviationOfRest?: number; borderKm: number; beat: number[] }
export interface PlanTable extends Division {
  /** A person made it of another plan. */
  edit?: { parent: string; moves: number; areas: number; author?: string };
  shares?: WorkloadShare[];
  planId?: string; mapVersion: string; callsVersion?: string; unit?: string; tolerance?: number;
  title?: string; headline: string; size?: string; scope?: string; findings: { title?: string | null; sentences: string[] }[]; footer?: string;
  alternatives?: Division[]; shifts?: Division[]; curve?: CurvePoint[]; growth?: GrowthScore[]; growthSentences?: string[];
}
/** What the plan is worth where one scenario of growth comes true. */
export interface GrowthScore {
  scenario: string; change: number; maxDeviation: number; spread: number; worstBeat: number; worstBeatName: string; worstDeviation: number;
  deviationBefore: number;
}
export interface GrowthChange {
  area: string; factor?: number; calls?: number; dwellings?: number; calls_per_dwelling?: number; from?: string; scenario?: string;
}
export interface GrowthRead { changes: GrowthChange[]; notes: string[] }
interface Foretold { value: number; low: number; high: number }
/** One plan drawn on earlier calls and judged on later ones. Days as 2024-01-01..2024-06-30; shares as fractions. */
export interface BacktestCase {
  split: { past: string; life: string; isReversed: boolean }; seed: number; pastCalls: number; laterCalls: number; pastSpread: number; laterSpread: number;
  laterWorst: number; chance: number; foretold: Foretold; foretoldWorst: Foretold; todaysSpread?: number | null;
}
export interface Backtest { beats: number; cases: BacktestCase[]; notes: string[]; reason?: string; sentences: string[] }
export interface Resolution {
  by: string;
  /** The most frequent first; the rare ones together, without a value, last. */
  values: { value?: string | null; label?: string; calls: number }[];
  beats: { beat: number; calls: number; counts: number[] }[]; areas: { area: number; calls: number; counts: number[] }[]; small: number;
}
/** Beats that are patrolled from a day on, until the next are. */
export interface Adopted { from: string; to?: string; name: string; planId?: string; beatsHash?: string; mapVersion?: string; recorded: string; by?: string }
/** Whether the patrolled beats still hold, in words, as of the last load. */
export interface Verdict { beats: Adopted; callsVersion: string; sentences: string[]; verdict?: { change?: AdoptionChange } }
/** A figure and its interval of 90 %. */
export interface Estimate { value: number; low: number; high: number }
export interface MinutesChange { before: number; since: number; difference: Estimate; yearEarlier?: Estimate; beatsPart?: Estimate }
/** What became of balance (spreads, fractions) and response (minutes) since the beats are patrolled. */
export interface AdoptionChange {
  from: string; balance?: { spread: number; spreadBefore: number; difference: Estimate; ownChange?: Estimate };
  response: { priority: number; median: MinutesChange; ninetiethPercentile: MinutesChange }[];
}
export interface Week { calls: number[]; minutes?: number[] }
export interface When { week: Week; days?: number[]; officers?: number[]; beat?: number; notes?: string[] }
export interface ComparedSide {
  name: string; beats: { name: string; areas: number; calls: number; workload: number; deviation: number; apart?: boolean }[];
  /** Per area its beat's number, from 1. */
  beatOfArea: number[]; notes?: string[];
}
export interface ComparisonFigure { name: string; unit: string; first: number; second: number; drawn?: number; better: number }
export interface Comparison {
  a: ComparedSide; b: ComparedSide; unit: string; scope?: string; figures: ComparisonFigure[];
  /** `from` is the beat in b, `to` the beat in a: what would change if a took the place of b. */
  moved: { area: number; from: string; to: string; workload: number }[]; movedShare: number;
  byBeat: { beat?: string | null; other?: string | null; workload?: number; otherWorkload?: number; gained: number; lost: number }[];
  sentences?: string[]; mapVersion: string; callsVersion?: string;
}
/** One step of an edit: a beat is given areas, or all areas of another beat. Beats by name, areas by id. */
export interface Move { areas?: string[]; merge?: string; beat: string; new?: boolean }
/** A draft on a plan as the server keeps it; in lists without its content. */
export interface KeptDraft { id?: string; planId: string; saved: string; by?: string | null; strokes: number }
/** The figures an edit is judged by. */
export interface EditFigures {
  beats: number; maxDeviation: number; maxDeviationOfRest: number; coefficientOfVariation: number; edgesCut: number; boundaryKm: number;
  polsbyPopperMean: number; polsbyPopperWorst: number; meanDistanceMetres: number; contiguous: boolean;
}
/** What the plan's request wishes, as far as beats and map alone can tell it. */
export interface DraftWishes {
  keepWhole?: { column: string; groups: number; whole: number; splits: number; split: { name: string; beats: number }[] }[];
  equalArea?: { coefficientOfVariation: number }; stations?: { meanMetres: number };
}
/** Response by the quick model; minutes from call to first arrival. */
export interface ResponseFigures {
  meanMinutes: number; priority: number; priorityMinutes: number; fromElsewhereShare: number; busiestShare: number;
  beats: { utilisation: number; meanMinutes?: number; priorityMinutes?: number }[];
}
export interface DraftResponse { before: ResponseFigures; now: ResponseFigures; assumptions: string[] }
/** What moves make of a plan, measured by the checker; pieces by index of area, the largest first. */
export interface DraftMeasures {
  names: string[]; beatOfArea: number[]; before: EditFigures; now: EditFigures;
  beats: { number: number; areas: number; workload: number; deviation: number; polsbyPopper: number; apart?: boolean }[];
  pieces: { beat: number; pieces: { areas: number[] }[] }[]; wishes?: DraftWishes; wishesBefore?: DraftWishes; response?: DraftResponse;
  today?: { areas: number; workload: number; workloadShare: number }; change: { areas: number; workload: number; workloadShare: number }; callsAreCurrent: boolean; callsVersion: string;
}
export interface ShortLink { token: string; url: string; file: string; expires: string; expired?: boolean; comments?: string }
/** What somebody said of a plan; `shown` is false while a comment of the public waits. */
export interface Comment {
  number: number; text: string; at: string; by?: string; on?: { beat?: string; area?: string; lon?: number; lat?: number }; answers?: number;
  resolved?: boolean; resolvedBy?: string; link?: string; shown: boolean;
}
/** Moves that make other beats of a plan, and the areas whose id they did not name. */
export interface LaidBeats { moves: Move[]; beats: number; byGround: string[]; joined: string[]; notes: string[] }
export interface Where { area: string; index: number; beat?: number; name?: string }
/** What a verb prints, its numbers (lists of rows among them), and the files it writes. */
export interface VerbAnswer {
  sentences?: string[]; assumptions?: string[]; numbers?: Record<string, unknown>; files?: { name: string; mediaType: string; text: string }[];
}

/** Calls of one load: how many were new, changed, brought as they were, or removed with a replaced period. */
export interface PastLoad { number: number; name: string; loaded: string; inserted: number; updated: number; unchanged: number; removed: number }
/** What removing a signal does; plans are ids of those weighed from it. */
export interface RemovedSignal { name: string; removed: boolean; plans: string[] }
/** What taking a load back does. */
export interface TakenBack { removed: number; restored: number; version: string }
export interface CallsSummary {
  calls: number; total: number; outside?: number; minutes?: number; hasMinutes?: boolean; first?: string; last?: string; days?: number;
  priorities?: { value: string | number; calls: number }[]; dispositions?: { value: string; calls: number }[];
  natures?: { value: string; calls: number }[]; sources?: { citizen: number; officer: number; unknown: number }; timed?: number;
  data?: { incidents: number; nonIncidents: number; unknown?: number }; months?: { month: string; calls: number }[]; week?: Week;
}
export type ContextKind = 'roads' | 'water' | 'places';
/** What is drawn under the beats; paths in 1e-5 degrees, a first point and steps. */
export interface Context {
  layers: { kind: ContextKind; file: string; notes: string[]; features: { name?: string; rank: number; paths: number[][] }[] }[];
}
/** What a plan's workload is weighed from, lists by beat in order of number. */
export interface WorkloadShare {
  name: string; kind: 'calls' | 'column' | 'layer'; unit: string; share: number; total: number; amounts: number[]; loadShares: number[];
}
/** What a workload can be weighed from beside calls. Values by area, in the order of the map. */
export interface CitySignals {
  map?: string;
  signals: { name: string; fileName: string; unit: string; features: number; total: number }[];
  columns: { name: string; text: boolean; canBeWeighed: boolean; values: (string | null)[] }[];
}
export type UploadStatus = 'waiting-for-file' | 'reading' | 'needs-mapping' | 'loaded' | 'refused' | 'checked';
export interface Doubt { field: string; question: string; choices: { label: string; evidence?: string; set: Record<string, unknown> }[] }
export interface Upload {
  upload: string; fileName: string; received?: string; kind?: 'calls' | 'map' | 'context' | 'signal' | 'unknown'; status: UploadStatus; progress?: number;
  message?: string; remedy?: string; rejected?: string;
  /** Not in lists. */
  report?: Record<string, unknown>;
  calls?: { inserted?: number; updated?: number; unchanged?: number; removed?: number };
  map?: { areas?: number; notes?: string[] };
  signalLayer?: { name: string; unit: string; features: number; total: number; notes: string[] };
  context?: { shows: ContextKind; features: number; named: number; notes: string[] };
  /** Not in lists. */
  mapping?: Question;
}
/** How a file of new columns would be read, and what only a person can say of it. `set` of a choice takes the place of members of the proposal. */
export interface Question {
  fingerprint: string; rows?: number; proposal: unknown; fields?: { field: string; reading?: string; reason?: string }[];
  columns: { name: string; samples: string[]; filled?: number }[]; doubts: Doubt[]; notes?: string[]; unused?: string[];
}
export interface UploadPlace { upload: string; method: string; url: string; headers?: Record<string, string>; expires?: string }
export interface StampMonth {
  month: string; calls: number; withoutDispatched: number; withoutArrived: number; withoutCleared: number; implausible: number;
}
export interface Quality {
  map?: { file?: string; areas?: number; notes?: string[] };
  calls?: {
    total: number; withoutPlace?: number; outside?: { calls: number; sample?: [number, number][] };
    gaps?: { from: string; to: string; days: number }[]; strays?: { day: string; calls: number }[]; notes?: string[]; rejected?: { reason: string; rows: number }[]; fields?: { field: string; filled: number }[];
    stamps?: StampMonth[];
  };
  uploads?: Upload[];
}
export interface Problem { title?: string; status?: number; detail?: string; errors?: unknown }
