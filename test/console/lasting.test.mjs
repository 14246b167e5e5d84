// Growth and back-tests over the real server: asked for by the form, told on the plan, in the command's words and figures.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findSmallText, finish, openBrowser, openPage, waitForMap } from './browser.mjs';
import { startServer } from './serve.mjs';

let [server, browser, city, plain, asked] = [];
const open = async (path, options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  if (path !== undefined) { await opened.page.goto(`${server.origin}/c/${city}/${path}`); }
  return opened;
};
const api = (page, path, init) => page.evaluate(async ([at, how]) => (await fetch(at, how)).json(), [`/api/${path}`, init]);
const post = (page, path, body) => api(page, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
/** For whoever wants to look at the screens: SHOTS names a folder. */
const shoot = async (page, name) => { if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true }); } };
const percent = (share) => share.toLocaleString('en-US', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { page, close } = await open();
  city = (await post(page, 'cities', { sample: true })).id;
  plain = (await post(page, `cities/${city}/plans`, { beats: 12, effort: 200000 })).planId;
  while ((await api(page, `cities/${city}/plans/${plain}`)).status !== 'published') { await page.waitForTimeout(500); }
  await post(page, `cities/${city}/adopted`, { plan: plain, from: '2024-06-01' });
  await close();
}, { timeout: 240_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('Growth is taken from a file and typed, and what is wrong with it is said in the command’s words', { timeout: 300_000 }, async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.locator('.folded > summary').first().click();
  const growth = page.locator('.growth');
  const file = join(server.workspace, 'growth.csv');
  writeFileSync(file, 'area,factor,scenrio\n0301,2,mall\n');
  await growth.locator('input[type=file]').setInputFiles(file);
  await growth.getByRole('alert').getByText('has a column "scenrio" that means nothing here (did you mean "scenario"?)').waitFor();
  writeFileSync(file, 'area,factor,calls,from,scenario\n0301,3,,,mall\n0302,,400,2025-03-01,harbour\n');
  await growth.locator('input[type=file]').setInputFiles(file);
  await growth.getByRole('button', { name: /Remove the change of area 0302 in harbour/ }).waitFor();
  assert.equal(await growth.getByRole('alert').count(), 0);
  await growth.getByLabel('Areas').fill('0301, nowhere');
  await growth.getByLabel('Calls of today times').fill('2');
  await growth.getByRole('button', { name: 'Add the change' }).click();
  await growth.getByRole('alert').getByText('nowhere').waitFor();

  // An area picked by its id goes into the field, and is added as dwellings.
  await growth.getByLabel('Areas').fill('');
  await page.getByRole('button', { name: 'Pick on the map' }).click();
  await page.getByLabel('Add what is picked to').selectOption({ label: 'Growth and change' });
  await page.getByLabel('Area id').fill('0401');
  await page.getByLabel('Area id').press('Enter');
  await page.getByRole('button', { name: 'Add these areas' }).click();
  assert.equal(await growth.getByLabel('Areas').inputValue(), '0401');
  await growth.getByLabel('What changes').selectOption('dwellings');
  await growth.getByLabel('Dwellings added').fill('500');
  await growth.getByLabel('Calls a dwelling and year').fill('0.8');
  await growth.getByLabel('Scenario').fill('harbour');
  await growth.getByRole('button', { name: 'Add the change' }).click();
  await growth.getByText('+ 400 calls a year').nth(1).waitFor();
  const rows = await growth.locator('tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent)));
  assert.deepEqual(rows, [['harbour', '0302', '+ 400 calls a year'], ['harbour', '0401', '+ 400 calls a year'], ['mall', '0301', '× 3']]);
  await shoot(page, 'growth-form');

  // The same form asks how such plans have held, and says what that costs.
  await page.getByRole('checkbox', { name: 'Try such plans on the past' }).check();
  await page.getByLabel('Days to look forward from').fill('2');
  await page.getByLabel('Plans of each').fill('2');
  await page.getByText('Up to 8 plans more are drawn').waitFor();
  await page.getByLabel('Number of beats').last().fill('12');
  await page.getByLabel(/^Effort/).fill('200000');
  await shoot(page, 'backtest-form');
  await page.getByRole('button', { name: 'Design the beats' }).click();
  await page.waitForURL(/\/(run|plan)\//);
  // How far the run is told by its stages is another test's matter: on a quick machine they are over before the page asks.
  asked = new URL(page.url()).pathname.split('/')[4];
  for (;;) {
    const { status, reason } = await api(page, `cities/${city}/plans/${asked}`);
    assert.notEqual(status, 'failed', reason);
    if (status === 'published') { break; }
    await page.waitForTimeout(500);
  }
  await finish(opened);
});

test('The plan shows what each scenario makes of it and how such plans have held, beside the beats of today', { timeout: 300_000 }, async () => {
  const opened = await open(`plan/${asked}?tab=later`);
  const { page } = opened;
  await waitForMap(page);
  const table = await api(page, `cities/${city}/plans/${asked}/table`);
  const scenarios = page.getByRole('group', { name: 'Scenarios, the worst first' }).locator('tbody tr');
  await scenarios.first().waitFor();
  assert.deepEqual(await scenarios.locator('th').allTextContents(), table.growth.map((score, at) => (at === 0 ? `${score.scenario} (worst)` : score.scenario)));
  assert.ok(table.growth[0].maxDeviation > table.growth[1].maxDeviation);
  await page.getByText(table.growthSentences[0]).waitFor();

  const { cases, sentences } = await api(page, `cities/${city}/plans/${asked}/backtest`);
  assert.equal(cases.length, 8);
  await page.getByText(sentences[0]).waitFor();
  const held = page.getByRole('group', { name: /Spread of the beats/ }).locator('tbody tr');
  const shown = await held.evaluateAll((all) => all.map((row) => [...row.cells].slice(1, 7).map((cell) => cell.textContent)));
  const splits = [0, 2, 4, 6].map((at) => cases.slice(at, at + 2));
  const mean = (split, figure) => percent(split.reduce((sum, one) => sum + figure(one), 0) / split.length);
  const ends = (split) => [Math.min, Math.max].map((end) => percent(end(...split.map((one) => one.laterSpread)))).join(' to ');
  assert.deepEqual(shown, splits.map((split) => [
    mean(split, (one) => one.laterSpread), ends(split), mean(split, (one) => one.todaysSpread), mean(split, (one) => one.laterWorst),
    mean(split, (one) => one.chance), mean(split, (one) => one.pastSpread)]));
  assert.equal(await page.locator('.held-seed').count(), 8 + 1); // with the key's
  await page.getByRole('img', { name: /4 splits/ }).waitFor();
  await shoot(page, 'held-1440');
  await page.getByRole('tab', { name: 'Files' }).click();
  await page.getByRole('link', { name: 'backtest.svg' }).waitFor();
  await finish(opened);
});

test('A plan that was not asked leads to the form that asks', { timeout: 300_000 }, async () => {
  const opened = await open(`plan/${plain}?tab=later`);
  const { page } = opened;
  await page.getByText('made without trying such plans on the past').waitFor();
  await shoot(page, 'held-none');
  await page.getByRole('link', { name: 'Ask for it' }).click();
  await page.waitForURL('**/design?**');
  await page.waitForFunction(() => document.querySelector('[aria-describedby] input[type=checkbox]:checked') !== null);
  assert.equal(await page.getByRole('checkbox', { name: 'Try such plans on the past' }).isChecked(), true);
  assert.equal(await page.getByLabel('Number of beats').last().inputValue(), '12');
  await finish(opened);
});

test('The sheets of a plan made without them open from its files', { timeout: 300_000 }, async () => {
  const opened = await open(`plan/${plain}?tab=files`);
  const { page } = opened;
  assert.equal(await page.getByRole('link', { name: 'sheets.html', exact: true }).count(), 0);
  const [sheets] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: /^Sheets to print/ }).click()]);
  await sheets.getByRole('heading', { name: 'Beat 12', exact: true }).waitFor();
  assert.equal(await sheets.locator('section.sheet').count(), 12);
  await shoot(sheets, 'sheets');
  await sheets.close();
  await page.reload();
  await page.getByRole('link', { name: 'sheets.html', exact: true }).waitFor();
  await finish(opened);
});

