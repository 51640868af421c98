// Drives what makes a picture again: seeds of 64 bits, the pictures one had, two tabs. MEZZOTINT_URL names a workbench with the starter model.
import assert from 'node:assert/strict';
import { api, browser, run, shooter, until, url, watched } from './setup.js';

const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' });
const page = watched(await context.newPage()), shot = shooter(page);
const field = (name, on = page) => on.getByRole('textbox', { name, exact: true });
/** The largest that a seed can be, and more than a number of JavaScript can hold. */
const LARGEST = '9223372036854775807', ODD = '9007199254740993';

/** The pixels of a picture, as the browser sees them. */
const pixels = id => page.evaluate(async source => {
  const bitmap = await createImageBitmap(await (await fetch(source)).blob()), canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d').drawImage(bitmap, 0, 0);
  return canvas.toDataURL();
}, '/api/pictures/' + id);

const raw = async path => (await fetch(new URL(path, url))).text();
const newest = async () => (await api('GET', '/api/pictures?limit=1'))[0]?.id;

/** Presses Make and waits for the picture. */
async function makes() {
  const before = await newest();
  await page.getByRole('button', { name: /^Make/ }).click();
  await until('a picture is made', async () => await newest() !== before, 120_000);
  const id = await newest();
  await page.locator(`.had [data-shows="${id}"][aria-current=true]`).waitFor();
  return id;
}

async function keepsLongSeeds() {
  await page.goto(url + '#generate?steps=4');
  await field('Prompt').fill('red apple, 3d style');
  await field('Seed').fill(LARGEST);
  const first = await makes();
  assert.match(await raw('/api/pictures?limit=1'), new RegExp(`"seed":${LARGEST}\\b`), 'it was sent as a number, whole');
  await page.locator('[data-fact=seed]', { hasText: LARGEST }).waitFor();
  await page.reload();
  await until('a refresh keeps it', async () => await field('Seed').inputValue() === LARGEST);
  assert.match(page.url(), new RegExp(`seed=${LARGEST}\\b`), 'and so does a link');
  await field('Seed').fill('');
  await page.locator('[data-fact=seed]').click();
  assert.equal(await field('Seed').inputValue(), LARGEST, 'it is recalled');
  await shot('long-seed');
  const again = await makes();
  assert.notEqual(again, first);
  assert.equal(await pixels(again), await pixels(first), 'the same picture is made again');
  await field('Seed').fill(LARGEST.replace(/7$/, '6'));
  assert.notEqual(await pixels(await makes()), await pixels(first), 'the last digit counts');
}

/** What plugins are given keeps its digits too. */
async function keepsLongVariations() {
  await page.evaluate(variationSeed => import('/draft.js').then(({ draft }) => draft.set({ seed: variationSeed, noise: { id: 'torch', params: { variationSeed, variationStrength: 0.3 } } })), ODD);
  const id = await makes(), job = await raw('/api/jobs?limit=1');
  assert.ok(id && job.includes(`"variationSeed":${ODD}`) && job.includes(`"seed":${ODD}`), job);
}

/** What was made before is shown by a click, and set again by one more. */
async function recalls() {
  await page.getByRole('button', { name: "Back to the model's values" }).click();
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ steps: 5, cfg: 3.5, negative: 'fog' })));
  await field('Prompt').fill('an owl, 3d style');
  const owl = await makes();
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ steps: 4, cfg: undefined, negative: '' })));
  await field('Prompt').fill('a rocket, flat style');
  await makes();
  await page.locator(`.had [data-shows="${owl}"]`).click();
  await page.locator('[data-fact=prompt]', { hasText: 'an owl' }).click();
  assert.equal(await field('Prompt').inputValue(), 'an owl, 3d style', 'one fact');
  assert.equal(await field('Leave out').inputValue(), '', 'and no other');
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('r');
  assert.equal(await field('Leave out').inputValue(), 'fog');
  assert.equal(await page.getByRole('slider', { name: 'Steps' }).inputValue(), '5', 'all of them');
  assert.equal(await page.getByRole('slider', { name: 'Follow the prompt' }).inputValue(), '3.5');
}

async function agrees() {
  const other = watched(await context.newPage());
  await other.goto(url);
  await until('a new tab has what was typed', async () => await field('Prompt', other).inputValue() === 'an owl, 3d style');
  await field('Prompt').fill('a castle, noto style');
  await until('the other tab follows', async () => await field('Prompt', other).inputValue() === 'a castle, noto style');
  const castle = await makes();
  await other.locator(`.had [data-shows="${castle}"]`).waitFor({ state: 'attached' });
  await other.getByRole('button', { name: 'Switch between light and dark' }).click();
  await until('in their colours too', () => page.evaluate(() => document.documentElement.dataset.theme === 'paper'));
  await other.close();
}

/** The way back goes from panel to panel, with what was asked for there. */
async function goesBack() {
  await page.locator('.rail [data-id=queue]').click();
  await page.getByRole('heading', { name: 'Queue' }).waitFor();
  await page.goBack();
  await until('what was typed is there', async () => await field('Prompt').inputValue() === 'a castle, noto style');
}

await run('recall', page, [keepsLongSeeds, keepsLongVariations, recalls, agrees, goesBack]);
