// The engine at a person's side, and the tools that take more than one area: by mouse, by touch and by keyboard.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { finish as end, findSmallText, openBrowser, openPage, waitForMap } from './browser.mjs';
import { startServer } from './serve.mjs';

let [server, browser, city, plan, table, ids] = [];
const openEditor = async (options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  await opened.page.goto(`${server.origin}/c/${city}/edit/${plan}`);
  await waitForMap(opened.page);
  await opened.page.locator('.edit[data-checked-by="page"]').waitFor();
  return opened;
};
const ask = (page, path, init) => page.evaluate(async ([at, how]) => (await fetch(`/api/${at}`, how)).json(), [path, init]);
const post = (page, path, body) => ask(page, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const shoot = async (page, name) => { if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true }); } };
const tool = (page, name) => page.getByRole('button', { name, exact: true }).click();
const give = async (page, areas, beat) => {
  await page.getByLabel('Give to').selectOption(beat);
  await page.getByLabel('Areas by their ids').fill(areas.map((area) => ids[area]).join(' '));
  await tool(page, 'Give');
};
const changed = (page, n) => page.getByText(new RegExp(`^${n} areas? (has|have) another beat, `)).waitFor();
const areasOf = (beat) => table.areas.beat.flatMap((one, area) => (one === beat ? [area] : []));
const worst = (page) => page.locator('[data-figure="maxDeviation"][data-value]').getAttribute('data-value').then(Number);
/** Ends a test with nothing left of its draft, for the next to begin with. */
const finish = async (opened) => {
  const { page } = opened;
  if (await page.getByRole('button', { name: 'Discard' }).isEnabled()) {
    await page.getByRole('button', { name: 'Discard' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
    await page.getByText('Nothing is changed yet.').waitFor();
  }
  for (const box of await page.getByRole('checkbox', { checked: true }).all()) { await box.uncheck(); }
  await page.locator('.edit[data-sent="true"]').waitFor();
  await end(opened);
};
/** Where on the screen the middle of the map is; what lies there is the cross-hair's. */
const middle = async (page) => {
  await page.locator('.edit-canvas').scrollIntoViewIfNeeded();
  const box = await page.locator('.edit-canvas canvas').boundingBox();
  return [box.x + box.width / 2, box.y + box.height / 2];
};

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { page, close } = await openPage(browser, server.origin);
  await page.goto(server.link);
  city = (await post(page, 'cities', { sample: true })).id;
  plan = (await post(page, `cities/${city}/plans`, { beats: 12, effort: 200000 })).planId;
  for (let status = 'queued'; status !== 'published'; ({ status } = await ask(page, `cities/${city}/plans/${plan}`))) { await page.waitForTimeout(300); }
  table = await ask(page, `cities/${city}/plans/${plan}/table`);
  ids = await page.evaluate(async (at) => {
    const bytes = await (await fetch(at)).arrayBuffer();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 12, new DataView(bytes).getUint32(8, true)))).ids;
  }, `/api/cities/${city}/map`);
  await close();
}, { timeout: 240_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('A beat that a stroke broke is mended by a proposal, which is seen before it is taken and undone in one step', { timeout: 180_000 }, async () => {
  const opened = await openEditor();
  const { page } = opened;
  await page.getByText('Let the engine help').click();
  // Half of beat 4 goes to a beat that does not touch it: pieces of both.
  const half = areasOf(4).filter((_, at) => at % 2 === 0);
  await give(page, half, '11');
  await changed(page, half.length);
  await page.getByText(/beats? (is|are) not in one piece/i).first().waitFor();
  await page.getByText('What the last step made worse').waitFor();
  await page.getByText(/Beat 11 fell into \d+ pieces/).waitFor();
  await page.getByText(/Beat 11 is now [\d.]+% heavier than a fair share/).waitFor();
  await tool(page, 'Make broken beats whole');
  await page.getByText(/The proposal on the map moves \d+ areas?\./).waitFor();
  await page.getByText('Every beat is in one piece').waitFor();
  await shoot(page, 'edit-help-1440');
  // Left, it has changed nothing.
  await tool(page, 'Leave it');
  await changed(page, half.length);
  await tool(page, 'Repair');
  const promised = await page.locator('[data-proposed="maxDeviation"]').textContent();
  await tool(page, 'Take it');
  await page.getByText(/beats? (is|are) not in one piece/i).first().waitFor({ state: 'detached' });
  const reached = (await worst(page)).toLocaleString('en-US', { style: 'percent', minimumFractionDigits: 2 });
  assert.equal(Number.parseFloat(reached), Number.parseFloat(promised));
  await tool(page, 'Undo');
  await changed(page, half.length);
  await tool(page, 'Undo');
  await page.getByText('Nothing is changed yet.').waitFor();
  await finish(opened);
});

test('A pair is balanced, a beat is split, what gains nothing is undone, and the rest is finished within a budget', { timeout: 240_000 }, async () => {
  const opened = await openEditor();
  const { page } = opened;
  await page.getByText('Let the engine help').click();
  // Ten areas from 2 to its neighbour: the two are uneven, and no others.
  await give(page, areasOf(2).slice(0, 10), '3');
  await changed(page, 10);
  const uneven = await worst(page);
  await page.getByLabel('Beat 3 and').selectOption('2');
  await tool(page, 'Balance the two');
  await tool(page, 'Take it');
  await page.waitForFunction((before) => Number(document.querySelector('[data-figure="maxDeviation"]').dataset.value) < before, uneven);
  await tool(page, 'Split beat 3 in two');
  await tool(page, 'Take it');
  await page.getByRole('button', { name: '13', exact: true }).waitFor();
  await tool(page, 'Undo');
  await page.getByRole('button', { name: '13', exact: true }).waitFor({ state: 'detached' });
  await tool(page, 'Undo');
  await changed(page, 10);
  await tool(page, 'Undo what gains nothing');
  await page.getByText(/The proposal on the map moves \d+ areas?\./).waitFor();
  await tool(page, 'Leave it');
  await page.getByLabel('Moving at most').selectOption('0.1');
  await tool(page, 'Balance all beats');
  await tool(page, 'Take it');
  await page.waitForFunction((before) => Number(document.querySelector('[data-figure="maxDeviation"]').dataset.value) < before, uneven);
  // What cannot be done is said in words.
  await page.getByLabel('Lock beat 3').check();
  await tool(page, 'Split beat 3 in two');
  await page.getByText('beats: beat 3 is locked. Unlock it, then split it.').waitFor();
  await finish(opened);
});

test('Help under way is left by a press, and by a stroke; the checker goes on as if it had not been asked', { timeout: 240_000 }, async () => {
  const opened = await openEditor();
  const { page } = opened;
  const session = await page.context().newCDPSession(page);
  await page.getByText('Let the engine help').click();
  await give(page, areasOf(2).slice(0, 10), '3');
  await changed(page, 10);
  await page.locator('[data-figure="maxDeviation"][data-value]').waitFor();
  const uneven = await worst(page);
  await page.getByLabel('Moving at most').selectOption('1');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await tool(page, 'Balance all beats');
  await tool(page, 'Cancel');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await page.getByText('Searching…').waitFor({ state: 'detached' });
  assert.equal(await page.locator('.edit-proposal').count(), 0);
  await give(page, areasOf(5).slice(0, 5), '6');
  await changed(page, 15);
  await page.locator('[data-figure="maxDeviation"][data-value]').waitFor();
  await page.locator('.edit[data-checked-by="page"]').waitFor();

  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
  await tool(page, 'Balance all beats');
  await tool(page, 'Undo');
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await changed(page, 10);
  await page.locator('[data-figure="maxDeviation"][data-value]').waitFor();
  assert.equal(await worst(page), uneven);
  await page.waitForTimeout(3000);
  assert.equal(await page.locator('.edit-proposal').count(), 0);
  await page.getByRole('button', { name: 'Discard' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).click();
  await page.locator('.edit[data-sent="true"]').waitFor();
  await finish(opened);
});

test('A press takes a whole piece, or a group of the map; two areas change places; a locked area stays', { timeout: 180_000 }, async () => {
  const opened = await openEditor();
  const { page } = opened;
  const press = async () => { await page.locator('.edit-canvas canvas').focus(); await page.keyboard.press('Enter'); };
  const where = await page.evaluate(async ([at, [west, south, east, north]]) => (await fetch(`${at}?lon=${(west + east) / 2}&lat=${(south + north) / 2}`)).json(),
    [`/api/cities/${city}/where`, await boxOf(page)]);
  const [area, own] = [where.index, table.areas.beat[where.index]];
  const target = own === 1 ? 2 : 1;
  await page.getByLabel('Give to').selectOption(String(target));
  await tool(page, 'Lock areas');
  await press();
  await page.getByText('1 area is locked (pale).').waitFor();
  await tool(page, 'Area by area');
  await press();
  await page.getByText('Nothing is changed yet.').waitFor();
  await tool(page, 'Piece');
  await press();
  await changed(page, areasOf(own).length - 1);
  await tool(page, 'Undo');
  await tool(page, 'Unlock the areas');
  await press();
  await changed(page, areasOf(own).length);
  await tool(page, 'Undo');
  await tool(page, 'Group');
  const { columns } = await ask(page, `cities/${city}/signals`);
  const column = await page.getByLabel('Alike in').inputValue();
  const { values } = columns.find((one) => one.name === column);
  await press();
  const group = values.flatMap((value, at) => (value === values[area] && table.areas.beat[at] !== target ? [at] : []));
  await changed(page, group.length);
  await tool(page, 'Undo');
  // Two presses by mouse: an area in the middle and one of another beat change places, in one step.
  await tool(page, 'Swap');
  await press();
  const box = await page.locator('.edit-canvas canvas').boundingBox();
  await page.mouse.click(box.x + box.width * 0.25, box.y + box.height * 0.3);
  await changed(page, 2);
  await tool(page, 'Undo');
  await page.getByText('Nothing is changed yet.').waitFor();
  await finish(opened);
});

test('On a phone a finger paints, a second finger breaks the stroke off and moves the map', { timeout: 180_000 }, async () => {
  const opened = await openEditor({ viewport: { width: 390, height: 844 }, hasTouch: true });
  const { page } = opened;
  const session = await page.context().newCDPSession(page);
  const touch = (type, ...points) => session.send('Input.dispatchTouchEvent', { type, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
  await page.getByLabel('Give to').selectOption('1');
  await tool(page, 'Brush');
  const [x, y] = await middle(page);
  await touch('touchStart', [x - 60, y]);
  await touch('touchMove', [x, y]);
  await touch('touchMove', [x + 60, y]);
  await touch('touchEnd');
  await page.getByText(/areas? (has|have) another beat, /).waitFor();
  const painted = await page.getByText(/areas? (has|have) another beat, /).textContent();
  await touch('touchStart', [x - 60, y + 60]);
  await touch('touchMove', [x - 30, y + 60]);
  await touch('touchStart', [x - 30, y + 60], [x + 60, y + 60]);
  await touch('touchMove', [x - 30, y + 20], [x + 60, y + 20]);
  await touch('touchEnd');
  await page.waitForTimeout(300);
  assert.equal(await page.getByText(/areas? (has|have) another beat, /).textContent(), painted);
  await page.getByText('Let the engine help').click();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth) <= 390);
  assert.deepEqual(await findSmallText(page), []);
  await shoot(page, 'edit-help-390');
  // A busy browser stops waiting for the page's word on touches, and says so; nothing on the map may be scrolled anyway.
  opened.faults.splice(0, opened.faults.length, ...opened.faults.filter((fault) => !fault.startsWith('Ignored attempt to cancel a touchmove event')));
  await finish(opened);
});

const boxOf = (page) => page.evaluate(async (at) => {
  const bytes = await (await fetch(at)).arrayBuffer();
  return JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 12, new DataView(bytes).getUint32(8, true)))).bbox;
}, `/api/cities/${city}/map`);
