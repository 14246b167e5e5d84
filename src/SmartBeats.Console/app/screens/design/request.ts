import type { GrowthChange } from '../../api/types';

/** A request for a plan as the API takes and gives it: src/SmartBeats/Requests. Fields left out have the server's defaults. */
export interface PlanRequest {
  city?: string | null;
  beats?: number | string | null;
  workloadPerBeat?: number | string | null;
  data?: DataChoice;
  priorities?: (number | string)[];
  dispositions?: string[];
  natures?: string[];
  sources?: Source[];
  from?: string | null;
  to?: string | null;
  weekdays?: Weekday[];
  hours?: string | null;
  workload?: 'calls' | 'service-minutes' | 'time-on-scene' | Record<string, number | string>;
  diversion?: Record<string, number | string>;
  tolerance?: number | string;
  goal?: Goal;
  seed?: number | string;
  effort?: number | string | null;
  bridges?: boolean;
  response?: boolean | ResponseAssumptions;
  shifts?: string[];
  shiftBudget?: number | string;
  rank?: number | string;
  sectors?: number | string;
  /** A column of the map, or pairs of area and sector. */
  within?: string | [string, string | number][];
  /** Further files to write. */
  also?: string[];
  backtest?: boolean | BacktestWish;
  weighPeriods?: Record<string, number | string>;
  halfLife?: string;
  for?: string;
  life?: string;
  anew?: boolean;
  balance?: Record<string, number | string>;
  weigh?: Record<string, number | string>;
  keepWhole?: string | string[] | Record<string, number | string>;
  label?: string;
  equalArea?: number | string;
  changeBudget?: number | string;
  lockBeats?: (string | number)[];
  withoutBeats?: (string | number)[];
  stationWeight?: number | string;
  barriers?: [string, string][];
  links?: [string, string][];
  stations?: Station[];
  lockAreas?: string[];
  growth?: GrowthChange[];
  current?: string | [string, string][];
}

export interface ResponseAssumptions {
  speedKmh?: number | string;
  law?: 'right-angle' | 'straight';
  minutes?: (number | string)[];
  officers?: (number | string)[];
  otherShare?: number | string;
}

export interface BacktestWish {
  origins?: number | string;
  seeds?: number | string;
  forwardOnly?: boolean;
}

export interface Station {
  id: string;
  lon: number | string;
  lat: number | string;
}

export type DataChoice = 'all' | 'incidents' | 'non-incidents';
export type Source = (typeof sources)[number];
export type Goal = 'compact' | 'tightest' | 'compromise' | 'response';
export type Weekday = (typeof weekdays)[number];

export const dataChoices = ['all', 'incidents', 'non-incidents'] as const;
export const sources = ['citizen', 'officer', 'unknown'] as const;
export const goals = ['compact', 'tightest', 'compromise', 'response'] as const;
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export const criteria = ['calls', 'service-minutes', 'time-on-scene', 'priority-weights'] as const;

/** Fields that say which calls count, and which the summary of calls takes too. */
export const filterFields = ['data', 'priorities', 'dispositions', 'natures', 'sources', 'from', 'to', 'weekdays', 'hours'] as const;

/** The request without what says nothing: null, empty lists, and the server's own defaults. */
export function trimRequest(request: PlanRequest): PlanRequest {
  const trimmed: Record<string, unknown> = {};
  for (const [field, value] of Object.entries(request)) {
    const isEmpty = value === null || value === undefined || (Array.isArray(value) && value.length === 0);
    if (!isEmpty && defaults[field] !== value) { trimmed[field] = value; }
  }
  return trimmed;
}

const defaults: Record<string, unknown> = { data: 'all', workload: 'calls', goal: 'compact', seed: 1, bridges: true, rank: 0, sectors: 0, response: false, backtest: false };
