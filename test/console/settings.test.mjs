// When and Settings over the real server; a city whose every name is hostile; every form at both widths, light and dark.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { findBarriers, finish, openBrowser, openPage } from './browser.mjs';
import { root, startServer } from './serve.mjs';

let [server, browser, city] = [];
const hostile = '"><img src=x onerror="document.title=\'owned\'"><script>document.title=\'owned\'</script>';
const open = async (screen, options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  if (screen !== undefined) { await opened.page.goto(`${server.origin}/c/${city}/${screen}`); }
  return opened;
};
const settings = (page) => page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/settings`);
const rows = readFileSync(join(root, 'samples/calls.csv'), 'utf8').trim().split('\n').slice(1);

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { page, close } = await open();
  city = (await page.evaluate(async () => (await fetch('/api/cities', { method: 'POST', headers: { 'content-type': 'application/json' },
    body: '{"sample": true}' })).json())).id;
  await close();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('The heat map’s figures are those of the file, and the table has every hour of the week', { timeout: 300_000 }, async () => {
  const opened = await open('when');
  const { page } = opened;
  await page.getByRole('heading', { name: 'When calls come' }).waitFor();
  const cells = page.locator('.heat tbody td[data-class]');
  await cells.first().waitFor();
  assert.equal(await cells.count(), 168);
  // Fridays at 17:00 counted from the rows themselves, over the Fridays of the year the calls cover.
  const times = rows.map((row) => /,(\d{4}-\d\d-\d\d) (\d\d):/.exec(row));
  const fridays = times.filter(([, day, hour]) => hour === '17' && new Date(`${day}T00:00Z`).getUTCDay() === 5).length;
  const days = times.map(([, day]) => day).sort();
  let weeks = 0;
  for (let at = Date.parse(`${days[0]}T00:00Z`); at <= Date.parse(`${days.at(-1)}T00:00Z`); at += 86_400_000) { weeks += new Date(at).getUTCDay() === 5 ? 1 : 0; }
  const summary = await page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/calls/summary`);
  assert.equal(summary.week.calls[4 * 24 + 17], fridays);
  assert.equal(await cells.nth(4 * 24 + 17).innerText(), (fridays / weeks).toFixed(1));
  await finish(opened);
});

test('With a roster the officers and the third are drawn, and hours beyond the third are marked', { timeout: 300_000 }, async () => {
  const opened = await open('when');
  const { page } = opened;
  await page.getByText('Officers on duty', { exact: true }).click();
  await page.getByLabel('Days, hours and officers').fill('0-24 6');
  await page.locator('.day-chart path.third').waitFor({ state: 'attached' });
  const over = await page.locator('.heat td.over').count();
  const summary = await page.evaluate(async (at) => (await fetch(at)).json(), `/api/cities/${city}/calls/summary`);
  const count = (weekday) => { let n = 0; for (let at = Date.parse(`${summary.first.slice(0, 10)}T00:00Z`); at <= Date.parse(`${summary.last.slice(0, 10)}T00:00Z`); at += 86_400_000) { n += (new Date(at).getUTCDay() + 6) % 7 === weekday ? 1 : 0; } return n; };
  const wanted = summary.week.minutes.filter((minutes, i) => minutes / count(Math.floor(i / 24)) / 60 > 2).length;
  assert.equal(over, wanted);
  await page.getByText(`In ${wanted} hours of the week`).waitFor();
  await page.getByLabel('Days, hours and officers').fill('sometimes');
  await page.getByText('“sometimes” is no shift').waitFor();
  await finish(opened);
});

test('Two tabs do not overwrite one another: other settings are joined, the same one is asked', { timeout: 300_000 }, async () => {
  const [mine, theirs] = [await open('settings'), await open('settings')];
  await theirs.page.getByLabel('Dispositions: label of 6').fill('Report written');
  await theirs.page.getByRole('button', { name: 'Save', exact: true }).click();
  await theirs.page.getByText('Not saved yet').waitFor({ state: 'detached' });
  await mine.page.getByLabel('Dispositions: label of 9').fill('Contact');
  await mine.page.getByRole('button', { name: 'Save', exact: true }).click();
  await mine.page.getByText('Not saved yet').waitFor({ state: 'detached' });
  const both = (await settings(mine.page)).labels.disposition;
  assert.deepEqual([both[6], both[9]], ['Report written', 'Contact']);
  assert.equal(await mine.page.getByLabel('Dispositions: label of 6').inputValue(), 'Report written');

  await theirs.page.reload();
  await theirs.page.getByLabel('Name of the city').fill('Theirs');
  await theirs.page.getByRole('button', { name: 'Save', exact: true }).click();
  await theirs.page.getByText('Not saved yet').waitFor({ state: 'detached' });
  await mine.page.getByLabel('Name of the city').fill('Mine');
  await mine.page.getByRole('button', { name: 'Save', exact: true }).click();
  await mine.page.getByText('Somebody else changed the same settings').waitFor();
  assert.deepEqual(await findBarriers(mine.page), []);
  assert.equal((await settings(mine.page)).name, 'Theirs');
  await mine.page.getByLabel('Theirs: Theirs').check();
  await mine.page.getByRole('button', { name: 'Save this choice' }).click();
  await mine.page.getByText('Somebody else changed the same settings').waitFor({ state: 'detached' });
  assert.equal((await settings(mine.page)).name, 'Theirs');
  await theirs.close();
  await finish(mine);
});

