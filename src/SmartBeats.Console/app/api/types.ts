/** The API's requests and answers, as src/SmartBeats.Api/README.md states them. Times are UTC unless a member says otherwise. */

export type Measures = 'us' | 'metric';
export type Labels = Partial<Record<'disposition' | 'priority' | 'nature' | 'source', Record<string, string>>>;

export interface Me {
  home: 'laptop' | 'cloud'; version: string; engineVersion: string; cities: string[]; caller?: string;
  roles?: Record<string, string>; limits?: { uploadBytes?: number; mapBytes?: number; beats?: number };
}
export interface City {
  id: string; name?: string; timeZone?: string; measures?: Measures; areas?: number; calls?: number;
  firstDay?: string; lastDay?: string; mapVersion?: string; callsVersion?: string; plans?: number;
}
export interface Page<T> { items: T[]; next?: string }
export interface Preset { name: string; request: PlanRequest }
export interface Settings {
  name: string; timeZone: string; measures?: Measures; language?: string; labels?: Labels; mask?: unknown; presets?: Preset[];
}
/** A request for a plan; its members are those of `smartbeats design`. */
export type PlanRequest = Record<string, unknown> & { beats?: number };

export type PlanStatus = 'queued' | 'running' | 'published' | 'failed' | 'cancelled' | 'moved';
export interface PlanRow {
  planId: string; requested: string; status: PlanStatus; request: PlanRequest; beats?: number; deviation?: number; data?: string; name?: string;
}
export interface Plan {
  planId: string; city: string; status: PlanStatus; stage?: string; doing?: string; progress?: number; secondsLeft?: number;
  reason?: string; requested?: string; request?: PlanRequest; command?: string; links?: Record<string, string>; files?: PlanFile[]; name?: string;
}
export type PlanFile = string | { name: string; bytes?: number; title?: string; href?: string };

export interface Beat {
  beat: number; name?: string; workload?: number; calls?: number; deviation?: number; areaKm2?: number; polsby?: number; areas?: number;
  [figure: string]: unknown;
}
export interface Alternative { label?: string; deviation: number; borderKm: number; compactness?: number; chosen?: boolean; file?: string }
export interface PlanTable {
  plan: Record<string, unknown>; headline: string; findings: string[]; sentences?: string[]; alternatives?: Alternative[];
  beats: Beat[]; areas: { beat: number[]; workload: number[]; calls: number[] }; mapVersion?: string;
}
export interface Resolution {
  by: 'disposition' | 'priority' | 'nature'; values: { value: string; label?: string; calls: number }[];
  beats: { beat: number; calls: number; counts: number[] }[]; areas: { area: number; calls: number; counts: number[] }[]; small: number;
}
export interface Week { calls: number[]; minutes?: number[] }
export interface When { week: Week; days?: number[]; officers?: number[] }
export interface Comparison {
  a: string; b: string; figures: { name: string; unit?: string; a: number | null; b: number | null; better?: 'a' | 'b' | null }[];
  moved: { area: number | string; from: number; to: number; workload?: number }[];
  byBeat?: { beat: number; name?: string; given?: number; taken?: number; [figure: string]: unknown }[]; sentences?: string[];
}
export interface Where { area: string; index: number; beat?: number; name?: string }
/** What a verb prints and its numbers, each table a list of rows. */
export interface VerbAnswer { sentences?: string[]; assumptions?: string[]; [table: string]: unknown }

export interface CallsSummary {
  calls: number; total: number; outside?: number; minutes?: number; hasMinutes?: boolean; first?: string; last?: string; days?: number;
  priorities?: { value: string; calls: number }[]; dispositions?: { value: string; calls: number }[];
  data?: { incidents: number; nonIncidents: number }; months?: { month: string; calls: number }[]; week?: Week;
}
export type UploadStatus = 'waiting-for-file' | 'reading' | 'needs-mapping' | 'loaded' | 'refused' | 'checked';
export interface Doubt { field: string; question: string; choices: { label: string; evidence?: string; set: Record<string, unknown> }[] }
export interface Upload {
  upload: string; fileName: string; received?: string; kind?: 'calls' | 'map' | 'unknown'; status: UploadStatus; progress?: number;
  message?: string; remedy?: string; report?: Record<string, unknown>; rejected?: string;
  mapping?: { fingerprint: string; proposal: unknown; columns: { name: string; samples: string[]; filled?: number }[]; doubts: Doubt[] };
}
export interface UploadPlace { upload: string; method: string; url: string; headers?: Record<string, string>; expires?: string }
export interface Quality {
  map?: { file?: string; areas?: number; notes?: string[] };
  calls?: {
    total: number; withoutPlace?: number; outside?: { calls: number; sample?: [number, number][] };
    gaps?: { from: string; to: string; days: number }[]; rejected?: { reason: string; rows: number }[]; fields?: { field: string; filled: number }[];
  };
  uploads?: Upload[];
}
export interface Problem { title?: string; status?: number; detail?: string; errors?: unknown }
