// Every screen over a real city of 10,387 areas and a year of its calls, wide and on a phone.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findBarriers, findSmallText, finish, openBrowser, openPage, waitForMap } from './browser.mjs';
import { makeWorkspace, root, run, startServer } from './serve.mjs';

const data = join(root, '../shared/data/cities/seattle');
const skip = existsSync(data) ? false : 'SHARED DATA MISSING: cities/seattle';
const city = 'seattle';
let [server, browser, plans] = [];

const api = (page, path) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/${path}`);
const open = async (path, options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  await opened.page.goto(`${server.origin}/c/${city}/${path}`);
  return opened;
};

before(async () => {
  if (skip) { console.error(skip); return; }
  const workspace = makeWorkspace();
  const told = async (...words) => {
    const { code, stdout, stderr } = await run(...words, '--workspace', workspace);
    assert.equal(code, 0, stderr);
    return stdout;
  };
  await told('ingest', join(data, 'city_blocks.zip'), join(data, 'calls.csv'), '--city', city, '--city-name', 'Seattle', '--time-zone', 'America/Los_Angeles');
  plans = [];
  for (const beats of ['17', '18']) {
    const plan = JSON.parse(await told('design', '--beats', beats, '--effort', '2000000', '--json', '--output', join(workspace, `beats-${beats}`)));
    plans.push(plan.planId);
  }
  server = await startServer(workspace);
  browser = await openBrowser();
}, { timeout: 240_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('The plan of a real city is drawn, and its map and its table tell what the API tells', { timeout: 240_000, skip }, async () => {
  const opened = await open(`plan/${plans[0]}`);
  const { page } = opened;
  await waitForMap(page);
  const table = await api(page, `cities/${city}/plans/${plans[0]}/table`);
  assert.equal(table.areas.beat.length, 10_387);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), table.headline);
  const rows = await page.locator('.plan-side tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].slice(0, 2).map((cell) => cell.textContent.trim())));
  assert.deepEqual(rows, table.beats.map((beat) => [beat.name, beat.workload.toLocaleString('en-US')]));
  for (const view of ['workload', 'disposition', 'priority']) {
    await page.getByLabel('Color by').selectOption(view);
    await page.locator('.steps li, .legend').first().waitFor();
    assert.deepEqual(await findBarriers(page), [], view);
  }
  const search = page.getByRole('combobox', { name: /Beat, area/ });
  await search.fill('beat 9');
  await search.press('Enter');
  await page.waitForURL('**beat=9**');
  const list = page.getByRole('listbox', { name: /areas in beat 9/ });
  const heaviest = Math.max(...table.areas.workload.filter((_, area) => table.areas.beat[area] === 9));
  assert.equal(await list.locator('.number').first().textContent(), heaviest.toLocaleString('en-US'));
  await finish(opened);
});

test('Calls are counted as they are chosen, as many as the API counts', { timeout: 240_000, skip }, async () => {
  const opened = await open('design');
  const { page } = opened;
  const outlook = page.getByRole('complementary', { name: 'What would be counted' });
  const all = await api(page, `cities/${city}/calls/summary`);
  await outlook.getByText(all.calls.toLocaleString('en-US'), { exact: true }).waitFor();
  const night = await api(page, `cities/${city}/calls/summary?hours=22-6`);
  assert.ok(night.calls > 0 && night.calls < all.calls);
  await page.getByLabel('Hours from').selectOption('22');
  await page.getByLabel('Hours to').selectOption('6');
  await outlook.getByText(night.calls.toLocaleString('en-US'), { exact: true }).waitFor();
  await finish(opened);
});

for (const width of [1440, 390]) {
  test(`At ${width} px no screen of a real city is cut, small or barred`, { timeout: 300_000, skip }, async () => {
    const opened = await open('data', { viewport: { width, height: width === 390 ? 844 : 900 } });
    const { page } = opened;
    for (const path of [
      'data', 'design', `run/${plans[0]}`, `plan/${plans[0]}`, `plan/${plans[0]}?tab=alternatives`, `plan/${plans[0]}?tab=files`,
      `compare?a=${plans[0]}&b=${plans[1]}`, 'when', 'history', 'settings',
    ]) {
      await page.goto(`${server.origin}/c/${city}/${path}`);
      await page.locator('h1').waitFor();
      await page.locator('.loading').first().waitFor({ state: 'detached' }).catch(() => {});
      if (/^(plan|compare)/.test(path)) { await waitForMap(page); }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, path);
      assert.deepEqual(await findSmallText(page), [], path);
      assert.deepEqual(await findBarriers(page), [], path);
      if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `seattle-${width}-${path.replace(/[0-9a-f]{32}/g, '').replace(/\W+/g, '-')}.png`) }); }
    }
    await finish(opened);
  });
}
