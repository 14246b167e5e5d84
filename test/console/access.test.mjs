// What axe cannot see of WCAG 2.2 AA, on every screen over the real server: reflow, text spacing, titles, language, motion, messages.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { findBarriers, openBrowser, openPage } from './browser.mjs';
import { startServer } from './serve.mjs';

let [server, browser, city, screens] = [];
const ask = (page, path, method, body) => page.evaluate(async ([at, how, what]) => (await fetch(at,
  { method: how, headers: { 'content-type': 'application/json' }, body: what && JSON.stringify(what) })).json(), [`/api${path}`, method, body]);
const open = async (options) => {
  const opened = await openPage(browser, server.origin, options);
  await opened.page.goto(server.link);
  return opened;
};
const visit = async (page, screen) => {
  await page.goto(`${server.origin}/c/${city}/${screen}`);
  await page.locator('main h1, main h2').first().waitFor();
  await page.waitForLoadState('networkidle');
};
/** Elements with text whose box ends beyond the window, but for those in a part that scrolls by itself. */
const findCut = (page) => page.evaluate(() => [...document.querySelectorAll('main *')].filter((one) => {
  const box = one.getBoundingClientRect();
  const scrolls = (part) => part !== null && (['auto', 'scroll', 'hidden'].includes(getComputedStyle(part).overflowX) || scrolls(part.parentElement));
  return box.width > 1 && box.right > innerWidth + 1 && [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '') && !scrolls(one.parentElement);
}).map((one) => `${one.tagName} ${one.textContent.slice(0, 40)}`));

before(async () => {
  server = await startServer();
  browser = await openBrowser();
  const { page, close } = await open();
  city = (await ask(page, '/cities', 'POST', { sample: true })).id;
  const { planId } = await ask(page, `/cities/${city}/plans`, 'POST', { beats: 6, effort: 100000 });
  for (let second = 0; second < 120 && (await ask(page, `/cities/${city}/plans/${planId}`, 'GET')).status !== 'published'; second += 1) { await page.waitForTimeout(1000); }
  screens = ['data', 'design', `plan/${planId}`, 'compare', `when/${planId}`, 'history', 'settings'];
  await close();
}, { timeout: 180_000 });
after(async () => {
  await browser?.close();
  await server?.stop();
});

test('At 320 px every screen reflows: nothing is cut, and the page does not scroll sideways (1.4.10)', { timeout: 180_000 }, async () => {
  const { page, close } = await open({ viewport: { width: 320, height: 640 } });
  for (const screen of screens) {
    await visit(page, screen);
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${screen} scrolls sideways`);
    assert.deepEqual(await findCut(page), [], screen);
  }
  await close();
});

test('With the text spacing of WCAG nothing is cut (1.4.12)', { timeout: 180_000 }, async () => {
  const { page, close } = await open();
  for (const screen of screens) {
    await visit(page, screen);
    await page.evaluate(() => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
      document.adoptedStyleSheets = [sheet];
    });
    assert.deepEqual(await findCut(page), [], screen);
    const clipped = await page.evaluate(() => [...document.querySelectorAll('main button, main .button, main label, main th')]
      .filter((one) => one.scrollWidth > one.clientWidth + 2 && one.clientWidth > 1 && getComputedStyle(one).overflowX !== 'visible').map((one) => one.textContent));
    assert.deepEqual(clipped, [], screen);
  }
  await close();
});

test('Every screen has a title of its own, one first heading and the language of its text (2.4.2, 2.4.6, 3.1.1)', { timeout: 180_000 }, async () => {
  for (const [locale, language] of [['en-US', 'en'], ['es-US', 'es']]) {
    const { page, close } = await open({ locale });
    const titles = new Set();
    for (const screen of screens) {
      await visit(page, screen);
      titles.add(await page.title());
      assert.equal(await page.evaluate(() => document.documentElement.lang), language);
      assert.equal(await page.locator('h1').count(), 1, `${screen} has not one first heading`);
    }
    assert.equal(titles.size, screens.length);
    await close();
  }
});

test('In Spanish no screen has a barrier, and no text of the page is left in English (3.1.2)', { timeout: 240_000 }, async () => {
  const { page, close } = await open({ locale: 'es-US' });
  for (const screen of screens) {
    await visit(page, screen);
    assert.deepEqual(await findBarriers(page), [], screen);
    const words = await page.locator('main label, main button, main h1:not([lang]), main legend, nav a').allInnerTexts();
    assert.deepEqual(words.filter((text) => /\b(the|and|with|which|choose|save|loading|beats|calls)\b/i.test(text)), [], screen);
  }
  await close();
});

test('Who wants less motion gets none, and nothing plays by itself (2.2.2, 2.3.1)', { timeout: 180_000 }, async () => {
  const { page, close } = await open({ reducedMotion: 'reduce' });
  for (const screen of screens) {
    await visit(page, screen);
    assert.equal(await page.evaluate(() => document.getAnimations().filter((one) => one.playState === 'running').length), 0, screen);
    assert.equal(await page.locator('video, audio, marquee').count(), 0);
  }
  await close();
});

test('The way past the menu is the first stop, and leads to the content (2.4.1)', async () => {
  const { page, close } = await open();
  for (const screen of screens) {
    await visit(page, screen);
    await page.keyboard.press('Tab');
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('href')), '#content', screen);
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'content', screen);
  }
  await close();
}, { timeout: 300_000 });

test('Counts that change and faults are told without moving the focus (4.1.3)', { timeout: 300_000 }, async () => {
  const { page, close } = await open();
  await visit(page, 'design');
  const beats = page.getByLabel('Number of beats').last();
  await beats.fill('5');
  assert.equal(await page.locator('.outlook [aria-live="polite"]').count(), 1);
  await page.locator('.outlook [aria-live="polite"]').getByText('5 beats').waitFor();
  assert.ok(await beats.evaluate((input) => input === document.activeElement));
  await close();
});
