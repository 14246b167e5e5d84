import type { PlanRequest, PlanStatus } from '../api/types';
import type { Source } from '../screens/design/request';
import { t } from '../text/t';

/** A request in few words: how many beats, and what narrows the calls. */
export function tellRequest(request: PlanRequest | undefined): string {
  const per = request?.['workloadPerBeat'];
  const size = request?.beats ? t('request.beats', { n: request.beats }) : typeof per === 'number' ? t('request.perBeat', { n: per }) : '';
  return [size, tellFilters(request)].filter(Boolean).join(' · ');
}

/** What narrows the calls of a request, and what it aims at. */
export function tellFilters(request: PlanRequest | undefined): string {
  if (!request) { return ''; }
  const parts: string[] = [];
  const data = request['data'];
  if (data === 'incidents') { parts.push(t('request.incidents')); }
  if (data === 'non-incidents' || data === 'nonIncidents') { parts.push(t('request.nonIncidents')); }
  const lists = [['priorities', 'request.priorities'], ['dispositions', 'request.dispositions'], ['natures', 'request.natures']] as const;
  for (const [name, key] of lists) {
    const list = request[name];
    if (Array.isArray(list) && list.length) { parts.push(t(key, { list: list.join(', ') })); }
  }
  const sources = request['sources'];
  if (Array.isArray(sources) && sources.length) {
    parts.push(t('request.sources', { list: sources.map((source) => t(`design.sources.${source as Source}`)).join(', ') }));
  }
  const [from, to] = [request['from'], request['to']].map((moment) => (typeof moment === 'string' ? moment.slice(0, 10) : ''));
  if (from || to) { parts.push(t('request.period', { from: from || '…', to: to || '…' })); }
  if (typeof request['hours'] === 'string') { parts.push(t('request.hours', { hours: request['hours'] })); }
  const goal = request['goal'];
  if (goal === 'tightest' || goal === 'compromise' || goal === 'response') { parts.push(t(`request.goal.${goal}`)); }
  return parts.join(' · ');
}

export const tellStatus = (status: PlanStatus): string => t(`status.${status}`);
export const isUnderWay = (status: PlanStatus): boolean => status === 'queued' || status === 'running';
