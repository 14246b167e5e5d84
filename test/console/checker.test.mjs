// The checker in the page against the server's, on edits nobody planned: the same answer to the last digit.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, openPage } from './browser.mjs';
import { root, run, startServer } from './serve.mjs';

const shared = join(root, '../shared/data/cities');
let [server, browser, opened, library] = [];

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  opened = await openPage(browser, server.origin);
  await opened.page.goto(server.link);
  library = findLibrary();
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Addresses of the worker and of the library as the built page has them. */
function findLibrary() {
  const packed = process.env.SMARTBEATS ? join(process.env.SMARTBEATS, '../console') : join(root, 'src/SmartBeats.Console/dist');
  const names = readdirSync(join(packed, 'assets'));
  const [worker, folder] = [/^checker\.worker-.*\.js$/, /^checker-[0-9a-f]+$/].map((form) => names.find((name) => form.test(name)));
  assert.ok(worker && folder, 'the page was built without the library');
  return { worker: `/assets/${worker}`, folder: `/assets/${folder}` };
}

/**
 * Makes edits at random in the page: at borders mostly, now and then scattered, a new beat, a merge. After every `every`th the worker's answer
 * is compared with the server's to the same moves.
 */
const compare = (city, plan, edits, every) => opened.page.evaluate(async (given) => {
  const get = async (path) => (await fetch(`/api/cities/${given.city}/${path}`)).arrayBuffer();
  const map = await get('map');
  const { ids } = JSON.parse(new TextDecoder().decode(new Uint8Array(map, 12, new DataView(map).getUint32(8, true))));
  const table = JSON.parse(new TextDecoder().decode(await get(`plans/${given.plan}/table`)));
  const worker = new Worker(given.library.worker, { type: 'module' });
  let number = 0;
  const tell = (question) => new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => ('fault' in data ? reject(new Error(data.fault)) : resolve(data.value));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.postMessage({ ...question, number: number += 1, folder: given.library.folder });
  });
  await tell({ verb: 'open', packed: await get(`plans/${given.plan}/ground`) });
  await tell({ verb: 'openResponse', packed: await get(`plans/${given.plan}/ground?part=response`) });
  let state = 7;
  const draw = (below) => { state = (state * 1103515245 + 12345) % 2147483648; return Math.floor((state / 2147483648) * below); };
  const names = [...table.beats].sort((a, b) => a.beat - b.beat).map((beat) => beat.name ?? String(beat.beat));
  const beatOf = table.areas.beat.map((beat) => beat - 1);
  const moves = [];
  const different = [];
  let [compared, slowest, slowestResponse, wishes] = [0, 0, 0, 0];
  for (let edit = 1; edit <= given.edits; edit += 1) {
    const [area, kind] = [draw(ids.length), draw(100)];
    if (kind === 0) {
      names.push(`new ${names.length}`);
      beatOf[area] = names.length - 1;
      moves.push({ areas: [ids[area]], beat: names.at(-1), new: true });
    } else if (kind === 1) {
      const [from, to] = [beatOf[area], beatOf[draw(ids.length)]];
      if (from !== to) {
        beatOf.forEach((beat, at) => { if (beat === from) { beatOf[at] = to; } });
        moves.push({ merge: names[from], beat: names[to] });
      }
    } else {
      beatOf[area] = beatOf[draw(ids.length)];
      moves.push({ areas: [ids[area]], beat: names[beatOf[area]] });
    }
    const began = performance.now();
    const here = await tell({ verb: 'measure', names, beatOf });
    slowest = Math.max(slowest, performance.now() - began);
    const asked = performance.now();
    const response = await tell({ verb: 'response', names, beatOf });
    slowestResponse = Math.max(slowestResponse, performance.now() - asked);
    if (edit % given.every) { continue; }
    const answer = await fetch(`/api/cities/${given.city}/plans/${given.plan}/edits?dryRun=true&response=true`, {
      method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ moves }) });
    const { callsAreCurrent, callsVersion, response: answered, ...there } = await answer.json();
    compared += 1;
    wishes += here.wishes?.keepWhole?.length ?? 0;
    if (!answer.ok || JSON.stringify([here, response]) !== JSON.stringify([there, answered])) { different.push({ edit, callsVersion, callsAreCurrent }); }
  }
  worker.terminate();
  return { compared, different, slowest, slowestResponse, wishes };
}, { city, plan, edits, every, library });

const post = (path, body) => opened.page.evaluate(async ([at, sent]) => (await fetch(`/api/${at}`, {
  method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) })).json(), [path, body]);

async function design(city, request) {
  const { planId } = await post(`cities/${city}/plans`, request);
  for (;;) {
    const { status } = await opened.page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/plans/${planId}`);
    if (status !== 'running' && status !== 'queued') { assert.equal(status, 'published'); return planId; }
    await opened.page.waitForTimeout(300);
  }
}

test('On the sample city each of five hundred edits in the page is measured as the server measures it', { timeout: 300_000 }, async () => {
  const city = (await post('cities', { sample: true })).id;
  const plan = await design(city, { beats: 12, effort: 100000, keepWhole: { NEIGHBORHO: 1 } });
  const { compared, different, wishes } = await compare(city, plan, 500, 1);
  assert.deepEqual([compared, different, wishes], [500, [], 500]);
});

const cities = [
  ['seattle', 'city.zip', 'America/Los_Angeles', 54, 50], ['chicago', 'city.zip', 'America/Chicago', 60, 100], ['seattle', 'city_blocks.zip', 'America/Los_Angeles', 54, 250],
];
for (const [folder, map, zone, beats, every] of cities) {
  const files = [join(shared, folder, map), join(shared, folder, 'calls.csv')];
  const isThere = files.every(existsSync);
  test(`On ${folder}'s ${map} five hundred edits are made in the page, and every ${every}th is compared`, { timeout: 400_000, skip: isThere ? false : 'SHARED DATA MISSING' }, async () => {
    const city = `${folder}-${map.split('.')[0].replace('_', '-')}`;
    const loaded = await run('ingest', ...files, '--workspace', server.workspace, '--city', city, '--time-zone', zone, '--max-rejected', '0.5');
    assert.equal(loaded.code, 0, loaded.stderr);
    const { compared, different, slowest, slowestResponse } = await compare(city, await design(city, { beats, effort: 200000 }), 500, every);
    assert.deepEqual([compared, different], [500 / every, []]);
    console.log(`# ${city}: slowest of 500 measures ${slowest.toFixed(0)} ms, of response ${slowestResponse.toFixed(0)} ms`);
    assert.deepEqual(opened.faults, []);
  });
}