test('On a phone, light or dark, English or Spanish, nothing is cut and no text is under 12 px', { timeout: 300_000 }, async () => {
  for (const [colorScheme, language] of [['light', 'en'], ['dark', 'es']]) {
    const opened = await open(undefined, { viewport: { width: 390, height: 844 }, colorScheme });
    const { page } = opened;
    const settings = await page.evaluate(async ([at, wanted]) => {
      const now = await fetch(at);
      const headers = { 'content-type': 'application/json', 'if-match': now.headers.get('etag') };
      return (await fetch(at, { method: 'PUT', headers, body: JSON.stringify({ ...await now.json(), language: wanted }) })).status;
    }, [`/api/cities/${city}/settings`, language]);
    assert.equal(settings, 200);
    for (const path of [`plan/${asked}?tab=later`, `plan/${plain}?tab=later`, `design?plan=${asked}&backtest=1`]) {
      await page.goto(`${server.origin}/c/${city}/${path}`);
      await page.locator('h1').waitFor({ timeout: 60_000 });
      if (path.includes(asked) && path.startsWith('plan')) { await page.locator('.held-row').first().waitFor(); }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, path);
      assert.deepEqual(await findSmallText(page), [], path);
      await shoot(page, `${language}-390-${path.split('?')[0].replace('/', '-').slice(0, 12)}`);
    }
    await finish(opened);
  }
});
