// The distribution's Chromium, with WebGL by SwiftShader; what breaks the page's policy or leaves its origin is a failure of any test.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

export const executable = process.env.CHROMIUM ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export const openBrowser = () => chromium.launch({
  executablePath: executable, args: ['--no-sandbox', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
});

/** A page that collects `faults`: violations of the policy, requests to elsewhere, errors in the console, exceptions. */
export async function openPage(browser, origin, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US', ...options });
  // Long enough for a busy machine: how fast the page is, is a benchmark's matter.
  context.setDefaultTimeout(90_000);
  const page = await context.newPage();
  const faults = [];
  page.on('console', (message) => { if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) { faults.push(message.text()); } });
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !url.startsWith('data:') && !url.startsWith(`blob:${origin}`)) { faults.push(`a request left the origin: ${url}`); }
  });
  return { page, faults, close: () => context.close() };
}

/** What axe finds serious or critical, a line each. The script is put in by the debugger, which no policy of the page binds. */
export async function findBarriers(page) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
  return violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
    .map((one) => `${one.id}: ${one.nodes.map((node) => `${node.target.join(' ')} ${node.failureSummary ?? ''}`).slice(0, 3).join('; ')}`);
}

/** Ends a page of a test: nothing on it bars anybody, and nothing went wrong while it was open. */
export async function finish({ page, faults, close }) {
  assert.deepEqual(await findBarriers(page), []);
  assert.deepEqual(faults, []);
  await close();
}

/** Waits until the map's areas have been drawn. */
export const waitForMap = (page) => page.waitForFunction(() => performance.getEntriesByName('areas drawn').length > 0, null, { timeout: 60_000 });

/** Elements whose own text is smaller than 12 px. */
export const findSmallText = (page) => page.evaluate(() => [...document.querySelectorAll('body *')]
  .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) && parseFloat(getComputedStyle(element).fontSize) < 12)
  .map((element) => `${element.tagName}.${element.className}`));
