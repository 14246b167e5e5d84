import { expect, test } from 'vitest';
import { countPlans } from '../app/screens/design/AdvancedPart';
import { readPasted, requestToCommand } from '../app/screens/design/command';
import { filterToQuery } from '../app/screens/design/filterQuery';
import { asksAdvanced, completeForm, type DesignForm, emptyForm } from '../app/screens/design/form';
import { formToFilter, formToRequest, readLines } from '../app/screens/design/formToRequest';
import { percentToShare, readNumber, shareToPercent } from '../app/screens/design/numbers';
import { type PlanRequest, trimRequest } from '../app/screens/design/request';
import { requestToForm } from '../app/screens/design/requestToForm';

const everything: PlanRequest = {
  beats: 25,
  data: 'incidents',
  priorities: [1, 2, 3],
  dispositions: ['6', '9'],
  natures: ['BURGLARY', 'THEFT, OTHER'],
  sources: ['citizen', 'unknown'],
  from: '2019-01-01T00:00',
  to: '2021-10-21T23:05',
  weekdays: ['fri', 'sat'],
  hours: '22-6',
  workload: { 1: 3, 2: 2.5 },
  diversion: { 'NOISE, LOUD': 0.5, ALARM: 1 },
  tolerance: 0.02,
  goal: 'tightest',
  seed: 7,
  effort: 1000000,
  bridges: false,
  response: { speedKmh: 35, law: 'straight', minutes: [60, 45], officers: [2, 1], otherShare: 0.33 },
  shifts: ['6-14', '14-22', '22-6'],
  shiftBudget: 0.15,
  rank: 1000,
  sectors: 3,
  within: 'DISTRICT',
  backtest: { origins: 2, seeds: 5, forwardOnly: true },
  balance: { calls: 1, 'service-minutes': 0.5, crashes: 0.25 },
  weigh: { calls: 0.7, 'BARS, OPEN': 0.1, crashes: 0.2 },
  keepWhole: { DISTRICT: 2, NEIGHBORHOOD: 1 },
  label: 'NEIGHBORHOOD',
  equalArea: 0.5,
  changeBudget: 0.1,
  lockBeats: ['3', '7'],
  withoutBeats: ['H1'],
  stationWeight: 2,
  lockAreas: ['101', '102'],
  current: '0123456789abcdef0123456789abcdef',
};

const sides: PlanRequest = {
  beats: 4,
  barriers: [['101', '102'], ['a, "b"', '7']],
  links: [['1', '9']],
  stations: [{ id: 'North', lon: -112.19, lat: 33.55 }],
  current: [['101', '1'], ['102', '2']],
  within: [['101', 'north'], ['102', 'south']],
  growth: [{ area: '101', factor: 1.5, scenario: 'growth' }, { area: '102', calls: 300, from: '2026-01-01', scenario: 'mall' }],
};

test('A form gives back the request it was made of, every field of it', () => {
  expect(formToRequest(requestToForm(everything))).toEqual(everything);
  expect(formToRequest(requestToForm(sides))).toEqual(sides);
  const periods = { '2017-05..2017-08': 1, '2018-01..2018-04': 0.5 };
  for (const season of [{ for: '2018-05..2018-08' }, { halfLife: '90d', to: '2018-04-30' }, { weighPeriods: periods }]) {
    expect(formToRequest(requestToForm({ workloadPerBeat: 1500, ...season }))).toEqual({ workloadPerBeat: 1500, ...season });
  }
});

test('A canonical request with its nulls and defaults makes the form that a person would have filled in', () => {
  const canonical: PlanRequest = {
    city: null, beats: 12, workloadPerBeat: null, data: 'all', priorities: [], dispositions: [], from: '2019-01-01T00:00:00', to: '2019-12-31T23:59:59',
    weekdays: [], hours: null, workload: 'calls', tolerance: 0.01, goal: 'compact', seed: 1, effort: null, bridges: true,
  };
  const form = requestToForm(canonical);
  expect(form).toEqual({ ...emptyForm, beats: '12', from: '2019-01-01T00:00', to: '2019-12-31T23:59', tolerancePercent: '1' });
  expect(asksAdvanced(form)).toBe(false);
  expect(trimRequest(canonical)).toEqual({ beats: 12, from: '2019-01-01T00:00:00', to: '2019-12-31T23:59:59', tolerance: 0.01 });
});

