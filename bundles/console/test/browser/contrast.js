// Contrast as WCAG 2.1 counts it, of the tokens for text on the tokens for ground, in the theme that the page has now.
import assert from 'node:assert/strict';

const TEXT = ['ink', 'ink-2', 'ink-3', 'copper', 'good', 'warn', 'bad'], GROUND = ['plate', 'plate-2', 'plate-3'], LEAST = 4.5;

const light = hex => {
  const [red, green, blue] = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

export function contrast(one, other) {
  const [less, more] = [light(one), light(other)].sort((a, b) => a - b);
  return (more + 0.05) / (less + 0.05);
}

export async function checkContrast(page) {
  const { theme, colours } = await page.evaluate(names => ({
    theme: document.documentElement.dataset.theme,
    colours: Object.fromEntries(names.map(name => [name, getComputedStyle(document.documentElement).getPropertyValue('--' + name).trim()])),
  }), [...TEXT, ...GROUND, 'copper-ink']);
  for (const [name, colour] of Object.entries(colours)) assert.match(colour, /^#[0-9a-f]{6}$/i, `--${name} is a colour`);
  const pairs = [...TEXT.flatMap(text => GROUND.map(ground => [text, ground])), ['copper-ink', 'copper']]
    .map(([text, ground]) => ({ pair: `${text} on ${ground}`, ratio: contrast(colours[text], colours[ground]) })).sort((a, b) => a.ratio - b.ratio);
  console.log(`console: least contrast in ${theme} ${pairs[0].ratio.toFixed(2)} (${pairs[0].pair})`);
  assert.deepEqual(pairs.filter(({ ratio }) => ratio < LEAST), [], 'text is readable');
}
