// Run, Plan, Compare and History over the real server: what is shown is what the API answers, by mouse and by keyboard.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findBarriers, findSmallText, finish, openBrowser, openPage, waitForMap } from './browser.mjs';
import { root, run, startServer } from './serve.mjs';

let [server, browser, city, first, second] = [];
const open = async (path, options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  if (path !== undefined) { await opened.page.goto(`${server.origin}/c/${city}/${path}`); }
  return opened;
};
const api = (page, path, init) => page.evaluate(async ([at, how]) => {
  const response = await fetch(at, how);
  const text = await response.text();
  return text ? JSON.parse(text) : null;
}, [`/api/${path}`, init]);
const post = (page, path, body) => api(page, path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
const settle = async (page, id) => {
  for (;;) {
    const plan = await api(page, `cities/${city}/plans/${id}`);
    if (plan.status !== 'running' && plan.status !== 'queued') { return plan; }
    await page.waitForTimeout(500);
  }
};

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { page, close } = await open();
  city = (await post(page, 'cities', { sample: true })).id;
  first = (await post(page, `cities/${city}/plans`, { beats: 12, effort: 200000 })).planId;
  assert.equal((await settle(page, first)).status, 'published');
  second = (await post(page, `cities/${city}/plans`, { beats: 12, goal: 'tightest', effort: 200000 })).planId;
  assert.equal((await settle(page, second)).status, 'published');
  await close();
}, { timeout: 240_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('A run is found again without its id, and is cancelled after a question', { timeout: 300_000 }, async () => {
  const opened = await open('history');
  const { page } = opened;
  const { planId } = await post(page, `cities/${city}/plans`, { beats: 17, effort: 2_000_000_000 });
  await page.goto(`${server.origin}/c/${city}/run`);
  await page.waitForURL(`**/run/${planId}`);
  await page.getByRole('heading', { name: /Making the plan|Waiting to begin/ }).waitFor();
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();
  assert.notEqual((await api(page, `cities/${city}/plans/${planId}`)).status, 'cancelled');
  await page.getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the run' }).click();
  await page.getByRole('heading', { name: 'Cancelled' }).waitFor({ timeout: 60_000 });
  await finish(opened);
});

test('The latest plan opens by itself, and its table is what the API tells', { timeout: 300_000 }, async () => {
  const opened = await open('plan');
  const { page } = opened;
  await page.waitForURL(`**/plan/${second}`);
  await waitForMap(page);
  const table = await api(page, `cities/${city}/plans/${second}/table`);
  assert.equal(await page.getByRole('heading', { level: 1 }).textContent(), table.headline);
  const rows = await page.locator('.plan-side tbody tr').evaluateAll((all) => all.map((row) => [...row.cells].slice(0, 3).map((cell) => cell.textContent.trim())));
  const percent = (share) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(2)}%`;
  assert.deepEqual(rows, table.beats.map((beat) => [beat.name, beat.workload.toLocaleString('en-US'), percent(beat.deviation)]));
  await finish(opened);
});

test('A click on the map chooses the beat the API finds at that place, and so does Enter under the cross-hair', { timeout: 300_000 }, async () => {
  const opened = await open(`plan/${first}`);
  const { page } = opened;
  await waitForMap(page);
  const map = await page.evaluate(async (at) => {
    const bytes = await (await fetch(at)).arrayBuffer();
    return JSON.parse(new TextDecoder().decode(new Uint8Array(bytes, 12, new DataView(bytes).getUint32(8, true)))).bbox;
  }, `/api/cities/${city}/map`);
  // The map opens on the whole city, so that the middle of the canvas is the middle of its box in Mercator's projection.
  const north = (latitude) => Math.log(Math.tan(Math.PI / 4 + (latitude * Math.PI) / 360));
  const middle = [(map[0] + map[2]) / 2, (Math.atan(Math.exp((north(map[1]) + north(map[3])) / 2)) * 360) / Math.PI - 90];
  const { beat, area } = await api(page, `cities/${city}/where?lon=${middle[0]}&lat=${middle[1]}&plan=${first}`);
  const box = await page.locator('.plan-canvas canvas').boundingBox();
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await page.waitForURL(`**/plan/${first}?beat=${beat}`);
  assert.equal(await page.locator('.plan-side [aria-pressed="true"]').textContent(), String(beat));
  assert.equal((await page.locator('.areas [aria-selected="true"] span').first().textContent()).split(' ')[0], area);
  await page.goto(`${server.origin}/c/${city}/plan/${first}`);
  await waitForMap(page);
  await page.locator('.plan-canvas canvas').focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`**/plan/${first}?beat=${beat}`);
  await page.locator('#live').getByText(`Beat ${beat}, Area ${area}`).waitFor({ state: 'attached' });
  await finish(opened);
});

test('Beats, areas and coordinates are found, and the list of areas works by arrows', { timeout: 300_000 }, async () => {
  const opened = await open(`plan/${first}`);
  const { page } = opened;
  await waitForMap(page);
  const search = page.getByRole('combobox', { name: /Beat, area/ });
  await search.fill('beat 7');
  await search.press('Enter');
  await page.waitForURL('**?beat=7');
  const table = await api(page, `cities/${city}/plans/${first}/table`);
  const heaviest = Math.max(...table.areas.workload.filter((_, area) => table.areas.beat[area] === 7));
  const list = page.getByRole('listbox', { name: /areas in beat 7/ });
  assert.equal(await list.locator('.number').first().textContent(), heaviest.toLocaleString('en-US'));
  await list.focus();
  await list.press('ArrowDown');
  await list.press('Enter');
  await page.locator('.areas li:nth-child(2)[aria-selected="true"]').waitFor();
  await search.fill('0301');
  await search.press('Enter');
  await page.waitForURL('**?beat=1');
  await search.fill('1.5, 2.5');
  await page.getByRole('option', { name: 'This point is outside the map' }).waitFor();
  await finish(opened);
});

test('The city’s streets, river and places lie under the beats and are found by name', { timeout: 300_000 }, async () => {
  const opened = await open(`plan/${second}`);
  const { page } = opened;
  await waitForMap(page);
  const { layers } = await api(page, `cities/${city}/context`);
  assert.deepEqual(layers.map((layer) => layer.kind), ['roads', 'water', 'places']);
  await page.getByRole('combobox', { name: /Beat, area/ }).fill('market');
  await page.getByRole('option', { name: 'E MARKET BLVD' }).click();
  await page.locator('#live', { hasText: 'E MARKET BLVD' }).waitFor({ state: 'attached' });
  await page.waitForTimeout(3000);
  await page.screenshot({ path: process.env.SHOTS ? join(process.env.SHOTS, 'streets.png') : undefined });
  await finish(opened);
});

test('Every view and every part of a plan is free of barriers', { timeout: 240_000 }, async () => {
  const opened = await open(`plan/${first}`);
  const { page } = opened;
  await waitForMap(page);
  for (const view of ['workload', 'disposition', 'priority']) {
    await page.getByLabel('Color by').selectOption(view);
    await page.locator('.steps li').first().waitFor();
    assert.deepEqual(await findBarriers(page), [], view);
  }
  const share = await page.locator('.plan-side thead th').allTextContents();
  const resolution = await api(page, `cities/${city}/plans/${first}/resolution?by=priority`);
  const value = resolution.values[0];
  assert.ok(share.some((head) => head.includes(value.label)));
  const shown = await page.locator('.plan-side tbody tr').first().locator('td').nth(2).textContent();
  assert.equal(shown, `${Math.round((100 * resolution.beats[0].counts[0]) / resolution.beats[0].calls)}%`);
  // The sample's calls say no nature: then there is nothing to colour by, and the page says so.
  await page.getByLabel('Color by').selectOption('nature');
  await page.getByText('The calls do not say this, so there is nothing to color by.').waitFor();
  for (const tab of ['Findings', 'Alternatives', 'Response and people', 'Comments', 'Files']) {
    await page.getByRole('tab', { name: tab }).click();
    assert.deepEqual(await findBarriers(page), [], tab);
  }
  assert.ok(await page.getByRole('link', { name: 'map.html', exact: true }).isVisible());
  await page.getByRole('tab', { name: 'Files' }).press('ArrowLeft');
  assert.equal(await page.getByRole('tab', { name: 'Comments' }).getAttribute('aria-selected'), 'true');
  await finish(opened);
});

test('A legend that takes room leaves the map whole, and the table with one figure more fits', { timeout: 240_000 }, async () => {
  const opened = await open(`plan/${first}`);
  const { page } = opened;
  await waitForMap(page);
  const before = await page.locator('.plan-canvas').evaluate((canvas) => canvas.clientHeight);
  await page.getByLabel('Color by').selectOption('disposition');
  await page.locator('.steps li').first().waitFor();
  await page.waitForTimeout(1500);
  assert.ok(await page.locator('.plan-canvas').evaluate((canvas) => canvas.clientHeight) < before, 'the legend took no room');
  // The city keeps its distance from the upper and the lower edge: there is nothing but paper.
  const edges = await page.locator('.plan-canvas canvas').evaluate((map) => {
    const copy = new OffscreenCanvas(map.width, map.height).getContext('2d');
    copy.drawImage(map, 0, 0);
    const row = (y) => new Set(Array.from({ length: map.width }, (_, x) => copy.getImageData(x, y, 1, 1).data.join()));
    return [row(6).size, row(map.height - 7).size, row(Math.round(map.height / 2)).size > 2];
  });
  assert.deepEqual(edges, [1, 1, true]);
  assert.ok(await page.locator('.plan-side .scroll').evaluate((table) => table.scrollWidth <= table.clientWidth), 'the table is cut');
  // Every beat of this plan has calls enough: then nothing is pale, and nothing is said of it.
  assert.equal(await page.getByText(/^Pale:/).count(), 0);
  await page.getByLabel('for each').selectOption('area');
  await page.getByText(/^Pale:/).waitFor();
  await page.getByLabel('Color by').selectOption('workload');
  await page.locator('.steps li').nth(1).waitFor();
  const steps = (await page.locator('.steps li').allInnerTexts()).map((step) => step.trim().split('–').map(Number));
  steps.slice(1).forEach(([from], index) => assert.ok(from > steps[index].at(-1), `${steps.join(' ')} count a number twice`));
  await finish(opened);
});

test('Response and people are asked from the page, and what is missing is said beside the form', { timeout: 240_000 }, async () => {
  const opened = await open(`plan/${first}?tab=people`);
  const { page } = opened;
  await page.getByRole('button', { name: 'Evaluate', exact: true }).click();
  await page.locator('.answer').getByText(/A patrol unit spends [\d.]+% of its time on calls/).waitFor({ timeout: 300_000 });
  await page.getByRole('table', { name: 'Beats' }).waitFor();
  await page.getByRole('button', { name: 'Roster', exact: true }).click();
  await page.getByLabel('Officers (CSV)').setInputFiles(join(root, 'samples/officers.csv'));
  await page.getByLabel('First day').fill('2025-01-06');
  await page.getByLabel('Days', { exact: true }).fill('7');
  await page.getByRole('button', { name: 'Make a roster' }).click();
  await page.locator('.answer').getByText(/posts filled/).waitFor({ timeout: 300_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'roster.csv' }).click()]);
  assert.match(readFileSync(await download.path(), 'utf8'), /^date,shift,from,to,beats,officer/);
  await page.getByRole('button', { name: 'Absence', exact: true }).click();
  await page.getByLabel('Beat without its officer').selectOption('3');
  await page.getByLabel('Shift', { exact: true }).fill('noon');
  await page.getByRole('button', { name: 'Divide the beat' }).click();
  await page.getByRole('alert').getByText(/noon/).first().waitFor();
  await finish(opened);
});

test('Two plans are compared: figures, beats and areas as the API counts them', { timeout: 240_000 }, async () => {
  const opened = await open('history');
  const { page } = opened;
  const ticks = page.getByRole('checkbox');
  await ticks.nth(1).check();
  await ticks.nth(0).check();
  await page.getByRole('button', { name: 'Compare the two' }).click();
  await page.waitForURL(`**/compare?a=${second}&b=${first}`);
  await waitForMap(page);
  const told = await api(page, `cities/${city}/compare?a=${second}&b=${first}`);
  const figures = await page.getByRole('table', { name: 'Figures of both' }).locator('tbody th').allTextContents();
  assert.deepEqual(figures, told.figures.map((figure) => figure.name));
  const deviation = told.figures.find((figure) => figure.name === 'Largest deviation');
  const cells = await page.getByRole('row', { name: /Largest deviation/ }).locator('td').allTextContents();
  assert.ok(cells[0].startsWith(`${(deviation.first * 100).toFixed(2)}%`) && cells[1].startsWith(`${(deviation.second * 100).toFixed(2)}%`), cells.join());
  await page.locator('summary').getByText(`${told.moved.length} areas move`).waitFor();
  for (const look of ['Areas that move', 'Swipe']) {
    await page.getByRole('button', { name: look }).click();
    await page.waitForTimeout(500);
    assert.deepEqual(await findBarriers(page), [], look);
  }
  const slider = page.getByRole('slider');
  await slider.press('ArrowRight');
  assert.equal(await page.locator('.swipe-over').evaluate((over) => over.style.clipPath), `inset(0px 0px 0px ${await slider.inputValue()}%)`);
  await finish(opened);
});

test('A plan is compared with the beats patrolled today', { timeout: 240_000 }, async () => {
  const opened = await open(`compare?a=${first}&b=today`);
  const { page } = opened;
  // Nothing is patrolled yet: the page says so in the API's words.
  const refused = await api(page, `cities/${city}/compare?a=${first}&b=today`);
  await page.getByRole('heading', { name: 'Today’s beats are not known' }).waitFor();
  await page.getByText(refused.detail).waitFor();
  assert.doesNotMatch(refused.detail, /[0-9a-f]{32}/);
  const adopted = await run('adopt', 'samples/todays_beats.geojson', '--from', '2024-01-01', '--workspace', server.workspace, '--city', city);
  assert.equal(adopted.code, 0, adopted.stderr);
  await page.reload();
  await waitForMap(page);
  const told = await api(page, `cities/${city}/compare?a=${first}&b=today`);
  await page.locator('summary').getByText(`${told.moved.length} areas move`).waitFor();
  const cells = await page.getByRole('row', { name: /Largest deviation/ }).locator('td').allTextContents();
  const deviation = told.figures.find((figure) => figure.name === 'Largest deviation');
  assert.ok(deviation.second > deviation.first);
  assert.ok(cells[0].startsWith(`${(deviation.first * 100).toFixed(2)}%`) && cells[1].startsWith(`${(deviation.second * 100).toFixed(2)}%`), cells.join());
  assert.equal(await page.getByLabel('Beside it').inputValue(), 'today');
  await finish(opened);
});

test('A run that comes to nothing says why and what to do, and leads back to its request', { timeout: 240_000 }, async () => {
  const opened = await open('history');
  const { page } = opened;
  const { planId } = await post(page, `cities/${city}/plans`, { beats: 12, from: '2030-01-01T00:00' });
  const failed = await settle(page, planId);
  assert.equal(failed.status, 'failed');
  await page.goto(`${server.origin}/c/${city}/run/${planId}`);
  await page.getByRole('heading', { name: 'No plan came of this' }).waitFor();
  await page.getByText(failed.reason).waitFor();
  assert.match(failed.reason, /no call passes its filters.*Widen the dates/s);
  assert.deepEqual(await findBarriers(page), []);
  await page.getByRole('link', { name: 'Change the request' }).click();
  await page.waitForURL(`**/design?plan=${planId}`);
  // The form is filled when the plan's request has come.
  await page.waitForFunction((input) => input.value.startsWith('2030-01-01'), await page.getByLabel(/^From/).first().elementHandle());
  await finish(opened);
});

test('A short link opens the map for who has nothing else, until it is taken back', { timeout: 240_000 }, async () => {
  const opened = await open(`plan/${first}?tab=files`);
  const { page } = opened;
  await page.getByRole('button', { name: 'Make a link' }).click();
  const text = page.locator('code').filter({ hasText: '/r/' });
  await text.waitFor();
  const link = (await text.textContent()).trim();
  const stranger = await browser.newContext();
  const other = await stranger.newPage();
  await other.goto(link);
  await other.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await other.getByRole('row').count(), 14);
  assert.equal((await other.goto(`${server.origin}/c/${city}/plan/${first}`)).status(), 401);
  await page.locator('li', { has: text }).getByRole('button').click();
  await text.waitFor({ state: 'detached' });
  assert.equal((await other.goto(link)).status(), 404);
  await stranger.close();
  await finish(opened);
});

test('On paper the plan has its whole map and every beat with its name and figures', { timeout: 240_000 }, async () => {
  const opened = await open(`plan/${first}`);
  const { page } = opened;
  await waitForMap(page);
  const table = await api(page, `cities/${city}/plans/${first}/table`);
  const sheet = join(server.workspace, 'plan.pdf');
  await page.pdf({ path: sheet, format: 'Letter' });
  const text = execFileSync('pdftotext', ['-layout', sheet, '-'], { encoding: 'utf8' });
  for (const beat of table.beats) {
    assert.match(text, new RegExp(`^\\s*${beat.name}\\s+${beat.workload.toLocaleString('en-US')}\\s`, 'm'), `beat ${beat.name}`);
  }
  assert.match(text, /Beat\s+Workload\s+Off the mean/);
  assert.doesNotMatch(text, /Color by|History/);
  // The map is on the first sheet whole: its lowest area is as far from its highest as on the screen.
  await page.emulateMedia({ media: 'print' });
  const drawn = await page.evaluate(() => {
    dispatchEvent(new Event('beforeprint'));
    const [around, canvas] = ['.plan-canvas', '.plan-canvas canvas'].map((name) => document.querySelector(name).getBoundingClientRect());
    dispatchEvent(new Event('afterprint'));
    return { width: around.width, inside: canvas.bottom <= around.bottom + 1 && canvas.right <= around.right + 1 };
  });
  assert.deepEqual({ inside: drawn.inside, fits: drawn.width <= 692 }, { inside: true, fits: true }, JSON.stringify(drawn));
  await page.emulateMedia({ media: 'screen' });
  await finish(opened);
});

test('On a phone, light or dark, nothing is cut and no text is under 12 px', { timeout: 240_000 }, async () => {
  for (const colorScheme of ['light', 'dark']) {
    const opened = await open(undefined, { viewport: { width: 390, height: 844 }, colorScheme });
    const { page } = opened;
    for (const path of [`plan/${first}`, `plan/${first}?tab=alternatives`, `plan/${first}?tab=people`, `plan/${first}?tab=files`, 'compare', 'history', `run/${first}`]) {
      await page.goto(`${server.origin}/c/${city}/${path}`);
      await page.locator('h1').waitFor({ timeout: 60_000 });
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), true, path);
      assert.deepEqual(await findSmallText(page), [], path);
      assert.deepEqual(await findBarriers(page), [], path);
    }
    await finish(opened);
  }
});

test('Names that are markup stay text on every screen', { timeout: 300_000 }, async () => {
  const opened = await open('history');
  const { page } = opened;
  const evil = '<img src=x onerror="document.title=1"><b id=evil>';
  const done = await page.evaluate(async ([at, name]) => {
    const before = await fetch(at);
    const settings = { ...await before.json(), name, labels: { disposition: { 6: name } } };
    const headers = { 'content-type': 'application/json', 'if-match': before.headers.get('etag') };
    return (await fetch(at, { method: 'PUT', headers, body: JSON.stringify(settings) })).status;
  }, [`/api/cities/${city}/settings`, evil]);
  assert.equal(done, 200);
  for (const path of ['history', `plan/${first}?view=disposition`, 'compare', `run/${first}`]) {
    await page.goto(`${server.origin}/c/${city}/${path}`);
    await page.locator('h1').waitFor({ timeout: 60_000 });
    assert.ok((await page.locator('.city-name').textContent()).includes('<img src=x'), path);
    assert.equal(await page.locator('#evil, img[src="x"]').count(), 0, path);
  }
  await finish(opened);
});

test('A plan is removed after a question, and the other stays', { timeout: 300_000 }, async () => {
  const opened = await open('history');
  const { page } = opened;
  const wanted = (await api(page, `cities/${city}/plans`)).plans.filter((plan) => plan.request.goal === 'tightest');
  await page.getByRole('searchbox', { name: /^Search the plans/ }).fill('TIGHTEST beats');
  await page.getByText(`${wanted.length} plan found`).waitFor();
  assert.equal(await page.locator('.history > li').count(), wanted.length);
  await page.getByRole('searchbox').fill('');
  await page.getByRole('button', { name: /^Remove the plan/ }).first().click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.waitForFunction(() => document.querySelectorAll('.history input').length === 1);
  const { plans } = await api(page, `cities/${city}/plans`);
  assert.deepEqual(plans.filter((plan) => plan.status === 'published').map((plan) => plan.planId), [first]);
  await page.goto(server.origin);
  await page.getByText(/ calls, 1 plan$/).waitFor();
  await finish(opened);
});