test('The monthly e-mail is off until somebody wants it', { timeout: 300_000 }, async () => {
  const opened = await open('settings');
  const { page } = opened;
  const wish = page.getByLabel('Say each month whether the patrolled beats still hold');
  assert.equal(await wish.isChecked(), false);
  assert.equal((await settings(page)).monthlyEmail, undefined);
  for (const wanted of [true, false]) {
    await wish.setChecked(wanted);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Not saved yet').waitFor({ state: 'detached' });
    assert.equal((await settings(page)).monthlyEmail, wanted || undefined);
  }
  await finish(opened);
});

test('History shows balance before and since beats are patrolled, as the API tells it', { timeout: 300_000 }, async () => {
  const opened = await open();
  const { page } = opened;
  const balance = await page.evaluate(async (at) => {
    const packed = await (await fetch(`${at}/map`)).arrayBuffer();
    const { ids } = JSON.parse(new TextDecoder().decode(packed.slice(12, 12 + new DataView(packed).getUint32(8, true))));
    for (const [from, beats] of [['2024-02-05', 4], ['2024-07-01', 3]]) {
      const pairs = ids.map((id, i) => [id, String(1 + Math.floor(i * beats / ids.length))]);
      await fetch(`${at}/adopted`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ beats: pairs, name: `${beats} beats`, from }) });
    }
    return (await (await fetch(`${at}/monitor`)).json()).verdict.change.balance;
  }, `/api/cities/${city}`);
  assert.deepEqual([balance.beats, balance.beatsBefore, balance.weeks], [3, 4, 26]);
  await page.goto(`${server.origin}/c/${city}/history`);
  const table = page.getByRole('table', { name: 'Before Jul 1, 2024 and since' });
  await table.waitFor();
  const percent = (fraction, sign) => new Intl.NumberFormat('en-US', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1, ...(sign && { signDisplay: 'exceptZero' }) }).format(fraction);
  const { value, low, high } = balance.difference;
  const difference = `${percent(value, true)} (${percent(low, true)} to ${percent(high, true)})`;
  assert.deepEqual(await table.locator('tbody tr').first().locator('th, td').allInnerTexts(),
    ['Balance (std / mean)', percent(balance.spreadBefore), percent(balance.spread), difference, '–', difference]);
  await page.getByText('What calls did by themselves is not said').waitFor();
  await finish(opened);
});

test('A wrong setting is named beside its field', { timeout: 300_000 }, async () => {
  const opened = await open('settings');
  const { page } = opened;
  await page.getByLabel('Name of the city').fill('');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.settings .wrong, .settings .fault').first().waitFor();
  await finish(opened);
});

test('Hostile names are text on every form', { timeout: 90_000 }, async () => {
  const opened = await open('settings');
  const { page } = opened;
  await page.getByLabel('Name of the city').fill(hostile.slice(0, 60));
  await page.getByLabel('Dispositions: label of 6').fill(hostile.slice(0, 60));
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Not saved yet').waitFor({ state: 'detached' });
  for (const screen of ['data', 'design', 'when', 'settings']) {
    await page.goto(`${server.origin}/c/${city}/${screen}`);
    await page.locator('h1').first().waitFor();
    await page.waitForLoadState('networkidle');
    assert.ok(!(await page.title()).startsWith('owned'));
    assert.equal(await page.locator('main img, main script').count(), 0);
  }
  await page.goto(`${server.origin}/c/${city}/design`);
  await page.getByText('onerror').first().waitFor();
  await finish(opened);
});

for (const [width, height] of [[1440, 900], [390, 844]]) {
  for (const colorScheme of ['light', 'dark']) {
    test(`Every form at ${width} px, ${colorScheme}: nothing bars anybody, nothing overflows, no text is under 12 px`, { timeout: 300_000 }, async () => {
      const opened = await open(undefined, { viewport: { width, height }, colorScheme, reducedMotion: 'reduce' });
      const { page, faults, close } = opened;
      for (const screen of ['data', 'design', 'when', 'settings']) {
        await page.goto(`${server.origin}/c/${city}/${screen}`);
        await page.locator('h1').first().waitFor();
        await page.waitForLoadState('networkidle');
        await page.evaluate(() => document.querySelectorAll('main details').forEach((one) => { one.open = true; }));
        assert.deepEqual(await findBarriers(page), [], screen);
        const [overflow, small] = await page.evaluate(() => {
          const texts = [...document.querySelectorAll('main *')].filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== ''));
          const tiny = texts.filter((one) => !one.closest('svg, [aria-hidden="true"], .unseen') && parseFloat(getComputedStyle(one).fontSize) < 12);
          return [document.documentElement.scrollWidth - innerWidth, tiny.map((one) => one.textContent)];
        });
        assert.ok(overflow <= 0, `${screen} overflows by ${overflow} px`);
        assert.deepEqual(small, [], screen);
      }
      assert.deepEqual(faults, []);
      await close();
    });
  }
}

test('The whole Design form can be filled in and started by keyboard alone', { timeout: 300_000 }, async () => {
  const opened = await open('design');
  const { page } = opened;
  await page.getByText('calls match').first().waitFor();
  const reached = new Set();
  for (let step = 0; step < 120; step += 1) {
    await page.keyboard.press('Tab');
    const name = await page.evaluate(() => document.activeElement?.labels?.[0]?.textContent ?? document.activeElement?.textContent?.slice(0, 40) ?? '');
    const isSeen = await page.evaluate(() => { const style = getComputedStyle(document.activeElement); return style.outlineStyle !== 'none' || document.activeElement.closest('.file-button') !== null; });
    assert.ok(isSeen, `${name} has focus and does not show it`);
    reached.add(name.trim());
    if (name.startsWith('Design the beats')) { break; }
  }
  for (const name of ['Number of beats', 'From', 'To', 'Workload', 'Tolerance (%)', 'Design the beats']) {
    assert.ok([...reached].some((one) => one.startsWith(name)), `${name} is not reached by Tab`);
  }
  await finish(opened);
});
