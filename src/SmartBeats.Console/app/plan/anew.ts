import type { PlanRequest } from '../screens/design/request';

/** Fields of a request that belong to its own time: whoever draws its beats anew says them anew. */
const ofItsTime = new Set([
  'city', 'from', 'to', 'weighPeriods', 'halfLife', 'for', 'life', 'anew', 'current', 'changeBudget', 'response', 'shifts', 'shiftBudget', 'rank', 'backtest',
]);

/** The request that looks for other plans near one: what it asked for, beginning with its own beats and moving at most a tenth of the workload. */
export function drawNear(request: PlanRequest, planId: string): PlanRequest {
  const { anew, backtest, current, ...kept } = request as PlanRequest & { anew?: boolean; backtest?: unknown; current?: unknown };
  return { ...kept, ...(kept['goal'] === 'response' && { goal: 'compact' }), current: planId, changeBudget: 0.1 } as PlanRequest;
}

/** The request that draws a plan's beats anew on newer calls: what it asked for, beginning with its own beats. */
export function drawAnew(request: PlanRequest, planId: string): PlanRequest & { anew: true } {
  const kept = Object.fromEntries(Object.entries(request).filter(([field]) => !ofItsTime.has(field)));
  return { ...kept, ...(kept['goal'] === 'response' && { goal: 'compact' }), current: planId, anew: true } as PlanRequest & { anew: true };
}
