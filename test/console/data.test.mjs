// Loading: what is recognised, mapped, rejected, replaced and forgotten, over the real server.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findBarriers, openBrowser, openPage } from './browser.mjs';
import { root, startServer } from './serve.mjs';

let [server, browser, opened, page] = [];
const city = 'loaded';
const sample = (name) => join(root, 'samples', name);
const folder = mkdtempSync(join(tmpdir(), 'smartbeats-files-'));
const rows = readFileSync(sample('calls.csv'), 'utf8').trim().split('\n');
const api = (path) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/${path}`);
const rowOf = (name) => page.locator('.upload', { hasText: name }).first();

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  opened = await openPage(browser, server.origin);
  ({ page } = opened);
  await page.goto(server.link);
  await page.evaluate((id) => fetch('/api/cities', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, name: 'Loaded', timeZone: 'America/Phoenix' }) }), city);
  await page.goto(`${server.origin}/c/${city}/data`);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('A map is recognised and loaded', { timeout: 300_000 }, async () => {
  await page.getByLabel('Choose files').setInputFiles(sample('city.zip'));
  await rowOf('city.zip').getByText('Loaded').waitFor({ timeout: 30_000 });
  await page.getByText('585').first().waitFor();
});

test('An export of new columns asks, shows what it proposes with samples, and loads once it is confirmed', { timeout: 90_000 }, async () => {
  await page.getByLabel('Choose files').setInputFiles(sample('portal_export.csv'));
  const row = rowOf('portal_export.csv');
  await row.getByRole('heading', { name: 'Which column is what' }).waitFor({ timeout: 60_000 });
  assert.equal(await row.getByLabel('Priority', { exact: true }).inputValue(), 'Call Priority');
  assert.equal(await row.getByLabel('Place', { exact: true }).inputValue(), 'Longitude');
  await row.getByText('DP24-00001').first().waitFor();
  assert.deepEqual(await findBarriers(page), []);
  await row.getByRole('button', { name: 'Confirm and load' }).click();
  await row.getByText('Loaded', { exact: true }).waitFor({ timeout: 60_000 });
  const [loaded] = (await page.evaluate(async () => (await fetch('/api/cities')).json())).cities.filter((one) => one.id === city);
  assert.equal(loaded.calls, rows.length - 1);
});

test('Rejected rows are counted by reason and can be downloaded; a file that is neither is refused in its place', { timeout: 90_000 }, async () => {
  const broken = [rows[0], rows[1], ...rows.slice(2, 400), 'X1,2,A,t,POINT(-113.39 33.23),not a time,6,1,1', 'X2,77,A,t,POINT(-113.39 33.23),2024-01-01 00:00:00,6,1,1'];
  writeFileSync(join(folder, 'some bad rows.csv'), broken.join('\n'));
  writeFileSync(join(folder, 'letter.txt'), 'Dear all,\n');
  await page.getByLabel('Choose files').setInputFiles([join(folder, 'some bad rows.csv'), join(folder, 'letter.txt')]);
  const row = page.locator('.upload', { hasText: /some.bad.rows\.csv/ }).first();
  await row.getByText('Rejected rows by reason').waitFor({ timeout: 60_000 });
  const download = page.waitForEvent('download');
  await row.getByRole('link', { name: 'Download the rejected rows' }).click();
  const text = readFileSync(await (await download).path(), 'utf8');
  assert.match(text, /not a time/);
  assert.match(text, /X2/);
  await page.getByText(/letter\.txt/).first().waitFor();
});

test('A file that holds a whole period is tried first, says what would go, and removes only when told', { timeout: 300_000 }, async () => {
  const january = rows.filter((line) => /,2024-01-\d\d /.test(line));
  writeFileSync(join(folder, 'january.csv'), [rows[0], ...january.slice(10)].join('\n'));
  const before = (await api('calls/summary')).total;
  await page.getByText('Only try it, replace a period').click();
  await page.getByLabel(/The file holds a whole period/).check();
  await page.getByLabel('First day').fill('2024-01-01');
  await page.getByLabel('Last day').fill('2024-01-31');
  await page.getByLabel('Choose files').setInputFiles(join(folder, 'january.csv'));
  const row = rowOf('january.csv');
  await row.getByText('This is what would happen').waitFor({ timeout: 60_000 });
  const told = row.locator('.counts div', { hasText: 'removed' });
  assert.equal(await told.locator('dd').innerText(), '10');
  assert.equal((await api('calls/summary')).total, before);
  await page.getByRole('button', { name: 'Load it now' }).click();
  await rowOf('january.csv').getByText('Loaded', { exact: true }).waitFor({ timeout: 60_000 });
  assert.equal((await api('calls/summary')).total, before - 10);
});

test('Forgetting a call says first what would go', { timeout: 300_000 }, async () => {
  const before = (await api('calls/summary')).total;
  const event = rows.at(-1).split(',')[0];
  await page.getByText('Forget a call').click();
  await page.getByLabel('Event number').last().fill(event);
  await page.getByRole('button', { name: 'Look what would go' }).click();
  await page.getByText(`Call ${event} would be removed`).first().waitFor();
  assert.equal((await api('calls/summary')).total, before);
  await page.getByRole('button', { name: `Forget ${event} for good` }).click();
  await page.getByText(`Call ${event} is forgotten`).first().waitFor();
  assert.equal((await api('calls/summary')).total, before - 1);
});

test('A load is taken back: what would become of the calls is said first', { timeout: 300_000 }, async () => {
  const slip = join(folder, 'slip.csv');
  writeFileSync(slip, [rows[0], ...rows.slice(1, 51).map((row) => `SLIP-${row}`)].join('\n'));
  await page.reload();
  await page.getByRole('heading', { name: 'Files', exact: true }).waitFor();
  const before = await api('calls/summary');
  await page.locator('input[type=file]').first().setInputFiles(slip);
  await rowOf('slip.csv').getByText('Loaded', { exact: true }).waitFor({ timeout: 60_000 });
  const { loads } = await api('loads');
  assert.deepEqual([loads[0].name, loads[0].inserted], ['slip.csv', 50]);
  await page.getByText('Take a load back', { exact: true }).click();
  await page.getByRole('button', { name: `Look what taking load ${loads[0].number} back would do` }).click();
  await page.getByText(`Without load ${loads[0].number}, 50 calls would be gone and 0 would be as before it.`).first().waitFor();
  assert.deepEqual(await findBarriers(page), []);
  if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, 'loads.png'), fullPage: true }); }
  await page.getByRole('button', { name: `Take load ${loads[0].number} back`, exact: true }).click();
  await page.getByText(`Load ${loads[0].number} is taken back`).first().waitFor();
  assert.equal((await api('calls/summary')).total, before.total);
  assert.equal((await api('loads')).loads.length, loads.length - 1);
});

test('The quality page names what is missing, and nothing serious bars anybody', { timeout: 300_000 }, async () => {
  await page.reload();
  await page.getByRole('heading', { name: 'How good the data is' }).waitFor();
  await page.getByText('Gaps in time').waitFor();
  await page.getByText('How full each field is').waitFor();
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(opened.faults, []);
});
