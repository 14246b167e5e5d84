import { describe, expect, it } from 'vitest';
import { Format } from '../app/text/format';
import { fill, regionOf } from '../app/text/t';
import { parseRoute, pathTo } from '../app/shell/router';
import { addressOf, cityPath } from '../app/api/client';

describe('Format', () => {
  const us = new Format('en-US', 'us', 'America/Los_Angeles');
  const metric = new Format('es', 'metric', 'Europe/Madrid');

  it('writes miles where the city measures in miles and kilometres elsewhere', () => {
    expect(us.distance(39_700)).toBe('24.7 mi');
    expect(metric.distance(39_700)).toBe('39,7 km');
    expect(us.surface(29.93)).toBe('11.56 sq mi');
    expect([12, 1_500, 2_540_000, 17_179_869_184].map((count) => us.bytes(count))).toEqual(['12 B', '2 KB', '2.5 MB', '17.2 GB']);
    expect(metric.surface(29.93)).toBe('29,93 km²');
  });

  it('writes a deviation with its sign, and zero without one', () => {
    expect(us.deviation(0.00944)).toBe('+0.94%');
    expect(us.deviation(-0.0092)).toBe('-0.92%');
    expect(us.deviation(0)).toBe('0.00%');
  });

  it('shows a moment on the city\'s clock and a day of the city unshifted', () => {
    expect(us.moment('2026-03-01T07:30:00Z')).toContain('Feb 28, 2026');
    expect(us.day('2024-12-31T23:30:00')).toBe('Dec 31, 2024');
  });

  it('shows a dash for a figure that is not there', () => {
    expect(us.number(undefined)).toBe('–');
    expect(us.percent(Number.NaN)).toBe('–');
  });
});

describe('texts', () => {
  it('are filled in, and take the plural of the language', () => {
    expect(fill({ one: '{n} area', other: '{n} areas' }, { n: 1 }, 'en')).toBe('1 area');
    expect(fill({ one: '{n} area', other: '{n} areas' }, { n: 1200 }, 'en')).toBe('1,200 areas');
    expect(fill('{missing} stays', {}, 'en')).toBe('{missing} stays');
    // Numbers within a text are written as those beside it are.
    expect([regionOf('es', ['en-US', 'es-US']), regionOf('es', ['en-US'])]).toEqual(['es-US', 'es']);
    expect(fill('{n} llamadas', { n: 20_000 }, regionOf('es', ['es-US']))).toBe(`${new Format('es-US', 'us', undefined).number(20_000)} llamadas`);
  });
});

describe('addresses', () => {
  it('go there and back whatever a city is called', () => {
    const path = pathTo('a/b <x>', 'plan', 'p?1', { by: 'workload' });
    const [address, query] = path.split('?');
    const route = parseRoute(address!, query!);
    expect([route.city, route.screen, route.id, route.query.get('by')]).toEqual(['a/b <x>', 'plan', 'p?1', 'workload']);
  });

  it('of the API keep names inside their part and leave out what is not given', () => {
    expect(cityPath('../me', 'plans', 'x y')).toBe('/cities/..%2Fme/plans/x%20y');
    expect(addressOf('/cities', { limit: 5, after: undefined })).toBe('/api/cities?limit=5');
  });
});
