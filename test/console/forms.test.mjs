// Data, Design, When and Settings over the real server: what is loaded, asked, shown and kept.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { finish, openBrowser, openPage } from './browser.mjs';
import { root, run, startServer } from './serve.mjs';

let [server, browser, city] = [];
const sample = (name) => join(root, 'samples', name);
const open = async (screen, options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  if (screen !== undefined) { await opened.page.goto(`${server.origin}/c/${city}/${screen}`); }
  return opened;
};
const api = (page, path, init) => page.evaluate(async ([at, how]) => (await fetch(at, how)).json(), [`/api/cities/${city}/${path}`, init]);
const calls = readFileSync(sample('calls.csv'), 'utf8').trim().split('\n').slice(1).map((line) => line.split(',')); // the first two cells hold no comma

before(async () => {
  server = await startServer();
  browser = await openBrowser();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('The first run offers the sample city, and one click opens it', { timeout: 300_000 }, async () => {
  const opened = await open();
  const { page } = opened;
  await page.getByRole('button', { name: 'Open the sample city' }).click();
  await page.waitForURL(/\/c\/[^/]+\/design/);
  city = new URL(page.url()).pathname.split('/')[2];
  await page.getByText('of 20,000 calls match').first().waitFor();
  await finish(opened);
});

test('A city is made by hand, and begins at Data with nothing loaded', async () => {
  const opened = await open();
  const { page } = opened;
  await page.goto(`${server.origin}/`);
  await page.getByText('Add a city').click();
  await page.getByLabel('Short name').fill('hand-made');
  await page.getByLabel('Name', { exact: true }).fill('Hand <b>made</b>');
  await page.getByLabel('Time zone').fill('America/Chicago');
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByText('Nothing is loaded yet').waitFor();
  assert.equal(await page.locator('b').count(), 0);
  await finish(opened);
});

test('Matching calls, calls a beat and the spread by chance follow what is chosen', async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByRole('checkbox', { name: /^1 / }).first().check();
  await page.getByRole('checkbox', { name: /^2 / }).first().check();
  await page.getByLabel('Number of beats').last().fill('4');
  const wanted = calls.filter(([, priority]) => priority === '1' || priority === '2').length;
  const { calls: counted } = await api(page, 'calls/summary?priorities=1,2');
  assert.ok(counted === wanted, `${counted} is not ${wanted}, the rows of the file`);
  const outlook = page.getByRole('complementary', { name: 'What would be counted' });
  await outlook.getByText(wanted.toLocaleString('en-US'), { exact: true }).waitFor();
  await outlook.getByText(`4 beats with ${Math.round(wanted / 4).toLocaleString('en-US')} calls each`).waitFor();
  const percent = (100 / Math.sqrt(wanted / 4)).toFixed(1);
  await outlook.getByText(`±${percent}%`).waitFor();
  await finish(opened);
});

test('What was typed outlives a reload and a lost connection, and says so', async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByText('calls match').first().waitFor();
  await page.getByLabel('Number of beats').last().fill('7');
  // Kept once the screen has been drawn with it.
  await page.waitForFunction(() => Object.values(sessionStorage).some((kept) => /"beats":"?7/.test(kept)));
  await page.reload();
  await page.getByText('What you typed before is here again.').waitFor();
  assert.equal(await page.getByLabel('Number of beats').last().inputValue(), '7');
  await page.context().setOffline(true);
  await page.getByRole('checkbox', { name: 'Monday' }).check();
  await page.getByText('What you typed is kept here').first().waitFor();
  await page.getByRole('button', { name: 'Design the beats' }).click();
  await page.getByRole('heading', { name: 'No connection' }).waitFor();
  assert.equal(await page.getByLabel('Number of beats').last().inputValue(), '7');
  await page.context().setOffline(false);
  await page.getByRole('checkbox', { name: 'Tuesday' }).check();
  await page.getByText('What you typed is kept here').first().waitFor({ state: 'detached' });
  opened.faults.splice(0, Infinity, ...opened.faults.filter((fault) => !/ERR_INTERNET_DISCONNECTED/.test(fault)));
  await finish(opened);
});

test('Wrong fields are named beside the field, in the server’s words', async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByLabel('Number of beats').last().fill('twelve');
  await page.getByLabel('Tolerance (%)').fill('300');
  await page.getByRole('button', { name: 'Design the beats' }).click();
  const beats = page.getByLabel('Number of beats').last();
  await page.locator('[aria-invalid="true"]').first().waitFor();
  const told = await beats.evaluate((input) => input.getAttribute('aria-describedby').split(' ').map((id) => document.getElementById(id).textContent).join(' '));
  assert.match(told, /twelve/);
  assert.equal(await page.getByLabel('Tolerance (%)').getAttribute('aria-invalid'), 'true');
  await finish(opened);
});

test('The form’s request makes a plan, and the command line beside it names the same plan', { timeout: 240_000 }, async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByLabel('Number of beats').last().fill('6');
  await page.getByRole('checkbox', { name: /^1 / }).first().check();
  await page.getByLabel('Hours from').selectOption('22');
  await page.getByLabel('Hours to').selectOption('6');
  await page.getByLabel('Tolerance (%)').fill('5');
  await page.getByText('The same as JSON').click();
  const line = await page.getByLabel('Command line', { exact: true }).innerText();
  const request = JSON.parse(await page.getByLabel('Request', { exact: true }).innerText());
  assert.deepEqual(request, { beats: 6, priorities: [1], hours: '22-6', tolerance: 0.05 });
  await page.getByRole('button', { name: 'Design the beats' }).click();
  await page.waitForURL(/\/(run|plan)\/[0-9a-f]{32}/, { timeout: 60_000 });
  const planId = /[0-9a-f]{32}/.exec(page.url())[0];
  const isPublished = () => page.evaluate(async (at) => (await (await fetch(at)).json()).status === 'published', `/api/cities/${city}/plans/${planId}`);
  for (let second = 0; second < 120 && !(await isPublished()); second += 1) { await page.waitForTimeout(1000); }
  assert.ok(await isPublished(), 'the plan was not published within two minutes');
  const words = line.split(' ').slice(1).map((word) => (word === 'WORKSPACE' ? server.workspace : word));
  const { code, stdout, stderr } = await run(...words, '--json', '-o', join(server.workspace, 'again'));
  assert.equal(code, 0, stderr);
  assert.equal(JSON.parse(stdout).planId, planId);
  await opened.close();
});

