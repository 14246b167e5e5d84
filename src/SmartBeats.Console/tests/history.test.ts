import { describe, expect, it } from 'vitest';
import type { PlanRow } from '../app/api/types';
import { hasWords, tellPlan } from '../app/screens/history/findPlans';
import { Format } from '../app/text/format';

const format = new Format('en-US', 'us', 'America/Phoenix');
const plan = (request: Record<string, unknown>, rest: Partial<PlanRow> = {}): PlanRow => ({
  planId: 'fad4e698c56a55d3a37c2171d8a8b5df', requested: '2026-11-28T08:53:50Z', status: 'published', request: request as PlanRow['request'], beats: 12, ...rest });

describe('plans', () => {
  it('are found by any words of what the list says of them, in any order', () => {
    const night = tellPlan(plan({ beats: 12, hours: '22-6', goal: 'tightest' }, { deviation: 0.0032 }), format);
    for (const typed of ['', '12 beats', 'nov 2026', 'TIGHTEST 22-6', '0.32%', 'fad4e698']) { expect(hasWords(night, typed), typed).toBe(true); }
    for (const typed of ['13 beats', '22-6 response', 'failed']) { expect(hasWords(night, typed), typed).toBe(false); }
    expect(hasWords(tellPlan(plan({ beats: 7 }, { status: 'failed' }), format), 'failed 7')).toBe(true);
  });

  it('are found without their accents', () => {
    expect(hasWords('horas 22-6 · respuesta rápida', 'rapida')).toBe(true);
    expect(hasWords('ISLA', 'isla')).toBe(true);
  });
});
