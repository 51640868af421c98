// What axe-core finds wrong with a page.
import axe from 'axe-core';

/** A line for each element that breaks a rule. */
export async function violations(page, what) {
  await page.evaluate(axe.source);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run());
  return found.flatMap(({ id, help, nodes }) => nodes.map(node => `${what}: ${id}: ${help}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`));
}
