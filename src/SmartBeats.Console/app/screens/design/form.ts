import type { GrowthChange } from '../../api/types';
import type { DataChoice, Goal, PlanRequest, Source, Weekday } from './request';

/** What is typed and chosen on the Design screen. Numbers stay as they were typed, so that nothing typed is lost or changed. */
export interface DesignForm {
  by: 'beats' | 'workload';
  beats: string;
  workloadPerBeat: string;
  data: DataChoice;
  /** Values chosen; none means all. */
  priorities: string[];
  dispositions: string[];
  natures: string[];
  sources: Source[];
  /** yyyy-MM-ddTHH:mm, the city's local time; empty for no limit. */
  from: string;
  to: string;
  weekdays: Weekday[];
  /** Whole hours; both empty for all day. */
  hoursFrom: string;
  hoursTo: string;
  workload: 'calls' | 'service-minutes' | 'time-on-scene' | 'priority-weights';
  /** Weight by priority, as typed. */
  weights: Record<string, string>;
  /** A nature and the share of it that is handled otherwise a line: NOISE COMPLAINT=50. */
  diversion: string;
  goal: Goal;
  tolerancePercent: string;
  advanced: AdvancedForm;
  /** Fields of a request that this form does not know: kept as they came, so that a preset of a newer SmartBeats is not cut. */
  other: Record<string, unknown>;
}

/** The folded part of the form. */
export interface AdvancedForm {
  seed: string;
  effort: string;
  bridges: boolean;
  /** Weight by criterion, as typed; empty ones are left out. */
  balance: Record<string, string>;
  /** A column of the map or a signal, and its share of the workload a line: crashes=0.2. */
  weigh: string;
  /** Columns of the map, with a weight where it is not 1: NEIGHBORHOOD, DISTRICT=2. */
  keepWhole: string;
  label: string;
  equalArea: string;
  season: 'none' | 'for' | 'halfLife' | 'weighPeriods';
  for: string;
  halfLife: string;
  /** A period and its weight a line: 2017-05..2017-08=1. */
  weighPeriods: string;
  shifts: string;
  shiftBudgetPercent: string;
  rank: string;
  sectors: string;
  /** A column of the map that sectors are told by; empty for none. */
  within: string;
  /** Words for further files: gpkg, kml, xlsx, sheets. */
  also: string[];
  backtest: boolean;
  backtestOrigins: string;
  backtestSeeds: string;
  backtestForwardOnly: boolean;
  response: boolean;
  speedKmh: string;
  law: '' | 'right-angle' | 'straight';
  minutes: string;
  officers: string;
  otherSharePercent: string;
  /** Two area ids a line. */
  barriers: string;
  links: string;
  /** name, longitude, latitude a line. */
  stations: string;
  stationWeight: string;
  current: CurrentBeats;
  changeBudgetPercent: string;
  lockAreas: string;
  lockBeats: string;
  withoutBeats: string;
  /** How demand is expected to change, as the server read it. */
  growth: GrowthChange[];
  /** Ids of areas that a change is about to be added for. */
  growthAreas: string;
}

/** Today's beats, to begin with. */
export type CurrentBeats =
  | { kind: 'none' }
  | { kind: 'plan'; planId: string }
  | { kind: 'pairs'; name: string; pairs: [string, string][] };

export const emptyForm: DesignForm = {
  by: 'beats',
  beats: '',
  workloadPerBeat: '',
  data: 'all',
  priorities: [],
  dispositions: [],
  natures: [],
  sources: [],
  from: '',
  to: '',
  weekdays: [],
  hoursFrom: '',
  hoursTo: '',
  workload: 'calls',
  weights: {},
  diversion: '',
  goal: 'compact',
  tolerancePercent: '',
  advanced: {
    seed: '',
    effort: '',
    bridges: true,
    balance: {},
    weigh: '',
    keepWhole: '',
    label: '',
    equalArea: '',
    season: 'none',
    for: '',
    halfLife: '',
    weighPeriods: '',
    shifts: '',
    shiftBudgetPercent: '',
    rank: '',
    sectors: '',
    within: '',
    also: [],
    backtest: false,
    backtestOrigins: '',
    backtestSeeds: '',
    backtestForwardOnly: false,
    response: false,
    speedKmh: '',
    law: '',
    minutes: '',
    officers: '',
    otherSharePercent: '',
    barriers: '',
    links: '',
    stations: '',
    stationWeight: '',
    current: { kind: 'none' },
    changeBudgetPercent: '',
    lockAreas: '',
    lockBeats: '',
    withoutBeats: '',
    growth: [],
    growthAreas: '',
  },
  other: {},
};

/** Whether the folded part asks for anything: it is then shown open. */
export function asksAdvanced(form: DesignForm): boolean {
  return JSON.stringify(form.advanced) !== JSON.stringify(emptyForm.advanced);
}

/** A form of an older session or another version, with every field of today's. */
export function completeForm(saved: Partial<DesignForm> | null): DesignForm {
  return { ...emptyForm, ...saved, advanced: { ...emptyForm.advanced, ...saved?.advanced } };
}

export type { PlanRequest };
