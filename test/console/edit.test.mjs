// Changing a plan by hand over the real server: what is shown is what the published plan says, by mouse and by keyboard.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { finish, findSmallText, openBrowser, openPage, waitForMap } from './browser.mjs';
import { startServer } from './serve.mjs';

let [server, browser, city, plan, table] = [];
const open = async (path, options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  if (path !== undefined) { await opened.page.goto(`${server.origin}/c/${city}/${path}`); }
  return opened;
};
const api = (page, path, init) => page.evaluate(async ([at, how]) => (await fetch(at, how)).json(), [`/api/${path}`, init]);
const post = (page, path, body) => api(page, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const settle = async (page, id) => {
  for (;;) {
    const found = await api(page, `cities/${city}/plans/${id}`);
    if (found.status !== 'running' && found.status !== 'queued') { return found; }
    await page.waitForTimeout(300);
  }
};
/** For whoever wants to look at the screens: SHOTS names a folder. */
const shoot = async (page, name) => { if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true }); } };
const give = async (page, ids, beat) => {
  await page.getByLabel('Give to').selectOption(beat);
  await page.getByLabel('Areas by their ids').fill(ids.join(' '));
  await page.getByRole('button', { name: 'Give', exact: true }).click();
};
const changed = (page, n) => page.getByText(new RegExp(`^${n} areas? (has|have) another beat, `)).waitFor();
/** Who measures strokes: the checker in the page, or the server. */
const checkedBy = (page, who) => page.locator(`.edit[data-checked-by="${who}"]`).waitFor();
/** Where on the screen a part of the map's width and height is. */
const placeOnMap = async (page) => {
  await page.locator('.edit-canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('.edit-canvas canvas').boundingBox();
  return (x, y) => [box.x + box.width * x, box.y + box.height * y];
};
/** Keeps the checker out of a page, as a browser without WebAssembly does. */
const keepCheckerOut = (page) => page.route('**/assets/checker-*/**', (route) => route.abort());
/** Waits until the last stroke outlives a reload. */
const kept = (page) => page.locator('.edit[data-kept="true"]').waitFor();
/** The figures as they stand on the screen, with all their digits. */
const readFigures = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-figure]')].map((one) => [one.dataset.figure, Number(one.dataset.value)])));
const readLoads = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-load]')].map((one) => [one.dataset.load, one.textContent])));

