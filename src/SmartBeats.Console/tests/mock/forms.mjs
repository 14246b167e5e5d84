// Answers for the screens that load, filter and set: counts are taken from the sample's real calls, uploads go through their states.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const samples = join(dirname(fileURLToPath(import.meta.url)), '../../../../samples');
const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const calls = readFileSync(join(samples, 'calls.csv'), 'utf8').trim().split('\n').slice(1).map((line) => {
  const cells = line.match(/("[^"]*"|[^,]*)(,|$)/g).map((cell) => cell.replace(/,$/, '').replaceAll('"', ''));
  const [event, priority, , incident, , time, disposition, minutes] = cells;
  return { event, priority, incident: incident === 't', time, disposition, minutes: Number(minutes) || 0, hour: Number(time.slice(11, 13)),
    day: (new Date(`${time.slice(0, 10)}T00:00Z`).getUTCDay() + 6) % 7 };
});

function summarise(query) {
  const list = (name) => (query.get(name) ?? '').split(',').filter(Boolean);
  const [hourFrom, hourTo] = (query.get('hours') ?? '0-24').split('-').map(Number);
  const inShift = (hour) => (hourFrom < hourTo ? hour >= hourFrom && hour < hourTo : hour >= hourFrom || hour < hourTo);
  const tests = {
    data: (call) => !query.get('data') || (query.get('data') === 'incidents') === call.incident,
    priorities: (call) => !list('priorities').length || list('priorities').includes(call.priority),
    dispositions: (call) => !list('dispositions').length || list('dispositions').includes(call.disposition),
    rest: (call) => call.time.replace(' ', 'T') >= (query.get('from') ?? '') && call.time.replace(' ', 'T') <= `${query.get('to') ?? '9'}:59`
      && (!list('weekdays').length || list('weekdays').includes(days[call.day])) && inShift(call.hour),
  };
  const but = (own) => calls.filter((call) => Object.entries(tests).every(([name, test]) => name === own || test(call)));
  const count = (rows, key) => [...rows.reduce((map, call) => map.set(call[key], (map.get(call[key]) ?? 0) + 1), new Map())]
    .sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, n]) => ({ value, calls: n }));
  const rows = but(null);
  const week = { calls: Array(168).fill(0), minutes: Array(168).fill(0) };
  for (const call of rows) { week.calls[call.day * 24 + call.hour] += 1; week.minutes[call.day * 24 + call.hour] += call.minutes; }
  const either = but('data');
  return { calls: rows.length, total: calls.length, outside: 40, minutes: rows.reduce((sum, call) => sum + call.minutes, 0), hasMinutes: true,
    first: rows[0]?.time.replace(' ', 'T'), last: rows.at(-1)?.time.replace(' ', 'T'), days: 366, week,
    priorities: count(but('priorities'), 'priority'), dispositions: count(but('dispositions'), 'disposition'),
    natures: [], sources: { citizen: 0, officer: 0, unknown: rows.length }, timed: 0,
    data: { incidents: either.filter((call) => call.incident).length, nonIncidents: either.filter((call) => !call.incident).length }, months: [] };
}

const columns = [
  { name: 'CAD Event Number', samples: ['DP24-00001', 'DP24-00002'], filled: 1 },
  { name: 'Call Received', samples: ['01/02/2024 12:08:23 AM', '03/04/2024 12:34:40 AM'], filled: 1 },
  { name: 'Call Priority', samples: ['P4', 'P3', '<b>P1</b>'], filled: 0.98 },
  { name: 'Latitude', samples: ['33.234396'], filled: 1 },
  { name: 'Longitude', samples: ['-113.396416'], filled: 1 },
  { name: 'Report Taken', samples: ['N', 'Y'], filled: 1 },
  { name: 'Disposition Code', samples: ['9', '6'], filled: 1 },
];
const proposal = { fingerprint: 'f'.repeat(32), eventNumber: 'CAD Event Number', place: { form: 'two-columns', columns: ['Longitude', 'Latitude'] },
  priority: { column: 'Call Priority', codes: { P1: '1', P2: '2', P3: '3', P4: '4' } }, incident: { column: 'Report Taken', codes: { Y: 'true', N: 'false' } },
  disposition: 'Disposition Code' };
const time = (format) => ({ time: { columns: ['Call Received'], format } });
const doubts = [{ field: 'time', question: 'dates of Call Received may be month/day or day/month: no value has a day over 12 that would tell', choices: [
  { label: 'the month first (03/04 is March 4)', evidence: 'most US exports write so', set: { ...proposal, ...time('MM/dd/yyyy hh:mm:ss tt') } },
  { label: 'the day first (03/04 is 3 April)', set: { ...proposal, ...time('dd/MM/yyyy hh:mm:ss tt') } }] }];
