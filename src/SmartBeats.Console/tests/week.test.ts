import { expect, test } from 'vitest';
import { classOf, countWeekdays, meanByHour, officersForThird, readRoster, readWeek, sumByWeekday } from '../app/screens/when/week';

const flat = (value: number) => new Array<number>(168).fill(value);

test('An hour of a weekday is averaged over the weeks there are', () => {
  const minutes = flat(0);
  minutes[25] = 1200;
  const hours = readWeek({ week: { calls: flat(52), minutes }, days: [52, 10, 52, 52, 52, 52, 52] }, 'minutes');
  expect(hours[25]).toEqual({ weekday: 1, hour: 1, mean: 120, busy: 2, officers: null, share: null });
  expect(readWeek({ week: { calls: flat(52), minutes }, days: [52, 52, 52, 52, 52, 52, 52] }, 'calls')[167]).toMatchObject({ weekday: 6, hour: 23, mean: 1 });
});

test('Two busy officers are a third of six', () => {
  const table = { week: { calls: flat(1), minutes: flat(120) }, days: [1, 1, 1, 1, 1, 1, 1], officers: flat(6) };
  const [hour] = readWeek(table, 'calls');
  expect(hour?.share).toBeCloseTo(1 / 3, 12);
  expect(hour && officersForThird(hour)).toBe(6);
  expect(readWeek({ ...table, officers: flat(0) }, 'calls')[0]?.share).toBe(Infinity);
});

test('Margins of the table are sums over a day and means over an hour', () => {
  const calls = Array.from({ length: 168 }, (_, i) => i);
  const hours = readWeek({ week: { calls, minutes: flat(0) }, days: [1, 1, 1, 1, 1, 1, 1] }, 'calls');
  expect(sumByWeekday(hours)[1]).toBe(calls.slice(24, 48).reduce((a, b) => a + b));
  expect(meanByHour(hours)[5]).toBe([5, 29, 53, 77, 101, 125, 149].reduce((a, b) => a + b) / 7);
});

test('Classes go from nothing to the largest', () => {
  expect([0, 0.1, 1, 4.9, 5, 10].map((value) => classOf(value, 10, 5))).toEqual([0, 1, 1, 3, 3, 5]);
  expect(classOf(0, 0, 5)).toBe(0);
});

test('Weekdays between two days are counted as a calendar has them', () => {
  const periods = [['2024-01-01', '2024-12-31'], ['2023-02-17', '2023-02-17'], ['2020-02-28', '2020-03-03'], ['2021-10-31', '2022-01-02']] as const;
  for (const [first, last] of periods) {
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let day = Date.parse(`${first}T00:00Z`); day <= Date.parse(`${last}T00:00Z`); day += 86_400_000) {
      const weekday = (new Date(day).getUTCDay() + 6) % 7;
      counts[weekday] = (counts[weekday] ?? 0) + 1;
    }
    expect(countWeekdays(`${first}T05:00:00`, last)).toEqual(counts);
  }
  expect(countWeekdays(null, '2024-01-01')).toEqual([1, 1, 1, 1, 1, 1, 1]);
});

test('A roster is read line by line, across midnight and across Sunday', () => {
  const { officers, wrong } = readRoster('mon-fri 6-14 5\n22-6 2\nsat,sun 14-22 3.5\nsun 22-2 1');
  expect(wrong).toEqual([]);
  const at = (day: number, hour: number) => officers?.[day * 24 + hour];
  expect([at(0, 6), at(0, 13), at(0, 14), at(5, 6), at(5, 15), at(2, 23), at(2, 5), at(6, 23), at(0, 1), at(0, 3)]).toEqual([5, 5, 0, 0, 3.5, 2, 2, 3, 3, 2]);
  expect(readRoster('fri-mon 0-24 1').officers?.reduce((a, b) => a + b)).toBe(96);
  expect(readRoster('mon 6-14 5\nsometimes 3\n25-3 1')).toEqual({ officers: null, wrong: ['sometimes 3', '25-3 1'] });
  expect(readRoster('')).toEqual({ officers: null, wrong: [] });
});
