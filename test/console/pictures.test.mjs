// The guides' pictures are what the map and the page look like: shot anew and held against those kept.
// With SMARTBEATS_UPDATE_GOLDEN=1 they are written; look at them before they are committed.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openBrowser, openPage, waitForMap } from './browser.mjs';
import { root, run, startServer } from './serve.mjs';

// Letters differ by the computer's fonts, lines by their edges: a picture of something else differs by far more.
const mostDifferent = 0.06;
const mostBytes = 120_000;
const kept = join(root, 'samples/guides');
let [browser, server, folder] = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'smartbeats-pictures-'));
  browser = await openBrowser();
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('The picture of map.html is that of the first command’s plan', { timeout: 300_000 }, async () => {
  const designed = await run('design', 'samples/city.zip', 'samples/calls.csv', '--beats', '12', '-o', folder, '-q');
  assert.equal(designed.code, 0, designed.stderr);
  const page = await (await browser.newContext({ viewport: { width: 1000, height: 900 }, locale: 'en-US' })).newPage();
  await page.goto(`file://${folder}/map.html`);
  await page.waitForTimeout(1500);
  await compare(page, 'map.jpg');
});

test('The picture of the page is that of the sample city as serve opens it', { timeout: 300_000 }, async () => {
  server = await startServer();
  const { page } = await openPage(browser, server.origin, { viewport: { width: 1200, height: 760 } });
  await page.goto(server.link);
  const ask = (path, body) => page.evaluate(async ([at, sent]) => (await fetch(`/api/${at}`, sent
    ? { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(sent) } : {})).json(), [path, body]);
  const city = (await ask('cities', { sample: true })).id;
  const { planId } = await ask(`cities/${city}/plans`, { beats: 12 });
  for (let status = ''; status !== 'published'; ({ status } = await ask(`cities/${city}/plans/${planId}`))) { await page.waitForTimeout(300); }
  await page.goto(`${server.origin}/c/${city}/plan/${planId}`);
  await waitForMap(page);
  await page.waitForTimeout(2500);
  await compare(page, 'page.jpg');
});

/** Holds what is seen against the picture kept: the mean difference of their colours, of 1, over blocks of eight pixels. */
async function compare(page, name) {
  const shot = await page.screenshot({ type: 'jpeg', quality: 60 });
  const path = join(kept, name);
  if (process.env.SMARTBEATS_UPDATE_GOLDEN === '1') { writeFileSync(path, shot); }
  assert.ok(existsSync(path), `${path} is missing`);
  const golden = readFileSync(path);
  assert.ok(golden.length < mostBytes, `${name} has ${golden.length} bytes`);
  const judge = await browser.newPage();
  const difference = await judge.evaluate(async (pictures) => {
    const blocks = await Promise.all(pictures.map(async (data) => {
      const picture = await createImageBitmap(await (await fetch(`data:image/jpeg;base64,${data}`)).blob());
      const canvas = new OffscreenCanvas(Math.ceil(picture.width / 8), Math.ceil(picture.height / 8));
      const drawing = canvas.getContext('2d');
      drawing.drawImage(picture, 0, 0, canvas.width, canvas.height);
      return [picture.width, picture.height, drawing.getImageData(0, 0, canvas.width, canvas.height).data];
    }));
    const [[width, height, one], [otherWidth, otherHeight, other]] = blocks;
    if (width !== otherWidth || height !== otherHeight) { return 1; }
    let sum = 0;
    for (let i = 0; i < one.length; i++) { sum += Math.abs(one[i] - other[i]); }
    return sum / one.length / 255;
  }, [shot, golden].map((bytes) => bytes.toString('base64')));
  await judge.close();
  assert.ok(difference < mostDifferent, `${name} differs by ${difference.toFixed(3)} from what is seen now: run the test with SMARTBEATS_UPDATE_GOLDEN=1 and look at it`);
}
