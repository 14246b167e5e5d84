import { quoteName } from './command';
import { filterFields, type PlanRequest } from './request';

/** The query of `calls/summary` under a request's filter: lists with commas, as the API's README says. Empty for no filter. */
export function filterToQuery(request: PlanRequest): Record<string, string> {
  const query: Record<string, string> = {};
  for (const field of filterFields) {
    const value = request[field];
    if (value === undefined || value === null || value === 'all') { continue; }
    const text = Array.isArray(value) ? (field === 'natures' ? value.map(quoteName) : value).join(',') : value;
    if (text !== '') { query[field] = text; }
  }
  return query;
}