/** Ids of the map's areas, in its order. */
const readIds = (page) => page.evaluate(async (at) => {
  const packed = await (await fetch(at)).arrayBuffer();
  return JSON.parse(new TextDecoder().decode(new Uint8Array(packed, 12, new DataView(packed).getUint32(8, true))));
}, `/api/cities/${city}/map`);

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { page, close } = await open();
  city = (await post(page, 'cities', { sample: true })).id;
  plan = (await post(page, `cities/${city}/plans`, { beats: 12, effort: 200000 })).planId;
  assert.equal((await settle(page, plan)).status, 'published');
  table = await api(page, `cities/${city}/plans/${plan}/table`);
  await close();
}, { timeout: 240_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('A plan is painted, broken, undone across a reload and published with the figures on the screen', { timeout: 300_000 }, async () => {
  const opened = await open(`plan/${plan}`);
  const { page } = opened;
  await page.getByRole('link', { name: 'Change by hand' }).click();
  await waitForMap(page);
  await checkedBy(page, 'page');
  await page.getByText('Nothing is changed yet.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Publish as a plan' }).isDisabled(), true);

  // Painted: a drag of the brush across the middle gives what it touches to beat 1.
  await page.getByLabel('Give to').selectOption('1');
  await page.getByRole('button', { name: 'Brush' }).click();
  let at = await placeOnMap(page);
  await page.mouse.move(...at(0.45, 0.5));
  await page.mouse.down();
  await page.mouse.move(...at(0.6, 0.5), { steps: 2 });
  await page.mouse.up();
  await page.getByText(/areas have another beat, /).waitFor();
  await page.getByText(/beats? (is|are) not in one piece/i).waitFor();
  await shoot(page, 'edit-1440-painted');
  const painted = await page.getByText(/areas have another beat, /).textContent();
  await page.getByRole('button', { name: 'Next piece' }).click();

  // A stroke that Escape breaks off is none.
  await page.mouse.move(...at(0.3, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.35, 0.3), { steps: 2 });
  await page.keyboard.press('Escape');
  await page.mouse.up();
  assert.equal(await page.getByText(/areas have another beat, /).textContent(), painted);

  // Undone across a reload: the draft, and what can be redone, are still there.
  await kept(page);
  await page.reload();
  await page.getByText(painted).waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  await kept(page);
  await page.reload();
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByText(painted).waitFor();
  await page.keyboard.press('Control+z');
  await page.getByText('Nothing is changed yet.').waitFor();

  // Enclosed by a rectangle and by a lasso, once the map of the new page is drawn.
  await waitForMap(page);
  at = await placeOnMap(page);
  await page.getByRole('button', { name: 'Rectangle' }).click();
  await page.mouse.move(...at(0.7, 0.35));
  await page.mouse.down();
  await page.mouse.move(...at(0.8, 0.5), { steps: 3 });
  await page.mouse.up();
  await page.getByText(/areas? (has|have) another beat, /).waitFor();
  await page.getByRole('button', { name: 'Lasso' }).click();
  await page.mouse.move(...at(0.3, 0.7));
  await page.mouse.down();
  for (const [x, y] of [[0.4, 0.7], [0.4, 0.85], [0.3, 0.85]]) { await page.mouse.move(...at(x, y), { steps: 3 }); }
  await shoot(page, 'edit-1440-lasso');
  await page.mouse.up();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  await page.getByRole('button', { name: 'Area by area' }).click();

  // By keyboard and table alone: areas by id, a lock that holds, a new beat, a merge.
  const { ids } = await readHeader(page);
  const of = (beat) => ids.filter((_, area) => table.areas.beat[area] === beat);
  await page.getByLabel('Lock beat 5').check();
  await give(page, of(5).slice(0, 1), '3');
  await page.getByText('Nothing is changed yet.').waitFor();
  await page.getByLabel('Lock beat 5').uncheck();
  await give(page, of(2).slice(0, 3), '3');
  await changed(page, 3);
  await page.getByLabel('Give to').selectOption('+');
  await page.getByLabel('Areas by their ids').fill(of(7).slice(0, 2).join(','));
  await page.getByRole('button', { name: 'Give', exact: true }).click();
  await changed(page, 5);
  await page.getByLabel('Give to').selectOption('9');
  await page.getByRole('button', { name: 'Merge beat 8 into 9' }).click();
  await changed(page, 5 + of(8).length);
  await page.getByLabel('Areas by their ids').fill('nowhere');
  await page.getByRole('button', { name: 'Give', exact: true }).click();
  await page.getByText('Not in the map: nowhere').waitFor();
  await shoot(page, 'edit-1440');

  const [figures, loads] = [await readFigures(page), await readLoads(page)];
  await page.getByRole('button', { name: 'Publish as a plan' }).click();
  await page.waitForURL((url) => url.pathname.includes(`/c/${city}/`) && !url.pathname.includes(plan));
  const editedId = new URL(page.url()).pathname.split('/').pop();
  const edited = await settle(page, editedId);
  assert.deepEqual([edited.status, edited.editOf], ['published', plan]);
  const published = await api(page, `cities/${city}/plans/${editedId}/table`);
  const { measures } = published;
  assert.deepEqual(figures, {
    maxDeviation: measures.maxDeviation, boundaryKm: measures.borderKm, polsbyPopperMean: measures.polsbyMean, polsbyPopperWorst: measures.polsbyWorst,
    meanDistanceMetres: measures.meanDistanceMetres,
  });
  assert.deepEqual(loads, Object.fromEntries(published.beats.map((beat) => [beat.name, beat.workload.toLocaleString('en-US')])));
  assert.deepEqual(published.beats.map((beat) => beat.name), ['1', '2', '3', '4', '5', '6', '7', '9', '10', '11', '12', '13']);
  const file = JSON.parse(readFileSync(join(server.workspace, 'plans', city, editedId, 'plan.json'), 'utf8'));
  assert.deepEqual([file.edit.parent, file.edit.moves.length, file.edit.change.areas], [plan, 3, 5 + of(8).length]);

  await page.goto(`${server.origin}/c/${city}/plan/${editedId}?tab=findings`);
  await page.getByText(`3 moves on plan ${plan}`).waitFor();
  await page.goto(`${server.origin}/c/${city}/history`);
  await page.getByText('Edited by hand').waitFor();
  // The draft was published: the next begins from nothing.
  await page.goto(`${server.origin}/c/${city}/edit/${plan}`);
  await page.getByText('Nothing is changed yet.').waitFor();
  await finish(opened);
});

