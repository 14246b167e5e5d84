import type { PlanRow } from '../../api/types';
import { tellFilters, tellRequest, tellStatus } from '../../plan/request';
import { tellData } from '../../plan/standing';
import type { Format } from '../../text/format';
import { t } from '../../text/t';

/** What a plan is called in a list: its beats where it is made, else what was asked for. */
export const titleOf = (plan: PlanRow): string => (
  plan.status === 'published' && plan.beats ? t('request.beats', { n: plan.beats }) : tellRequest(plan.request) || plan.planId);

/** Everything a list says of a plan, and its id. */
export const tellPlan = (plan: PlanRow, format: Format): string => [
  titleOf(plan), format.moment(plan.requested), tellFilters(plan.request), tellData(plan.data), tellStatus(plan.status), plan.editOf ? t('edit.editOf') : '',
  plan.deviation === undefined ? '' : format.percent(plan.deviation, 2), plan.planId,
].filter(Boolean).join(' ');

/** Texts that have every word that was typed, wherever; letters' size and accents do not matter. */
export function hasWords(text: string, typed: string): boolean {
  const plain = bare(text);
  return bare(typed).split(/\s+/).every((word) => plain.includes(word));
}

const bare = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
