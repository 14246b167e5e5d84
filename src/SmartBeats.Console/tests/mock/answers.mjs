// Answers of the API made from what the command wrote.
export const settings = (plan) => ({ name: plan.city.name, timeZone: plan.city.timeZone, measures: 'us',
  labels: { disposition: { 1: 'Field interview', 2: 'False alarm', 3: 'Unable to locate', 5: 'Assist fire', 6: 'Report', 9: 'Contact made' } } });

export const city = (plan, header, plans) => ({ id: plan.city.id, name: plan.city.name, timeZone: plan.city.timeZone, measures: 'us',
  areas: header.areas, calls: plan.workload.callsCounted + plan.workload.callsOutside, firstDay: plan.outlook.from, lastDay: plan.outlook.to,
  mapVersion: header.version, callsVersion: plan.datasets.calls, plans });

export const row = (plan) => ({ planId: plan.planId, requested: '2026-11-27T07:30:00Z', status: 'published', request: plan.request,
  beats: plan.beatCount, deviation: plan.measures.maxDeviation, data: 'current' });

export function running(started, cancelled) {
  const share = Math.min(1, (Date.now() - started) / 60000);
  return { planId: 'run-under-way', city: 'dos-puentes', requested: new Date(started).toISOString(), request: { beats: 14 },
    status: cancelled ? 'cancelled' : 'running', stage: 'design', doing: 'searching for plans', progress: share, secondsLeft: 60 * (1 - share) };
}

export const failed = (id) => ({ planId: 'failed-run', city: id, requested: '2026-11-26T20:00:00Z', request: { beats: 900 }, status: 'failed',
  reason: 'There are 585 areas and 900 beats were asked for: ask for at most 585 beats.' });

export const shown = (plan, files) => ({ planId: plan.planId, city: plan.city.id, status: 'published', requested: '2026-11-27T07:30:00Z',
  request: plan.request, command: `smartbeats design city.zip calls.csv --beats ${plan.beatCount}`, links: {}, files });

export function table(plan, header, summary) {
  const beatOf = new Map(plan.assignment.map((one) => [one.area, one.beat]));
  const beat = header.ids.map((id) => beatOf.get(id) ?? 0);
  const sizes = new Map(plan.measures.beats.map((one) => [one.number, one]));
  const workload = beat.map((number, i) => Math.round((sizes.get(number)?.workload ?? 0) / (sizes.get(number)?.areas ?? 1) * (0.3 + (i * 7 % 15) / 10)));
  const lines = summary.split('\n').filter((line) => /^[A-Z].*\.$/.test(line));
  return { plan: plan.measures, headline: lines[1] ?? lines[0], findings: lines.slice(2, 9), sentences: [],
    alternatives: plan.front?.map((one) => ({ deviation: one.maxDeviation, borderKm: one.boundaryKm,
      chosen: one.boundaryKm === plan.measures.boundaryKm })) ?? [],
    beats: plan.measures.beats.map((one) => ({ beat: one.number, ...one })), areas: { beat, workload, calls: workload }, mapVersion: header.version };
}

const valuesOf = { disposition: ['1', '2', '3', '5', '6', '9'], priority: ['1', '2', '3', '4'], nature: ['traffic', 'theft'] };
export function resolution(plan, header, by) {
  const values = valuesOf[by] ?? [];
  const share = (calls, seed) => values.map((_, i) => Math.round(calls * ((seed * (i + 3)) % 7 + 1) / (4 * values.length)));
  return { by, values: values.map((value) => ({ value, calls: 1000, ...(by === 'disposition' && { label: settings(plan).labels.disposition[value] }) })),
    beats: plan.measures.beats.map((one) => ({ beat: one.number, calls: one.calls, counts: share(one.calls, one.number) })),
    areas: header.ids.map((_, area) => ({ area, calls: area % 90, counts: share(area % 90, area + 1) })), small: 20 };
}

export const evaluation = (told) => ({
  sentences: [`A patrol unit spends ${(told.meanUtilisation * 100).toFixed(1)}% of its time on calls.`], assumptions: told.assumptions ?? ['Cars drive along a grid at 40 km/h.'],
  beats: told.beats, priorities: told.priorities });

export function compare(a, b, header) {
  const figures = ['maxDeviation', 'boundaryKm', 'polsbyPopperMean', 'polsbyPopperWorst', 'meanDistanceMetres'];
  const [ofA, ofB] = [a, b].map((one) => new Map(one.plan.assignment.map((pair) => [pair.area, pair.beat])));
  const moved = header.ids.map((id, area) => ({ area, from: ofB.get(id), to: ofA.get(id), workload: 30 })).filter((one) => one.from !== one.to);
  const sum = (side, beat) => moved.filter((one) => one[side] === beat).reduce((total, one) => total + one.workload, 0);
  return { a: a.plan.planId, b: b.plan.planId,
    figures: figures.map((name) => ({ name, a: a.plan.measures[name], b: b.plan.measures[name], better: a.plan.measures[name] < b.plan.measures[name] ? 'a' : 'b' })),
    moved, byBeat: a.plan.measures.beats.map((one) => ({ beat: one.number, given: sum('from', one.number), taken: sum('to', one.number) })),
    sentences: [`${moved.length} areas change their beat.`] };
}
