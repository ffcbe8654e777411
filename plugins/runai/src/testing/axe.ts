import axe from 'axe-core';

/** Runs axe on a rendered page and throws with every violation; colours are judged in a real browser. */
export async function expectAccessible(container: Element): Promise<void> {
  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  const told = violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help}\n${nodes.map(node => `  ${node.html}`).join('\n')}`,
  );
  expect(told).toEqual([]);
}
