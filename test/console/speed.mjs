// How fast the page is over a running server, as its readers meet it; a benchmark, no test:
//   node speed.mjs "http://127.0.0.1:8474/?key=KEY" CITY [ROUNDS]
// Takes the city's latest published plan. Prints a row a figure.
import { readdirSync, readFileSync } from 'node:fs';
import http from 'node:http';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { openBrowser, waitForMap } from './browser.mjs';
import { root } from './serve.mjs';

const [link, city, rounds = '5'] = process.argv.slice(2);
const { origin, searchParams } = new URL(link);
const headers = { authorization: `Bearer ${searchParams.get('key')}`, 'accept-encoding': 'br' };
const megabit = 125_000;
const viewers = 200;

const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];
const row = (what, value, wanted) => console.log(`| ${what} | ${value} | ${wanted} |`);
const { plans } = await (await fetch(`${origin}/api/cities/${city}/plans`, { headers })).json();
const { planId } = plans.find((plan) => plan.status === 'published');

/** The page of the plan in a browser that has nothing of it yet, on a line of 10 Mbit and 20 ms. */
async function openAnew(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(link);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.clearBrowserCache');
  await session.send('Network.emulateNetworkConditions', { offline: false, latency: 20, downloadThroughput: 10 * megabit, uploadThroughput: 10 * megabit });
  await page.goto(`${origin}/c/${city}/plan/${planId}`);
  await waitForMap(page);
  const [paint, drawn] = await page.evaluate(() => ['first-contentful-paint', 'areas drawn'].map((name) => performance.getEntriesByName(name)[0].startTime));
  return { context, page, session, paint, drawn };
}

/** Milliseconds of script in each frame while the map is dragged, or zoomed by the wheel. */
async function timeFrames({ page, session }, move) {
  await session.send('Performance.enable');
  const script = async () => (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'ScriptDuration').value * 1000;
  const box = await page.locator('.plan-canvas canvas').boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    globalThis.frames_ = 0;
    const count = () => { globalThis.frames_ += 1; requestAnimationFrame(count); };
    requestAnimationFrame(count);
  });
  const [before, began] = [await script(), await page.evaluate(() => globalThis.frames_)];
  await move(page, box);
  return (await script() - before) / Math.max(1, await page.evaluate(() => globalThis.frames_) - began);
}

async function drag(page, box) {
  await page.mouse.down();
  for (let step = 1; step <= 60; step += 1) { await page.mouse.move(box.x + box.width / 2 + step * 3, box.y + box.height / 2 + step); await page.waitForTimeout(16); }
  await page.mouse.up();
}

async function zoom(page) {
  for (let step = 0; step < 20; step += 1) { await page.mouse.wheel(0, step < 10 ? -120 : 120); await page.waitForTimeout(50); }
}

/** The editor of the plan: milliseconds until it can draw and measure, of script a step of the brush, and from a stroke to all its figures. */
async function edit(browser) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  const page = await context.newPage();
  await page.goto(link);
  await page.goto(`${origin}/c/${city}/edit/${planId}`);
  await waitForMap(page);
  const drawn = await page.evaluate(() => performance.getEntriesByName('areas drawn')[0].startTime);
  await page.locator('.edit[data-checked-by="page"]').waitFor();
  const ready = await page.evaluate(() => performance.now());
  const session = await context.newCDPSession(page);
  await session.send('Performance.enable');
  const script = async () => (await session.send('Performance.getMetrics')).metrics.find((one) => one.name === 'ScriptDuration').value * 1000;
  await page.getByRole('button', { name: 'Brush', exact: true }).click();
  const box = await page.locator('.edit-canvas canvas').boundingBox();
  const [x, y] = [box.x + box.width * 0.4, box.y + box.height * 0.5];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const before = await script();
  for (let step = 1; step <= 20; step += 1) { await page.mouse.move(x + step * 8, y); await page.waitForTimeout(30); }
  const brush = (await script() - before) / 20;
  const released = await script();
  await page.mouse.up();
  await page.locator('[data-figure="maxDeviation"][data-value]').waitFor();
  const stroke = await script() - released;
  const measured = await page.evaluate(() => performance.getEntriesByName('stroke measured').at(-1).duration);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.waitForTimeout(1500);
  await context.close();
  return { drawn, ready, brush, stroke, measured };
}

const browser = await openBrowser();
const openings = [];
for (let round = 0; round < Number(rounds); round += 1) {
  const opened = await openAnew(browser);
  openings.push({ ...opened, pan: await timeFrames(opened, drag), zoom: await timeFrames(opened, zoom) });
  await opened.context.close();
}
const edits = [];
for (let round = 0; round < Number(rounds); round += 1) { edits.push(await edit(browser)); }
await browser.close();

/** Scripts and styles the page can ask for, as a server packs them. */
const assets = join(root, 'src/SmartBeats.Console/dist/assets');
const bytes = readdirSync(assets).filter((name) => /\.(js|css)$/.test(name)).reduce((sum, name) => sum + gzipSync(readFileSync(join(assets, name))).length, 0);

/** One reader's requests, one after another on a connection of their own. */
async function view() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const times = [];
  let faults = 0;
  for (const path of ['/', '/api/cities', `/api/cities/${city}/map`, `/api/cities/${city}/plans`, `/api/cities/${city}/plans/${planId}`,
    `/api/cities/${city}/plans/${planId}/table`, `/api/cities/${city}/plans/${planId}/resolution`]) {
    const began = performance.now();
    const status = await new Promise((resolve) => {
      http.get(origin + path, { agent, headers }, (answer) => { answer.resume(); answer.on('end', () => resolve(answer.statusCode)); }).on('error', () => resolve(0));
    });
    times.push(performance.now() - began);
    if (status !== 200) { faults += 1; }
  }
  agent.destroy();
  return { times, faults };
}

await view();
const began = performance.now();
const views = await Promise.all(Array.from({ length: viewers }, view));
const seconds = (performance.now() - began) / 1000;
const faults = views.reduce((sum, one) => sum + one.faults, 0);
const times = views.flatMap((one) => one.times).sort((a, b) => a - b);

console.log('| | measured | wanted |\n|---|---|---|');
row('first contentful paint at 10 Mbit, s', (median(openings.map((one) => one.paint)) / 1000).toFixed(2), '2');
row('areas drawn at 10 Mbit, s', (median(openings.map((one) => one.drawn)) / 1000).toFixed(2), '4');
row('script of a frame while the map is dragged, ms', median(openings.map((one) => one.pan)).toFixed(1), '16');
row('script of a frame while it is zoomed, ms', median(openings.map((one) => one.zoom)).toFixed(1), '16');
row('scripts and styles, gzip, KB', (bytes / 1000).toFixed(0), '600');
row('editor: areas drawn on loopback, s', (median(edits.map((one) => one.drawn)) / 1000).toFixed(2), '3');
row('editor: the checker is up in the page, s', (median(edits.map((one) => one.ready)) / 1000).toFixed(2), '');
row('editor: script of a step of the brush, ms', median(edits.map((one) => one.brush)).toFixed(1), '8');
row('editor: script on the page after a stroke (loads, borders, labels, table), ms', median(edits.map((one) => one.stroke)).toFixed(0), '16');
row('editor: from a stroke to all its figures, in the worker, ms', median(edits.map((one) => one.measured)).toFixed(0), '300');
row(`${viewers} readers at once: faults of ${times.length.toLocaleString('en-US')} answers`, faults, '0');
row('the same: seconds until all had all, and the 95th percentile of an answer, ms', `${seconds.toFixed(1)}, ${times[Math.floor(times.length * 0.95)].toFixed(0)}`, '');
