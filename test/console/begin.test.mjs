// Other beats as a start, the page's own help, and what people say of a plan: driven as a person would.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { finish, openBrowser, openPage, waitForMap } from './browser.mjs';
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

test('Today’s beats become the draft, area by area, and publish under their names', { timeout: 300_000 }, async () => {
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
  await page.waitForURL((url) => url.pathname.includes(`/c/${city}/`) && !url.pathname.includes(plan));
  const published = new URL(page.url()).pathname.split('/').pop();
  for (let status = 'queued'; status !== 'published'; ({ status } = await ask(page, `cities/${city}/plans/${published}`))) { await page.waitForTimeout(300); }
  const beats = await ask(page, `cities/${city}/plans/${published}/files/beats.geojson`);
  // Point for point, the published beats are those that were drawn: both files laid over each other here.
  const { checked, wrong } = compare(drawn, beats);
  assert.ok(checked > 1000, `${checked} points`);
  assert.ok(wrong / checked < 0.02, `${wrong} of ${checked} points lie in another beat than drawn`);
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

test('Comments are pinned, answered, resolved; the public’s wait until they are let through', { timeout: 300_000 }, async () => {
  const opened = await openPage(browser, server.origin);
  const { page } = opened;
  await page.goto(server.link);
  await page.goto(`${server.origin}/c/${city}/plan/${plan}?tab=comments&beat=3`);
  await page.getByText('Nobody has said anything of this plan yet.').waitFor();
  await page.getByLabel('What is to be said?').fill('<b>The school</b> is in two beats.');
  await page.locator('.comment-form select').selectOption('beat');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.getByText('<b>The school</b> is in two beats.').waitFor();
  await page.locator('[data-comment="1"]').getByRole('button', { name: 'Answer' }).click();
  await page.getByLabel('Answer to comment 1').fill('Not any more.');
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.locator('[data-comment="1"] [data-comment="2"]').getByText('Not any more.').waitFor();
  await page.locator('[data-comment="1"]').getByRole('button', { name: 'Resolve' }).first().click();
  await page.locator('[data-comment="1"]').getByText(/resolved/).first().waitFor();
  await page.getByLabel('What is to be said?').fill('Here.');
  await page.locator('.comment-form select').selectOption('point');
  // The map is pressed where it is meant, and the pin that is drawn stands there.
  await waitForMap(page);
  const canvas = page.locator('.plan-canvas canvas');
  const box = await canvas.boundingBox();
  const spot = { x: Math.round(box.width * 0.45), y: Math.round(box.height * 0.55) };
  await canvas.click({ position: spot });
  await page.waitForFunction(() => [...document.querySelectorAll('.comment-form input')].some((one) => one.value));
  const pressed = await page.getByLabel('Latitude, longitude').inputValue();
  assert.match(pressed, /^33\.\d{6}, -11\d\.\d{6}$/);
  await page.getByRole('button', { name: 'Comment', exact: true }).click();
  await page.locator('[data-comment="3"]').getByRole('button', { name: pressed.split(', ').map(Number).join(', ') }).waitFor();
  await page.waitForTimeout(500);
  await canvas.click({ position: { x: spot.x, y: spot.y - 16 } });
  await page.locator('[data-comment="3"]:focus').waitFor();
  await page.locator('[data-comment="3"]').getByRole('button', { name: pressed.split(', ').map(Number).join(', ') }).click();

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
  await waitForMap(page);
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

/** Points of a lattice that lie in both files' beats, and how many of them in beats of other names. */
function compare(drawn, published) {
  const all = drawn.features.flatMap(({ geometry }) => ringsOf(geometry).flat());
  const [west, east] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
  const [south, north] = [Math.min(...all.map(([, y]) => y)), Math.max(...all.map(([, y]) => y))];
  const find = (features, at) => features.find(({ geometry }) => ringsOf(geometry).some((ring) => isInside(at, ring)));
  let [checked, wrong] = [0, 0];
  for (let row = 0; row < 60; row += 1) {
    for (let column = 0; column < 60; column += 1) {
      const at = [west + ((column + 0.5) / 60) * (east - west), south + ((row + 0.5) / 60) * (north - south)];
      const [one, other] = [find(drawn.features, at), find(published.features, at)];
      if (one && other) {
        checked += 1;
        const { name, NAME, beat_name: beatName } = other.properties;
        if (String(name ?? NAME ?? beatName) !== String(one.properties.BEAT)) { wrong += 1; }
      }
    }
  }
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
