// Forms of other programs over the real server: a GeoPackage and a Parquet file are taken, a plan is written as GeoPackage, KML and workbook.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, openPage } from './browser.mjs';
import { root, startServer } from './serve.mjs';

let [server, browser, opened, page] = [];
const city = 'forms';
const folder = mkdtempSync(join(tmpdir(), 'smartbeats-forms-'));
const sample = (name) => join(root, 'samples', name);
const rowOf = (name) => page.locator('.upload', { hasText: name }).first();
const api = (path) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/${path}`);
/** For whoever wants to look at the screens: SHOTS names a folder. */
const shoot = async (name) => { if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true }); } };

before(async () => {
  execFileSync('ogr2ogr', ['-f', 'GPKG', join(folder, 'city.gpkg'), `/vsizip/${sample('city.zip')}`], { stdio: 'ignore' });
  copyFileSync(join(root, 'test/SmartBeats.Formats.Tests/Parquet/Fixtures/portal_snappy.parquet'), join(folder, 'calls.parquet'));
  server = await startServer();
  browser = await openBrowser();
  opened = await openPage(browser, server.origin);
  ({ page } = opened);
  await page.goto(server.link);
  await page.evaluate((id) => fetch('/api/cities', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, name: 'Forms', timeZone: 'America/Phoenix' }) }), city);
  await page.goto(`${server.origin}/c/${city}/data`);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('A GeoPackage is a map, and a Parquet file asks as a CSV of the same columns does', { timeout: 120_000 }, async () => {
  await page.getByLabel('Choose files').setInputFiles(join(folder, 'city.gpkg'));
  await rowOf('city.gpkg').getByText('Loaded').waitFor({ timeout: 30_000 });
  await page.getByText('585').first().waitFor();
  await page.getByLabel('Choose files').setInputFiles(join(folder, 'calls.parquet'));
  const row = rowOf('calls.parquet');
  await row.getByRole('heading', { name: 'Which column is what' }).waitFor({ timeout: 60_000 });
  assert.equal(await row.getByLabel('Priority', { exact: true }).inputValue(), 'Call Priority');
  await row.getByText('DP24-00001').first().waitFor();
  await shoot('forms-data');
  await row.getByRole('button', { name: 'Confirm and load' }).click();
  await row.getByText('Loaded', { exact: true }).waitFor({ timeout: 60_000 });
  const [loaded] = (await page.evaluate(async () => (await fetch('/api/cities')).json())).cities.filter((one) => one.id === city);
  assert.equal(loaded.calls, 400);
});

test('What is ticked on the Design screen lies among the files of the plan', { timeout: 120_000 }, async () => {
  await page.goto(`${server.origin}/c/${city}/design`);
  await page.locator('.folded > summary').first().click();
  for (const name of [/^GeoPackage with colors/, /^KML, for/, /^Excel workbook/]) { await page.getByLabel(name).check(); }
  await shoot('forms-design');
  await page.getByLabel('Number of beats').last().fill('5');
  await page.getByRole('button', { name: 'Design the beats' }).click();
  await page.waitForURL(/\/(run|plan)\//, { timeout: 60_000 });
  const planId = new URL(page.url()).pathname.split('/').pop();
  while ((await api(`plans/${planId}`)).status !== 'published') { await page.waitForTimeout(500); }
  await page.goto(`${server.origin}/c/${city}/plan/${planId}?tab=files`);
  for (const [name, type] of [
    ['plan.gpkg', 'application/geopackage+sqlite3'], ['plan.kml', 'application/vnd.google-earth.kml+xml'],
    ['plan.xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'], ['beats.qml', 'application/xml'],
  ]) {
    const link = page.getByRole('link', { name, exact: true });
    await link.waitFor();
    const sent = await page.evaluate(async (at) => { const answer = await fetch(at); return [answer.status, answer.headers.get('content-type')]; }, await link.getAttribute('href'));
    assert.deepEqual(sent, [200, type]);
  }
  await page.getByText('Beats with their figures, for Google Earth and phones').waitFor();
  assert.match(await page.locator('.command').innerText(), /--also gpkg,kml,xlsx/);
  await shoot('forms-files');
});
