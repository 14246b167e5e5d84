import { describe, expect, it } from 'vitest';
import { drawAnew } from '../app/plan/anew';
import { formToRequest } from '../app/screens/design/formToRequest';
import { requestToForm } from '../app/screens/design/requestToForm';

describe('drawing anew', () => {
  const asked = {
    city: 'glendale', beats: 12, priorities: [1, 2], from: '2024-01-01T00:00:00', to: '2024-12-31T23:59:59', weighPeriods: { '2024-05..2024-08': 1 },
    life: '91d', tolerance: 0.02, goal: 'response' as const, changeBudget: 0.3, current: 'f'.repeat(32), shifts: ['6-14'], seed: 7,
  };

  it('asks for the same of newer calls, beginning with the plan itself', () => {
    expect(drawAnew(asked, 'a'.repeat(32))).toEqual({
      beats: 12, priorities: [1, 2], tolerance: 0.02, goal: 'compact', seed: 7, current: 'a'.repeat(32), anew: true,
    });
  });

  it('comes through the form unchanged', () => {
    const again = drawAnew({ ...asked, goal: 'tightest' }, 'a'.repeat(32));
    expect(formToRequest(requestToForm(again))).toEqual(again);
  });
});