test('A preset is kept with the city and fills the form again', async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByLabel('Number of beats').last().fill('9');
  await page.getByText('Keep this as a preset').click();
  await page.getByLabel('Keep this request as').fill('Nine "quoted" <script>');
  await page.getByRole('button', { name: 'Keep', exact: true }).click();
  await page.getByLabel('Begin with a preset').waitFor();
  await page.getByRole('button', { name: 'Start over' }).last().click();
  await page.getByLabel('Begin with a preset').selectOption('Nine "quoted" <script>');
  assert.equal(await page.getByLabel('Number of beats').last().inputValue(), '9');
  const { presets } = await api(page, 'settings');
  assert.deepEqual(presets, [{ name: 'Nine "quoted" <script>', request: { beats: 9 } }]);
  await finish(opened);
});

test('Areas are picked on the map and become a pair of the form', { timeout: 90_000 }, async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByText('More: search').click();
  await page.getByRole('button', { name: 'Pick on the map' }).click();
  await page.getByLabel('Add what is picked to').selectOption('barriers');
  await page.getByLabel('Area id').waitFor();
  await page.waitForFunction(() => performance.getEntriesByName('areas drawn').length > 0, null, { timeout: 60_000 });
  const canvas = page.locator('.picker canvas');
  const box = await canvas.boundingBox();
  await page.mouse.click(box.x + box.width * 0.5, box.y + box.height * 0.45);
  await page.mouse.click(box.x + box.width * 0.55, box.y + box.height * 0.4);
  await page.locator('.picker').getByText('2 areas picked').waitFor();
  await page.getByRole('button', { name: 'Add this pair' }).click();
  assert.match(await page.getByLabel('Areas that are no neighbors').first().inputValue(), /^\S+, \S+$/);
  await finish(opened);
});
