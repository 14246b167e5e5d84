// The API for development: two plans of the sample city and one run that lasts 20 s, under the policy of the real page.
// node tests/mock/server.mjs [port] [folder made by make.sh]
import { createReadStream, existsSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packMap } from './shapes.mjs';
import * as answers from './answers.mjs';
import { makeForms } from './forms.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const port = Number(process.argv[2] ?? 5199);
const folder = process.argv[3] ?? join(here, 'out');
const dist = join(here, '../../dist');
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const plans = new Map(['first', 'second'].filter((name) => existsSync(join(folder, name, 'plan.json')))
  .map((name) => [read(`${name}/plan.json`).planId, { folder: join(folder, name), plan: read(`${name}/plan.json`) }]));
const first = [...plans.values()][0];
const map = packMap(join(first.folder, 'areas.zip'), first.plan.datasets.map);
const started = Date.now();
const forms = makeForms(first.plan.city);
const state = { settings: answers.settings(first.plan), round: 1, cancelled: false, removed: new Set(), links: [] };
const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; style-src 'self'; "
  + "img-src 'self' data: blob:; font-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
const types = { '.html': 'text/html', '.js': 'text/javascript', '.mjs': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml',
  '.json': 'application/json', '.csv': 'text/csv', '.zip': 'application/zip', '.geojson': 'application/geo+json', '.txt': 'text/plain' };

createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  response.setHeader('content-security-policy', policy);
  if (!url.pathname.startsWith('/api/')) { return sendPage(url.pathname, response); }
  let body = '';
  for await (const chunk of request) { body += chunk; }
  const json = (status, value, headers = {}) => {
    response.writeHead(status, { 'content-type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
    response.end(value === undefined ? '' : JSON.stringify(value));
  };
  try { if (!forms(request, url, body, json, response)) { answer(request, url, body ? JSON.parse(body) : {}, json, response); } } catch (fault) { json(500, { title: 'Internal Server Error', detail: String(fault) }); }
}).listen(port, '127.0.0.1', () => console.log(`http://127.0.0.1:${port}`));

function sendPage(path, response) {
  const file = join(dist, path);
  const found = existsSync(file) && statSync(file).isFile() ? file : join(dist, 'index.html');
  response.writeHead(200, { 'content-type': types[extname(found)] ?? 'application/octet-stream' });
  createReadStream(found).pipe(response);
}

function answer(request, url, body, json, response) {
  const id = first.plan.city.id;
  const [, , route, city, ...rest] = url.pathname.split('/').map(decodeURIComponent);
  const place = `${request.method} ${[route, city && ':city', ...rest.map((part, i) => (rest[i - 1] === 'plans' ? ':plan' : part))].filter(Boolean).join('/')}`;
  if (city && city !== id) { return json(404, { title: 'Not Found', detail: `There is no city "${city}".` }); }
  const under = answers.running(started, state.cancelled);
  const plan = plans.get(rest[1]);
  if (rest[0] === 'plans' && rest[1] && !plan && rest[1] !== under.planId && rest[1] !== 'failed-run') {
    return json(404, { title: 'Not Found', detail: `There is no plan "${rest[1]}".` });
  }
  switch (place) {
    case 'GET me': return json(200, { home: 'laptop', version: 'mock', engineVersion: '5', cities: [id], roles: { [id]: 'admin' }, limits: { uploadBytes: 1e9 } });
    case 'GET cities': return json(200, { cities: [answers.city(first.plan, map.header, plans.size)] });
    case 'GET cities/:city/settings': return json(200, state.settings, { etag: `"${state.round}"` });
    case 'PUT cities/:city/settings':
      if (request.headers['if-match'] !== `"${state.round}"`) { return json(412, { title: 'Precondition Failed', detail: 'Changed meanwhile.' }); }
      state.settings = body;
      state.round += 1;
      return json(200, state.settings, { etag: `"${state.round}"` });
    case 'GET cities/:city/map':
      response.writeHead(200, { 'content-type': 'application/octet-stream', etag: `"${map.header.version}"` });
      return response.end(map.bytes);
    case 'GET cities/:city/plans':
      return json(200, { plans: [under, answers.failed(id), ...[...plans.values()].filter((one) => !state.removed.has(one.plan.planId)).map((one) => answers.row(one.plan))] });
    case 'GET cities/:city/adopted': return json(200, { adopted: [] });
    case 'POST cities/:city/plans': return json(202, under, { location: `/cities/${id}/plans/${under.planId}` });
    case 'GET cities/:city/plans/:plan':
      if (!plan) { return json(200, rest[1] === 'failed-run' ? answers.failed(id) : under); }
      return json(200, answers.shown(plan.plan, Object.fromEntries(readdirSync(plan.folder).map((name) => [name, `/api/cities/${id}/plans/${rest[1]}/files/${name}`]))));
    case 'DELETE cities/:city/plans/:plan':
      if (plan) { state.removed.add(rest[1]); } else { state.cancelled = true; }
      return json(200, plan ? {} : answers.running(started, true));
    case 'GET cities/:city/plans/:plan/table': return json(200, answers.table(plan.plan, map.header, readFileSync(join(plan.folder, 'summary.txt'), 'utf8')));
    case 'GET cities/:city/plans/:plan/resolution': return json(200, answers.resolution(plan.plan, map.header, url.searchParams.get('by')));
    case 'POST cities/:city/plans/:plan/evaluation': return json(200, answers.evaluation(read('evaluation.json')));
    case 'POST cities/:city/plans/:plan/staffing': return json(422, { title: 'Unprocessable Content', detail: 'Shifts do not cover the day.', errors: { shifts: ['06:00-14:00 is missing.'] } });
    case 'GET cities/:city/compare': return json(200, answers.compare(plans.get(url.searchParams.get('a')), plans.get(url.searchParams.get('b')) ?? first, map.header));
    case 'GET cities/:city/plans/:plan/links': return json(200, { links: state.links });
    case 'POST cities/:city/plans/:plan/links':
      state.links.push({ token: `t${state.links.length}`, url: `/r/t${state.links.length}`, file: body.file, expires: '2026-12-04T08:00:00Z', expired: false });
      return json(201, state.links.at(-1));
    case 'GET cities/:city/where': return json(200, { area: map.header.ids[0], index: 0, beat: 1 });
    default:
      if (place.startsWith('GET cities/:city/plans/:plan/files/') && plan) {
        const file = join(plan.folder, rest[3].replaceAll('/', ''));
        response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream' });
        return createReadStream(file).pipe(response);
      }
      return json(404, { title: 'Not Found', detail: `The mock does not answer ${place}.` });
  }
}
