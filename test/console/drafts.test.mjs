// Drafts that outlive what happens to them: two people, a tab that is killed, a server that is killed.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { finish, openBrowser, openPage } from './browser.mjs';
import { command, startServer } from './serve.mjs';

let [server, browser, city, plan, table, ids] = [];
const ask = (page, path, init) => page.evaluate(async ([at, how]) => (await fetch(`/api/${at}`, how)).json(), [path, init]);
const post = (page, path, body) => ask(page, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const areasOf = (beat) => table.areas.beat.flatMap((one, area) => (one === beat ? [area] : []));
const shoot = async (page, name) => { if (process.env.SHOTS) { await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true }); } };
const openEditor = async (page) => {
  await page.goto(`${server.origin}/c/${city}/edit/${plan}`);
  await page.getByLabel('Give to').waitFor();
};
const give = async (page, areas, beat) => {
  await page.getByLabel('Give to').selectOption(beat);
  await page.getByLabel('Areas by their ids').fill(areas.map((area) => ids[area]).join(' '));
  await page.getByRole('button', { name: 'Give', exact: true }).click();
};
const changed = (page, n) => page.getByText(new RegExp(`^${n} areas? (has|have) another beat`)).waitFor();
const sent = (page) => page.locator('[data-sent="true"]').waitFor();
const makePlan = async (page) => {
  city ??= (await post(page, 'cities', { sample: true })).id;
  const made = (await post(page, `cities/${city}/plans`, { beats: 12, effort: 100000 + Math.floor(Math.random() * 1000) })).planId;
  for (let status = 'queued'; status !== 'published'; ({ status } = await ask(page, `cities/${city}/plans/${made}`))) { await page.waitForTimeout(200); }
  plan = made;
  table = await ask(page, `cities/${city}/plans/${plan}/table`);
  ids = await page.evaluate(async (at) => {
    const bytes = await (await fetch(at)).arrayBuffer();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 12, new DataView(bytes).getUint32(8, true)))).ids;
  }, `/api/cities/${city}/map`);
};

before(async () => {
  server = await startServer();
  browser = await openBrowser();
}, { timeout: 120_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('Two people on one plan lose no stroke: each is told of the other, and chooses', { timeout: 180_000 }, async () => {
  const [ada, ben] = [await openPage(browser, server.origin), await openPage(browser, server.origin)];
  for (const { page } of [ada, ben]) { await page.goto(server.link); }
  await makePlan(ada.page);
  await openEditor(ada.page);
  await openEditor(ben.page);
  await give(ada.page, areasOf(2).slice(0, 3), '3');
  await changed(ada.page, 3);
  await sent(ada.page);
  await give(ben.page, areasOf(5).slice(0, 2), '4');
  await ben.page.getByText('Somebody else changed this draft too').waitFor();
  await shoot(ben.page, 'edit-conflict-1440');
  await ben.page.getByRole('button', { name: 'Take theirs' }).click();
  await changed(ben.page, 3);
  await sent(ben.page);
  await ben.page.getByText('Snapshots: 1').click();
  await ben.page.getByRole('button', { name: 'Go back to it (Mine, before theirs was taken)' }).click();
  await changed(ben.page, 2);
  await sent(ben.page);

  // Ada, who has not looked since, goes on from what she saw.
  await give(ada.page, areasOf(7).slice(0, 4), '8');
  await ada.page.getByText('Somebody else changed this draft too').waitFor();
  await ada.page.getByRole('button', { name: 'Save mine as another draft' }).click();
  await ada.page.waitForURL((url) => url.searchParams.get('draft') === '2');
  await changed(ada.page, 7);
  await ada.page.getByText('Snapshots: 0').click();
  await ada.page.getByText(/another browser: 1 stroke|.*: 1 stroke/).first().waitFor();
  const { drafts } = await ask(ada.page, `cities/${city}/drafts`);
  assert.deepEqual(drafts.map((draft) => [draft.id, draft.strokes]), [[plan, 1], [`${plan}.2`, 2]]);
  const { draft } = await ask(ada.page, `cities/${city}/drafts/${plan}`);
  // Ben's two areas are the draft, Ada's three a snapshot of it.
  assert.deepEqual([draft.strokes[0].areas, draft.snapshots.map((one) => one.strokes[0].areas)], [areasOf(5).slice(0, 2), [areasOf(5).slice(0, 2), areasOf(2).slice(0, 3)]]);
  await finish(ben);
  // History leads back into each.
  await ada.page.goto(`${server.origin}/c/${city}/history`);
  await ada.page.getByRole('heading', { name: 'Drafts that are not published' }).waitFor();
  await ada.page.getByRole('link', { name: /: 2 strokes/ }).click();
  await ada.page.waitForURL((url) => url.pathname.endsWith(`/edit/${plan}`) && url.searchParams.get('draft') === '2');
  await changed(ada.page, 7);
  await finish(ada);
});

test('A tab killed at any of twenty moments loses at most the stroke under way', { timeout: 300_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 800, height: 500 } });
  let page = await context.newPage();
  await page.goto(server.link);
  await makePlan(page);
  let done = 0;
  for (let moment = 0; moment < 20; moment += 1) {
    await openEditor(page);
    const found = await page.evaluate(() => {
      const text = document.querySelector('.edit-side [role=status]').textContent;
      return Number(/^(\d+) area/.exec(text)?.[1] ?? 0);
    });
    assert.ok(found === done || found === done - 1, `at moment ${moment} ${found} of ${done} strokes were there`);
    done = found;
    await give(page, [areasOf(9)[done]], '10');
    done += 1;
    // From at once to long after all is kept: every tenth of the way from the press to the server's answer.
    await page.waitForTimeout(moment * 60);
    if (moment % 2) { await page.close(); } else { await page.goto('chrome://crash').catch(() => undefined); await page.close(); }
    page = await context.newPage();
  }
  await openEditor(page);
  await page.getByText(new RegExp(`^(${done}|${done - 1}) areas have another beat`)).waitFor();
  assert.ok(done >= 10, `${done} strokes came through`);
  await context.close();
});

test('A server that is killed costs nothing: strokes wait in the browser and are sent to the next', { timeout: 180_000 }, async () => {
  const context = await browser.newContext({ viewport: { width: 800, height: 500 } });
  const page = await context.newPage();
  const port = new URL(server.origin).port;
  await page.goto(server.link);
  await makePlan(page);
  await openEditor(page);
  await page.locator('.edit[data-checked-by="page"]').waitFor();
  await give(page, areasOf(3).slice(0, 1), '4');
  await changed(page, 1);
  await server.kill();
  await give(page, areasOf(3).slice(1, 3), '4');
  // Measured in the page, kept in the page.
  await changed(page, 3);
  await page.getByText('Saved in this browser; not on the server yet.').waitFor();
  const again = spawn(command, ['serve', '--workspace', server.workspace, '--port', port], { stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    const link = await new Promise((resolve) => again.stdout.on('data', (text) => { const found = /http:\S+/.exec(String(text)); if (found) { resolve(found[0]); } }));
    await page.goto(link);
    await openEditor(page);
    await changed(page, 3);
    await sent(page);
    assert.equal((await ask(page, `cities/${city}/drafts/${plan}`)).strokes, 2);
  } finally {
    await context.close();
    again.kill('SIGTERM');
    await once(again, 'exit');
  }
});
