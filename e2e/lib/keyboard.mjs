/** What the keyboard stops at, as a reader of the page would name it. Runs in the page. */
function nameOf(element) {
  const name =
    element.getAttribute('aria-label') ?? element.textContent ?? element.id;
  return `${element.tagName.toLowerCase()} ${name.trim().replace(/\s+/g, ' ')}`;
}

/** Everything in the page's own part, in its order, that can be acted upon. Runs in the page. */
function actionable() {
  const all = document.querySelectorAll(
    'main a[href], main button:not([disabled]), main input, main select, main [role="button"], main [tabindex="0"]',
  );
  return [...new Set(all)].filter(
    element =>
      element.getClientRects().length > 0 &&
      getComputedStyle(element).visibility !== 'hidden' &&
      element.getAttribute('aria-hidden') !== 'true',
  );
}

/** Whether one sees that an element has the focus: by an outline, or by the frame of a field. Runs in the page. */
function showsFocus(element) {
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  if (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) return true;
  const frame = element.parentElement?.querySelector('fieldset');
  return Boolean(frame && parseFloat(getComputedStyle(frame).borderWidth) >= 2);
}

const inPage = `${nameOf} ${actionable} ${showsFocus}`;

/**
 * Goes through a page by the Tab key alone.
 *
 * @param {import('playwright-core').Page} page
 * @returns what can be acted upon, what the key stopped at (both by name and in order), and where the focus could not be seen
 */
export async function tabThrough(page) {
  const expected = await page.evaluate(
    `(() => { ${inPage} return actionable().map(nameOf); })()`,
  );
  const stops = [];
  const unseen = [];
  await page.evaluate(() => document.activeElement?.blur());
  // The portal's sidebar comes before the page's own part.
  for (let presses = 0; presses < expected.length + 40; presses += 1) {
    await page.keyboard.press('Tab');
    const stop = await page.evaluate(
      `(() => { ${inPage}
        const element = document.activeElement;
        if (!element || element === document.body) return { end: true };
        if (!element.closest('main')) return {};
        return { name: nameOf(element), seen: showsFocus(element) };
      })()`,
    );
    if (stop.end || (!stop.name && stops.length > 0)) break;
    if (!stop.name) continue;
    stops.push(stop.name);
    if (!stop.seen) unseen.push(stop.name);
  }
  return { expected, stops, unseen };
}

/**
 * Waits until an element has the focus; fails in the end where it never gets it.
 *
 * @param {import('playwright-core').Locator} locator
 */
export async function hasFocus(locator) {
  const element = await locator.elementHandle();
  await locator
    .page()
    .waitForFunction(wanted => document.activeElement === wanted, element);
}