for (const who of ['page', 'server']) {
  test(`Response is measured stroke by stroke by the ${who}, said beside the plan's, and what a step costs callers is told`, { timeout: 240_000 }, async () => {
    const opened = await open();
    const { page } = opened;
    if (who === 'server') { await keepCheckerOut(page); }
    await page.goto(`${server.origin}/c/${city}/edit/${plan}`);
    await checkedBy(page, who);
    await page.getByLabel('Response times while I draw').check();
    const ids = table.beats.find((beat) => beat.beat === 1).areas;
    const own = table.areas.beat.flatMap((beat, at) => (beat === 1 ? [at] : [])).slice(0, Math.floor(ids / 2));
    const { ids: names } = await readIds(page);
    await give(page, own.map((at) => names[at]), '2');
    await page.locator('[data-figure="priorityMinutes"][data-value]').waitFor();
    const moves = [{ areas: own.map((at) => names[at]), beat: '2' }];
    const { response } = await post(page, `cities/${city}/plans/${plan}/edits?dryRun=true&response=true`, { moves });
    const shown = await readFigures(page);
    for (const figure of ['meanMinutes', 'priorityMinutes', 'fromElsewhereShare', 'busiestShare']) { assert.equal(shown[figure], response.now[figure], figure); }
    assert.notEqual(response.now.meanMinutes, response.before.meanMinutes);
    if (who === 'page') { await page.getByText(/^Callers of priority \d in beat \S+ wait \d+ s longer$/).first().waitFor(); }
    await page.getByText('What these figures rest on').click();
    await page.getByText('compare drafts by it').waitFor();
    await shoot(page, `edit-response-${who}-1440`);
    await page.setViewportSize({ width: 390, height: 844 });
    await shoot(page, `edit-response-${who}-390`);
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.locator('.edit[data-sent="true"]').waitFor();
    if (who === 'page') { await finish(opened); } else { await opened.close(); }
  });
}

test('Before the checker has answered, and where it does not, the loads on the screen are the ones it would say', { timeout: 180_000 }, async () => {
  const opened = await open();
  const { page } = opened;
  await keepCheckerOut(page);
  await page.goto(`${server.origin}/c/${city}/edit/${plan}`);
  await waitForMap(page);
  await checkedBy(page, 'server');
  const { ids } = await readHeader(page);
  const moves = [4, 6, 11].map((beat, at) => ({ areas: ids.filter((_, area) => table.areas.beat[area] === beat).slice(0, 3 + at), beat: String(beat - 1) }));
  const checked = await post(page, `cities/${city}/plans/${plan}/edits?dryRun=true`, { moves });
  let answers = 0;
  await page.route('**/edits?dryRun=true', (route) => { answers += 1; return route.abort(); });
  for (const { areas, beat } of moves) { await give(page, areas, beat); }
  await page.getByText('No connection').waitFor();
  assert.deepEqual(await readLoads(page), Object.fromEntries(checked.beats.map((beat, at) => [checked.names[at], beat.workload.toLocaleString('en-US')])));
  const deviations = await page.evaluate(() => [...document.querySelectorAll('.edit-side tr[data-key]')].filter((row) => row.querySelector('[data-load]')).map((row) => row.children[2].textContent));
  assert.deepEqual(deviations, checked.beats.map((beat) => beat.deviation.toLocaleString('en-US', { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2, signDisplay: 'exceptZero' })));
  assert.notEqual(checked.change.areas, 0);
  // The server is back, and says what the page's own checker would have said.
  assert.ok(answers >= 1);
  await page.unroute('**/edits?dryRun=true');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Redo' }).click();
  await page.getByText(`${checked.change.areas} areas have another beat, `).waitFor();
  assert.equal((await readFigures(page)).boundaryKm, checked.now.boundaryKm);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.getByText('Nothing is changed yet.').waitFor();
  // The server has it too: who opens the plan next begins from nothing.
  const isForgotten = async () => (await api(page, `cities/${city}/drafts/${plan}`)).strokes === 0;
  while (!await isForgotten()) { await page.waitForTimeout(100); }
  assert.ok(opened.faults.every((fault) => fault === 'Failed to load resource: net::ERR_FAILED'), opened.faults.join('; '));
  opened.faults.length = 0;
  await finish(opened);
});

test('On a phone, in Spanish and in the dark, the draft is measured, discarded after a question, and nothing is cut off', { timeout: 180_000 }, async () => {
  const opened = await open(undefined, { viewport: { width: 390, height: 844 }, colorScheme: 'dark', hasTouch: true });
  const { page } = opened;
  await page.evaluate(() => localStorage.setItem('smartbeats.language', 'es'));
  await page.goto(`${server.origin}/c/${city}/edit/${plan}`);
  await waitForMap(page);
  // The cross-hair by keyboard: Enter gives the area in the middle of the map.
  const middle = await page.evaluate(() => document.querySelector('.edit-canvas canvas') !== null);
  assert.equal(middle, true);
  await page.getByLabel('Dar a').selectOption(String(table.areas.beat[0]));
  await page.locator('.edit-canvas canvas').focus();
  await page.keyboard.press('Enter');
  await page.getByText('1 área tiene otro sector, ').waitFor();
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(width <= 390, `the page is ${width} px wide`);
  assert.deepEqual(await findSmallText(page), []);
  await shoot(page, 'edit-390');
  await page.getByRole('button', { name: 'Descartar' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Descartar' }).click();
  await page.getByText('Aún no ha cambiado nada.').waitFor();
  await page.locator('.edit[data-sent="true"]').waitFor();
  await finish(opened);
});

/** Ids of the areas, from the packed map's header. */
async function readHeader(page) {
  return page.evaluate(async (path) => {
    const bytes = await (await fetch(path)).arrayBuffer();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 12, new DataView(bytes).getUint32(8, true))));
  }, `/api/cities/${city}/map`);
}
