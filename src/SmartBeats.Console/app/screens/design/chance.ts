import { readNumber } from './numbers';
import type { DesignForm } from './form';

/** What the summary of calls says of a filter, as far as the forecast needs it. */
export interface MatchingCalls {
  calls: number;
  minutes: number;
  priorities: { value: string | number; calls: number }[];
}

/** What the form would make of the matching calls; null where no number of beats is typed yet. */
export interface Outlook {
  beats: number;
  callsPerBeat: number;
  /** Workload a beat in the form's own unit. */
  workloadPerBeat: number;
  /**
   * Standard deviation of a beat's calls over their mean that chance alone makes in the next such period: 1 / sqrt(calls a beat).
   * Calls that come independently of one another are Poisson, whose variance is its mean. Null without calls.
   */
  spread: number | null;
}

/** Total workload of the matching calls in the form's unit: calls, officer-minutes, or weighted calls. */
export function totalWorkload(form: DesignForm, matching: MatchingCalls): number {
  if (form.workload === 'service-minutes') { return matching.minutes; }
  if (form.workload === 'calls') { return matching.calls; }
  // The list counts every priority, also those the filter leaves out; calls without a priority weigh 1.
  const counted = matching.priorities.filter(({ value }) => form.priorities.length === 0 || form.priorities.includes(String(value)));
  const extra = counted.map(({ value, calls }) => calls * ((readNumber(form.weights[String(value)] ?? '') ?? 1) - 1));
  return extra.reduce((sum, more) => sum + more, matching.calls);
}

/** Beats as the server derives them: total over target, rounded to the nearest whole, at least 1. */
export function deriveBeats(total: number, target: number): number {
  return Math.max(1, Math.round(total / target));
}

export function foresee(form: DesignForm, matching: MatchingCalls): Outlook | null {
  const total = totalWorkload(form, matching);
  const typed = readNumber(form.by === 'beats' ? form.beats : form.workloadPerBeat);
  if (typed === null || !(typed > 0) || (form.by === 'beats' && !Number.isInteger(typed))) { return null; }
  const beats = form.by === 'beats' ? typed : deriveBeats(total, typed);
  const callsPerBeat = matching.calls / beats;
  return { beats, callsPerBeat, workloadPerBeat: total / beats, spread: callsPerBeat > 0 ? 1 / Math.sqrt(callsPerBeat) : null };
}
