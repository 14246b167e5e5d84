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

const division = (name, measures, beat, ids) => ({ name, goal: 'compact', measures: { ...measures, borderKm: measures.boundaryKm, polsbyMean: measures.polsbyPopperMean },
  figures: [{ name: 'Largest deviation', value: `${(measures.maxDeviation * 100).toFixed(2)}%`, note: null }],
  beats: measures.beats.map((one) => ({ beat: one.number, name: String(one.number), ...one, polsby: one.polsbyPopper })), areas: { beat } });

export function table(plan, header, summary) {
  const beatOf = new Map(plan.assignment.map((one) => [one.area, one.beat]));
  const order = plan.assignment.map((one) => one.area);
  const arrange = (list) => { const by = new Map(order.map((id, i) => [id, list[i]])); return header.ids.map((id) => by.get(id) ?? 0); };
  const beat = header.ids.map((id) => beatOf.get(id) ?? 0);
  const sizes = new Map(plan.measures.beats.map((one) => [one.number, one]));
  const workload = beat.map((number, i) => Math.round((sizes.get(number)?.workload ?? 0) / (sizes.get(number)?.areas ?? 1) * (0.3 + (i * 7 % 15) / 10)));
  const lines = summary.split('\n').filter((line) => /^[A-Z].*\.$/.test(line));
  const own = division('Short borders (chosen)', plan.measures, beat, header.ids);
  return { schemaVersion: 1, planId: plan.planId, mapVersion: header.version, callsVersion: plan.datasets.calls, unit: 'calls', tolerance: 0.01,
    title: 'Patrol beats for Dos Puentes', headline: lines[1] ?? lines[0], size: `${plan.beatCount} beats from ${header.areas} areas.`, scope: lines[0],
    findings: [{ title: 'Findings', sentences: lines.slice(2, 9) }], footer: '', ...own, areas: { beat, calls: workload, workload },
    alternatives: plan.alternatives.map((one) => division(one.goal === 'tightest' ? 'Tightest balance' : 'Compromise', one.measures, arrange(one.assignment), header.ids)),
    shifts: [], curve: (plan.front ?? []).map((one) => ({ maxDeviation: one.maxDeviation, borderKm: one.boundaryKm, beat: arrange(one.assignment) })), marks: {} };
}

const valuesOf = { disposition: ['1', '2', '3', '5', '6', '9'], priority: ['1', '2', '3', '4'] };
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
  const names = { 'Largest deviation': ['maxDeviation', 'share', 1], 'Compactness, mean': ['polsbyPopperMean', 'score', -1], Borders: ['boundaryKm', 'km', 1],
    'Travel to the centre': ['meanDistanceMetres', 'm', 1] };
  const sides = [a, b].map(({ plan }) => {
    const of = new Map(plan.assignment.map((pair) => [pair.area, pair.beat]));
    return { name: `Plan ${plan.planId.slice(0, 8)}`, beatOfArea: header.ids.map((id) => of.get(id) ?? 0), notes: [],
      beats: plan.measures.beats.map((one) => ({ name: String(one.number), areas: one.areas, calls: one.calls, workload: one.workload, deviation: one.deviation })) };
  });
  const [first, second] = sides;
  const moved = header.ids.map((_, area) => ({ area, from: String(second.beatOfArea[area]), to: String(first.beatOfArea[area]), workload: 30 })).filter((one) => one.from !== one.to);
  const sum = (side, beat) => moved.filter((one) => one[side] === beat).reduce((total, one) => total + one.workload, 0);
  return { a: first, b: second, unit: 'calls', scope: 'All calls.', figures: Object.entries(names).map(([name, [key, unit, sign]]) => ({
    name, unit, first: a.plan.measures[key], second: b.plan.measures[key], better: sign * Math.sign(b.plan.measures[key] - a.plan.measures[key]) })),
  moved, movedShare: moved.length / header.areas, mapVersion: header.version,
  byBeat: first.beats.map((one, i) => ({ beat: one.name, other: one.name, workload: one.workload, otherWorkload: second.beats[i]?.workload,
    gained: sum('to', one.name), lost: sum('from', one.name) })), sentences: [`${moved.length} of ${header.areas} areas change their beat.`] };
}
