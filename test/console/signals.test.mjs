// Signals over the real server: loaded as a table, given a share of the workload, seen in the plan, removed.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findBarriers, findSmallText, finish, openBrowser, openPage, waitForMap } from './browser.mjs';
import { root, run, startServer } from './serve.mjs';

let [server, browser, planId] = [];
const city = 'weighed';
const sample = (name) => join(root, 'samples', name);
const folder = mkdtempSync(join(tmpdir(), 'smartbeats-signals-'));
const crashes = JSON.parse(readFileSync(sample('crashes.geojson'), 'utf8')).features;
const open = async (screen, options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  await opened.page.goto(`${server.origin}/c/${city}/${screen}`);
  return opened;
};
const ask = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/${path}`);
/** For whoever wants to look at the screens: SHOTS names a folder. */
const shoot = async (page, name) => { if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true }); } };

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { code, stderr } = await run('ingest', sample('city.zip'), sample('calls.csv'), '--workspace', server.workspace, '--city', city,
    '--time-zone', 'America/Phoenix');
  assert.equal(code, 0, stderr);
  // As a portal writes them: a date, a time of day, a place in one column.
  const rows = crashes.map(({ geometry: { coordinates: [lon, lat] }, properties: { TIMESTAMP: at } }) =>
    `${at.slice(5, 7)}/${at.slice(8, 10)}/${at.slice(0, 4)},${at.slice(11)},"(${lat}, ${lon})"`);
  writeFileSync(join(folder, 'crashes 2024.csv'), ['Crash Date,Crash Time,Location', ...rows].join('\r\n'));
  writeFileSync(join(folder, 'no place.csv'), 'Crash Date,Street\r\n01/31/2024,Main\r\n02/01/2024,Elm\r\n');
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('A table of coordinates is loaded as a signal, and one without is refused with what to do', { timeout: 180_000 }, async () => {
  const opened = await open('data');
  const { page } = opened;
  await page.getByText('Only try it, replace a period').click();
  await page.getByLabel('What the files are').selectOption('signal');
  await page.getByLabel('Name of the signal').fill('crashes');
  await shoot(page, 'signals-data-form');
  await page.getByLabel('Choose files').setInputFiles(join(folder, 'no place.csv'));
  await page.locator('.upload', { hasText: /no.place\.csv/ }).getByText('no column of it holds coordinates').waitFor();
  await page.getByLabel('Choose files').setInputFiles(join(folder, 'crashes 2024.csv'));
  await page.locator('.upload', { hasText: /crashes.2024\.csv/ }).getByText(`Signal crashes: ${crashes.length.toLocaleString('en-US')} crashes.`).waitFor();
  const { signals } = await ask(page, 'signals');
  assert.deepEqual(signals.map(({ name, total }) => [name, total]), [['crashes', crashes.length]]);
  await page.getByText('Signals', { exact: true }).click();
  await page.locator('.signals').getByText(/from crashes.2024\.csv/).waitFor();
  await shoot(page, 'signals-data');
  await finish(opened);
});

test('What is weighed, kept whole and labelled is filled in, and the plan shows each beat’s share', { timeout: 240_000 }, async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByLabel('Number of beats').last().fill('6');
  await page.getByText('More: search').click();
  await page.getByText('Signals: crashes (1,300 crashes).').waitFor();
  await page.getByLabel('What the workload is weighed from').fill('crashes=0.2\nRESIDENTS=0.1');
  await page.getByLabel('Keep together').fill('NEIGHBORHO');
  await page.getByLabel('Areas are called by').selectOption('NEIGHBORHO');
  await page.getByLabel('Effort').fill('200000');
  await page.getByText('The same as JSON').click();
  const request = JSON.parse(await page.getByLabel('Request', { exact: true }).innerText());
  assert.deepEqual(request, { beats: 6, effort: 200000, weigh: { crashes: 0.2, RESIDENTS: 0.1 }, keepWhole: { NEIGHBORHO: 1 }, label: 'NEIGHBORHO' });
  const line = await page.getByLabel('Command line', { exact: true }).innerText();
  assert.match(line, /--weigh ["']?crashes=0.2,RESIDENTS=0.1["']?.* --keep-whole ["']?NEIGHBORHO(=1)?["']?.* --label ["']?NEIGHBORHO["']?/);
  await page.getByText('The workload is weighed from more than calls').waitFor();
  await shoot(page, 'signals-design');
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('button', { name: 'Design the beats' }).click();
  await page.waitForURL(/\/(run|plan)\/[0-9a-f]{32}/, { timeout: 60_000 });
  planId = /[0-9a-f]{32}/.exec(page.url())[0];
  const status = async () => (await ask(page, `plans/${planId}`)).status;
  for (let second = 0; second < 120 && await status() !== 'published'; second += 1) { await page.waitForTimeout(1000); }
  assert.equal(await status(), 'published');
  await page.goto(`${server.origin}/c/${city}/plan/${planId}`);
  await waitForMap(page);
  await page.getByRole('columnheader', { name: /crashes/ }).waitFor();
  const { shares } = await ask(page, `plans/${planId}/table`);
  assert.deepEqual(shares.map(({ name, share }) => [name, share]), [['calls', 0.7], ['RESIDENTS', 0.1], ['crashes', 0.2]]);
  // The crashes of a beat are counted again, from the published beats and the points themselves.
  const beats = await page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/plans/${planId}/files/beats.geojson`);
  const counted = beats.features.sort((a, b) => a.properties.ZONE_ID - b.properties.ZONE_ID)
    .map(({ geometry }) => crashes.filter((crash) => isInside(crash.geometry.coordinates, geometry)).length);
  const amounts = shares.find(({ name }) => name === 'crashes').amounts;
  counted.forEach((count, beat) => assert.ok(Math.abs(count - amounts[beat]) <= 3, `beat ${beat + 1}: ${count} by its outline, ${amounts[beat]} in the plan`));
  const headers = await page.locator('.plan-side th').allInnerTexts();
  const column = headers.findIndex((header) => /crashes/.test(header));
  const shown = await page.locator(`.plan-side tbody tr td:nth-child(${column + 1}), .plan-side tbody tr th:nth-child(${column + 1})`).allInnerTexts();
  assert.equal(shown.length, 6);
  shown.forEach((text, beat) => assert.ok(Math.abs(parseFloat(text) - shares[2].loadShares[beat] * 100) <= 0.0501, `beat ${beat + 1}: ${text}`));
  await shoot(page, 'signals-plan');
  await finish(opened);
});

