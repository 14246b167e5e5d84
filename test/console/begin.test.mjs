// Other beats as a start, the page's own help, and what people say of a plan: driven as a person would.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { finish, openBrowser, openPage } from './browser.mjs';
import { startServer } from './serve.mjs';

let [server, browser, city, plan] = [];
const samples = join(import.meta.dirname, '..', '..', 'samples');
const ask = (page, path, init) => page.evaluate(async ([at, how]) => (await fetch(`/api/${at}`, how)).json(), [path, init]);
const post = (page, path, body) => ask(page, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const shoot = async (page, name) => { if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true }); } };
const sent = (page) => page.locator('.edit[data-sent="true"]').waitFor();

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { page, close } = await openPage(browser, server.origin);
  await page.goto(server.link);
  city = (await post(page, 'cities', { sample: true })).id;
  plan = (await post(page, `cities/${city}/plans`, { beats: 12, effort: 100000 })).planId;
  for (let status = 'queued'; status !== 'published'; ({ status } = await ask(page, `cities/${city}/plans/${plan}`))) { await page.waitForTimeout(200); }
  await close?.();
}, { timeout: 180_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('Today’s beats become the draft, area by area, and publish under their names', { timeout: 180_000 }, async () => {
  const opened = await openPage(browser, server.origin);
  const { page } = opened;
  await page.goto(server.link);
  await page.goto(`${server.origin}/c/${city}/edit/${plan}`);
  await page.getByLabel('Give to').waitFor();
  await page.getByRole('group').filter({ hasText: 'Begin with other beats' }).locator('summary').click();
  await page.locator('.edit-start input[type=file]').setInputFiles(join(samples, 'todays_beats.geojson'));
  const drawn = JSON.parse(await readFile(join(samples, 'todays_beats.geojson'), 'utf8'));
  const names = [...new Set(drawn.features.map(({ properties }) => String(properties.BEAT)))].sort();
  await page.getByText(`The draft is now those ${names.length} beats.`).waitFor();
  const rows = page.locator('.edit-side .row-name');
  await page.waitForFunction((n) => document.querySelectorAll('.edit-side .row-name').length === n, names.length);
  assert.deepEqual((await rows.allInnerTexts()).map((name) => name.trim()).sort(), names);
  await sent(page);
  await shoot(page, 'begin-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'begin-390');
  await page.setViewportSize({ width: 1440, height: 900 });

  // One undo takes all of it back, and redo brings it again.
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  await page.getByRole('button', { name: 'Redo', exact: true }).click();
  await page.waitForFunction((n) => document.querySelectorAll('.edit-side .row-name').length === n, names.length);
  await page.getByRole('button', { name: 'Publish as a plan' }).click();
  await page.waitForURL(/\/plan\//, { timeout: 60_000 });
  const table = await ask(page, `cities/${city}/plans/${page.url().split('/plan/')[1].split('?')[0]}/table`);
  assert.deepEqual(table.beats.map((beat) => beat.name).sort(), names);
  // Which beat covers the middle of an area, the drawing itself says.
  const { checked, wrong } = compare(table, drawn, await readCentres(page));
  assert.ok(checked > 500, `${checked} areas`);
  assert.ok(wrong / checked < 0.02, `${wrong} of ${checked} areas lie in another beat than drawn`);
  await finish(opened);
});

test('The page’s own help opens with ? and by its button, and closes with Escape', { timeout: 120_000 }, async () => {
  const opened = await openPage(browser, server.origin);
  const { page } = opened;
  await page.goto(server.link);
  await page.goto(`${server.origin}/c/${city}/edit/${plan}`);
  await page.getByLabel('Give to').waitFor();
  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'How to change a plan by hand' }).waitFor();
  await shoot(page, 'guide-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'guide-390');
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Help (?)' }).click();
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await finish(opened);
});

test('Comments are pinned, answered, resolved; the public’s wait until they are let through', { timeout: 180_000 }, async () => {
  const opened = await openPage(browser, server.origin);
  const { page } = opened;
  await page.goto(server.link);
  await page.goto(`${server.origin}/c/${city}/plan/${plan}?tab=comments&beat=3`);
  await page.getByText('Nobody has said anything of this plan yet.').waitFor();
  await page.getByLabel('What is to be said?').fill('<b>The school</b> is in two beats.');
  await page.getByLabel('About').selectOption('beat');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByText('<b>The school</b> is in two beats.').waitFor();
  await page.locator('[data-comment="1"]').getByRole('button', { name: 'Answer' }).click();
  await page.getByLabel('Answer to comment 1').fill('Not any more.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.locator('[data-comment="1"] [data-comment="2"]').getByText('Not any more.').waitFor();
  await page.locator('[data-comment="1"]').getByRole('button', { name: 'Resolve' }).first().click();
  await page.locator('[data-comment="1"]').getByText(/resolved/).first().waitFor();
  await page.getByLabel('What is to be said?').fill('Here.');
  await page.getByLabel('About').selectOption('point');
  await page.getByLabel('Latitude, longitude').fill('33.25, -113.42');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.locator('[data-comment="3"]').getByRole('button', { name: '33.25, -113.42' }).click();

  const link = await post(page, `cities/${city}/plans/${plan}/links`, { comments: true });
  const stranger = await openPage(browser, server.origin);
  await stranger.page.goto(new URL(link.comments, server.origin).href);
  await stranger.page.getByLabel('Your comment').fill('Keep our street in one beat & be kind');
  await stranger.page.getByLabel('Your name, if you like').fill('Ana');
  await stranger.page.getByRole('button', { name: 'Send' }).click();
  await stranger.page.getByText('Thank you.').waitFor();
  assert.equal(await stranger.page.getByText('Keep our street').count(), 0);
  await shoot(stranger.page, 'public-comments-1440');
  await page.reload();
  await page.locator('[data-comment="4"]').getByText('from the public').waitFor();
  await shoot(page, 'comments-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await shoot(page, 'comments-390');
  await page.locator('[data-comment="4"]').getByRole('button', { name: 'Let it through' }).click();
  await page.locator('[data-comment="4"]').getByRole('button', { name: 'Hide it from the public' }).waitFor();
  await stranger.page.reload();
  await stranger.page.getByText('Keep our street in one beat & be kind').waitFor();
  await finish(stranger);
  const csv = await page.evaluate(async (at) => (await fetch(at)).text(), `/api/cities/${city}/plans/${plan}/comments?form=csv`);
  assert.equal(csv.trim().split('\r\n').length, 5);
  await finish(opened);
});

/** Per area the middle of its first ring's box, from the packed map. */
const readCentres = (page) => page.evaluate(async (at) => {
  const map = await (await fetch(at)).json();
  return map.features.map(({ geometry, properties }) => ({ geometry, properties }));
}, `/api/cities/${city}/plans/${plan}/files/areas.geojson`);

function compare(table, drawn, areas) {
  let [checked, wrong] = [0, 0];
  areas.forEach(({ geometry }, at) => {
    const ring = geometry.type === 'Polygon' ? geometry.coordinates[0] : geometry.coordinates[0][0];
    const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
    const middle = [(Math.min(...xs) + Math.max(...xs)) / 2, (Math.min(...ys) + Math.max(...ys)) / 2];
    if (!isInside(middle, ring)) { return; }
    const beat = drawn.features.find((feature) => ringsOf(feature.geometry).some((one) => isInside(middle, one)));
    if (!beat) { return; }
    checked += 1;
    const own = table.beats.find((one) => one.beat === table.areas.beat[at]);
    if (own.name !== String(beat.properties.BEAT)) { wrong += 1; }
  });
  return { checked, wrong };
}

const ringsOf = ({ type, coordinates }) => (type === 'Polygon' ? [coordinates[0]] : coordinates.map((polygon) => polygon[0]));

function isInside([x, y], ring) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i, i += 1) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) { inside = !inside; }
  }
  return inside;
}