test('Fields of a newer SmartBeats go through the form untouched', () => {
  const newer = { beats: 3, splitAreas: ['0301'] } as PlanRequest;
  expect(formToRequest(requestToForm(newer))).toEqual(newer);
  expect(requestToCommand(newer, 'c').requestFile).toContain('splitAreas');
});

test('A request without side files becomes a command line of flags, and is read back from it', () => {
  const command = requestToCommand(everything, 'glendale', 'my work');
  expect(command.requestFile).toBeNull();
  expect(command.text).toContain("--workspace 'my work' --city glendale --beats 25");
  expect(command.text).toContain('--workload 1=3,2=2.5');
  expect(command.text).toContain('--no-bridges');
  expect(command.text).toContain('--balance calls=1,service-minutes=0.5');
  expect(readPasted(command.text)).toEqual(everything);
});

test('A back-test for the usual is asked for by one word', () => {
  const usual: PlanRequest = { beats: 12, backtest: true };
  expect(formToRequest(requestToForm(usual))).toEqual(usual);
  expect(requestToCommand(usual, 'c').text).toContain('--backtest true');
  expect(readPasted(requestToCommand(usual, 'c').text)).toEqual(usual);
  expect(countPlans(requestToForm(usual).advanced)).toBe(18);
  expect(countPlans(requestToForm(everything).advanced)).toBe(10);
  expect(trimRequest({ beats: 3, backtest: false })).toEqual({ beats: 3 });
});

test('What flags cannot say goes into a request file', () => {
  expect(JSON.parse(requestToCommand(sides, 'c').requestFile ?? '')).toEqual(sides);
  expect(requestToCommand({ beats: 2, dispositions: ['a,b'] }, 'c').requestFile).not.toBeNull();
});

test('A name that is a shell command stays a word', () => {
  const command = requestToCommand({ beats: 2, dispositions: ["'; rm -rf ~; '"] }, 'c');
  expect(command.text).toContain(`--dispositions ''\\''; rm -rf ~; '\\'''`);
  expect(readPasted(command.text)?.dispositions).toEqual(["'; rm -rf ~; '"]);
});

test('A pasted text is a request, a command line, or nothing', () => {
  expect(readPasted('{"beats": 25}')).toEqual({ beats: 25 });
  expect(readPasted('smartbeats design city.zip calls.csv -b 12 \\\n  --tolerance 2% --evaluate')).toEqual({ beats: 12, tolerance: 0.02, response: true });
  expect(readPasted('{"beats": ')).toBeNull();
  expect(readPasted('hello')).toBeNull();
});

test('The query holds what filters calls, and nothing else', () => {
  expect(filterToQuery(everything)).toEqual({
    data: 'incidents', priorities: '1,2,3', dispositions: '6,9', natures: 'BURGLARY,"THEFT, OTHER"', sources: 'citizen,unknown', from: '2019-01-01T00:00', to: '2021-10-21T23:05', weekdays: 'fri,sat', hours: '22-6',
  });
  expect(filterToQuery(formToFilter(emptyForm))).toEqual({});
});

test('Numbers are read as people type them', () => {
  expect(['1,500', '1 500', '0.5', '0,5', '12', '.5', '1e3', '1,234,567.8'].map(readNumber)).toEqual([1500, 1500, 0.5, 0.5, 12, 0.5, 1000, 1234567.8]);
  expect(['', 'ten', '1.2.3', '5-6', '1,,2'].map(readNumber)).toEqual([null, null, null, null, null]);
  expect(['1', '0.7', '0,7 %', 'x'].map(percentToShare)).toEqual([0.01, 0.007, 0.007, 'x']);
  expect([0.01, 0.007, 0.29, undefined].map(shareToPercent)).toEqual(['1', '0.7', '29', '']);
});

test('What is typed wrongly is sent as typed: the server names it', () => {
  const form: DesignForm = { ...emptyForm, beats: 'twelve', tolerancePercent: 'some' };
  expect(formToRequest(form)).toEqual({ beats: 'twelve', tolerance: 'some' });
});

test('Lines of pairs are read with any separator, quotes, and a byte order mark', () => {
  expect(readLines('\ufeff101,102\r\n"a, ""b""";7\n\n x | y ')).toEqual([['101', '102'], ['a, "b"', '7'], ['x', 'y']]);
});

test('A form of an older session is completed', () => {
  const old = { beats: '3', advanced: { seed: '9' } } as unknown as DesignForm;
  expect(completeForm(old)).toEqual({ ...emptyForm, beats: '3', advanced: { ...emptyForm.advanced, seed: '9' } });
});