const report = (fileName) => ({ fileName, rows: 20010, accepted: 19970, rejected: 12, withoutPlace: 28, duplicates: 3, first: '2024-01-01T00:08:23',
  last: '2024-12-31T23:51:02', rejectedByReason: [{ reason: 'timestamp is not a date', rows: 9, firstLine: 512 }, { reason: 'priority is not 1 to 9', rows: 3, firstLine: 77 }],
  notes: ['3 rows repeat an event number: the last one counts.'] });

export function makeForms(city) {
  const uploads = [];
  const base = `/cities/${city.id}`;
  const settle = (one) => {
    if (one.status !== 'reading' || Date.now() - one.sent < 1500) { return; }
    one.kind = /\.(zip|geojson|kml)$/.test(one.fileName) ? 'map' : 'calls';
    const calls = { ...report(one.fileName) };
    if (/portal/.test(one.fileName) && !one.mapped) {
      Object.assign(one, { status: 'needs-mapping', mapping: { fingerprint: proposal.fingerprint, proposal, columns, doubts } });
    } else if (/bad/.test(one.fileName)) {
      Object.assign(one, { status: 'refused', kind: 'unknown', message: `${one.fileName}: this is neither a map nor calls`, remedy: 'Give calls as CSV, a map as a zipped shapefile or GeoJSON.' });
    } else if (one.kind === 'map') {
      Object.assign(one, { status: one.dryRun ? 'checked' : 'loaded', report: { fileName: one.fileName, areas: 585, notes: ['2 gaps between areas were closed.'] } });
    } else {
      Object.assign(one, { status: one.dryRun ? 'checked' : 'loaded', rejected: `${base}/uploads/${one.upload}/rejected.csv`,
        report: { ...calls, ...(one.replaces && { inserted: 120, updated: 40, unchanged: 19810, removed: 35 }) } });
    }
  };
  return (request, url, body, json, response) => {
    const path = url.pathname.replace(/^\/api/, '');
    const at = `${request.method} ${path.startsWith(base) ? path.slice(base.length) : path}`;
    const parse = () => JSON.parse(body);
    const upload = uploads.find((one) => at.includes(`/uploads/${one.upload}`));
    if (upload) { settle(upload); }
    if (at === 'GET /calls/summary') { json(200, summarise(url.searchParams)); return true; }
    if (at === 'POST /calls/forget') {
      const { event, dryRun } = parse();
      const found = calls.some((call) => call.event === event);
      json(200, { found, rejectedRows: found ? 1 : 0, forgotten: found && !dryRun });
      return true;
    }
    if (at === 'POST /uploads') {
      const one = { ...parse(), upload: `u${uploads.length + 1}`, received: new Date().toISOString(), kind: 'unknown', status: 'waiting-for-file' };
      uploads.unshift(one);
      json(201, { upload: one.upload, method: 'PUT', url: `/api${base}/uploads/${one.upload}/content`, headers: { 'content-type': 'text/csv', 'content-length': '1' }, expires: '' });
      return true;
    }
    if (at.endsWith('/content')) { Object.assign(upload, { status: 'reading', progress: 0.4, sent: Date.now() }); json(202, {}); return true; }
    if (at.endsWith('/rejected.csv')) { response.writeHead(200, { 'content-type': 'text/csv' }); response.end('line,reason\n512,timestamp is not a date\n'); return true; }
    if (at === 'GET /uploads') { uploads.forEach(settle); json(200, { uploads }); return true; }
    if (at.startsWith('GET /uploads/')) { json(upload ? 200 : 404, upload ?? { detail: 'There is no such upload.' }); return true; }
    if (at.startsWith('PUT /mappings/')) {
      uploads.filter((one) => one.status === 'needs-mapping').forEach((one) => Object.assign(one, { status: 'reading', sent: Date.now(), mapped: true, mapping: undefined }));
      json(200, parse());
      return true;
    }
    if (at === 'GET /quality') {
      json(200, { map: { file: 'city.zip', areas: 585, notes: ['The map has 2 parts, joined by 2 bridges.'] }, calls: { total: 20000, withoutPlace: 28,
        outside: { calls: 40, sample: [[-113.5, 33.3], [-113.2, 33.2], [-113.42, 33.36], [-113.35, 33.1]] }, gaps: [{ from: '2024-02-10', to: '2024-02-16', days: 7 }],
        rejected: [{ reason: 'timestamp is not a date', rows: 9 }], fields: [{ field: 'priority', filled: 0.98 }, { field: 'disposition', filled: 1 }, { field: 'service_minutes', filled: 0.91 }] },
      uploads: uploads.slice(0, 10) });
      return true;
    }
    if (/^GET \/plans\/[^/]+\/when$/.test(at)) {
      const share = url.searchParams.get('beat') ? 1 / 12 : 1;
      const { week } = summarise(new URLSearchParams());
      json(200, { week: { calls: week.calls.map((n) => Math.round(n * share)), minutes: week.minutes.map((n) => n * share) }, days: [53, 53, 52, 52, 52, 52, 52] });
      return true;
    }
    return false;
  };
}
