import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium as findChromium } from '../../scripts/lib/lanes/machine.mjs';

const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');

const axeSource = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const DEADLINE = 60_000;

/** Starts the machine's Chromium, without anything that calls home. */
export function launchBrowser() {
  return chromium.launch({
    executablePath: findChromium(),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that collects what goes wrong in it; `storage` is there before the portal's own scripts run. */
export async function openPage(browser, { width = 1280, storage = {} } = {}) {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
  });
  await context.addInitScript(items => {
    Object.entries(items).forEach(([key, value]) =>
      window.localStorage.setItem(key, value),
    );
  }, storage);
  const page = await context.newPage();
  page.setDefaultTimeout(DEADLINE);
  const errors = [];
  page.on('console', message => {
    if (message.type() === 'error') {
      // Chromium does not name in the text what could not be loaded.
      const { url } = message.location();
      errors.push(
        /^Failed to load resource/.test(message.text())
          ? `${message.text()}: ${url}`
          : message.text(),
      );
    }
  });
  page.on('pageerror', error => errors.push(String(error)));
  return { page, errors, close: () => context.close() };
}

/** What axe finds wrong in a page, or in what a selector names of it; a line a rule. */
export async function accessibilityViolations(page, within = 'html') {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(
    selector => window.axe.run(selector),
    within,
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(node => node.html.slice(0, 200))
        .join(' | ')}`,
  );
}