test('The screens hold at the width of a phone, in the dark and in Spanish', { timeout: 180_000 }, async () => {
  for (const [colorScheme, locale, language] of [['light', 'en-US', 'en'], ['dark', 'es-US', 'es']]) {
    const opened = await open('design', { viewport: { width: 390, height: 844 }, colorScheme, locale });
    const { page } = opened;
    await page.locator('.design-form .folded > summary').first().click();
    const weigh = page.locator('textarea[name="weigh"], #weigh').or(page.getByLabel(language === 'en' ? 'What the workload is weighed from' : 'De qué se compone la carga')).first();
    await weigh.fill('crashes=0.2');
    await weigh.scrollIntoViewIfNeeded();
    assert.deepEqual(await findSmallText(page), []);
    await assertFits(page);
    await shoot(page, `signals-design-390-${language}`);
    await page.goto(`${server.origin}/c/${city}/data`);
    await page.locator('.signals > summary').click();
    await page.locator('.signals li').first().waitFor();
    await assertFits(page);
    await shoot(page, `signals-data-390-${language}`);
    await page.goto(`${server.origin}/c/${city}/plan/${planId}`);
    await waitForMap(page);
    await assertFits(page);
    await shoot(page, `signals-plan-390-${language}`);
    await finish(opened);
  }
});

test('A signal is removed after it is said what rests on it; its plans stay and say that they are older', { timeout: 120_000 }, async () => {
  const opened = await open('data');
  const { page } = opened;
  await page.getByText('Signals', { exact: true }).click();
  await page.getByRole('button', { name: 'Look what removing crashes would do' }).click();
  await page.locator('.signals').getByText('Signal crashes would be removed. 1 plan is weighed from it and stays as it is').waitFor();
  assert.equal((await ask(page, 'signals')).signals.length, 1);
  await shoot(page, 'signals-remove');
  await page.getByRole('button', { name: 'Remove crashes' }).click();
  await page.locator('.signals').getByText('Signal crashes is removed.').waitFor();
  assert.deepEqual((await ask(page, 'signals')).signals, []);
  assert.deepEqual(await findBarriers(page), []);
  await page.goto(`${server.origin}/c/${city}/history`);
  await page.getByText('made on older signals').waitFor();
  await page.goto(`${server.origin}/c/${city}/plan/${planId}`);
  await waitForMap(page);
  await page.getByText('This plan was made on older signals.').waitFor();
  await page.getByRole('columnheader', { name: /crashes/ }).waitFor();
  await shoot(page, 'signals-older');
  await page.goto(`${server.origin}/c/${city}/design`);
  await page.getByLabel('Number of beats').last().fill('6');
  await page.getByText('More: search').click();
  await page.getByLabel('What the workload is weighed from').fill('crashes=0.2');
  await page.getByRole('button', { name: 'Design the beats' }).click();
  await page.getByText('Load a signal of that name, or leave it out.').first().waitFor();
  await shoot(page, 'signals-refused');
  await finish(opened);
});

async function assertFits(page) {
  const { wide, seen } = await page.evaluate(() => ({ wide: document.documentElement.scrollWidth, seen: document.documentElement.clientWidth }));
  assert.ok(wide <= seen, `${page.url()} is ${wide} px wide where ${seen} are seen`);
}

/** Whether a point lies in a polygon or one of several, holes left out: crossings of its rings to the east, odd or even. */
function isInside([x, y], { type, coordinates }) {
  const polygons = type === 'Polygon' ? [coordinates] : coordinates;
  return polygons.some((rings) => rings.reduce((crossings, ring) => crossings + ring.filter(([x1, y1], at) => {
    const [x2, y2] = ring[(at + 1) % ring.length];
    return (y1 > y) !== (y2 > y) && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1;
  }).length, 0) % 2 === 1);
}
