// Drives the console: node console.js, with MEZZOTINT_URL naming a workbench (or the mock), SHOTS a folder for pictures of it.
import assert from 'node:assert/strict';
import { browser, expected, fitsEverywhere, run, shooter, until, url, watched } from './setup.js';

if (!process.env.MEZZOTINT_URL) expected.push('WebSocket connection'); // the mock has none
const page = watched(await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' })), shot = shooter(page);
const field = (role, name) => page.getByRole(role, { name, exact: true });

/** Milliseconds until something was painted, as the browser counts them, and the bytes of script that were read. */
async function first(time) {
  const context = await browser.newContext(); // with nothing kept from before
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).waitFor();
  await until('it was painted', () => page.evaluate(() => performance.getEntriesByName('first-contentful-paint').length));
  const { paint, script } = await page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
    script: performance.getEntriesByType('resource').filter(one => /\.js$/.test(new URL(one.name).pathname)).reduce((sum, one) => sum + one.decodedBodySize, 0),
  }));
  console.log(`console: ${time} load: first contentful paint ${Math.round(paint)} ms, ${(script / 1000).toFixed(1)} KB of script`);
  await context.close();
  assert.ok(paint > 0 && script > 0 && script < 90_000, 'under 90 KB of script');
}

/** Notes what comes and goes on the page, be it for a moment only. */
const record = () => page.evaluate(() => {
  globalThis.seen = new Set();
  const look = () => {
    for (const chip of document.querySelectorAll('.facts .chip')) seen.add(chip.textContent);
    const early = document.querySelector('.plate img.early');
    if (early?.src.startsWith('blob:') && early.naturalWidth > 0) seen.add('preview');
  };
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
  addEventListener('load', look, true);
});
const wasSeen = pattern => until(`${pattern} was seen`, () => page.evaluate(source => [...globalThis.seen].some(text => new RegExp(source).test(text)), pattern), 120_000);

async function makes() {
  await record();
  await field('textbox', 'Prompt').fill('smiling cat, 3d style, blue background');
  await page.keyboard.press('Control+Enter');
  await wasSeen('^Step \\d+ of \\d+$');
  if (process.env.MEZZOTINT_URL) await wasSeen('^preview$');
  await shot('running');
  await page.getByRole('button', { name: /Use all again/ }).waitFor({ timeout: 120_000 });
  const img = page.locator('.plate > img:not(.early)');
  await img.evaluate(element => element.decode());
  const { seen, real } = await img.evaluate(element => ({ seen: element.clientWidth, real: element.naturalWidth }));
  assert.ok(seen > real || real > 256, `a small picture is shown larger: ${seen} of ${real}`);
  await shot('done');
}

async function usesAgain() {
  await page.locator('[data-fact=seed]').click();
  const seed = await field('textbox', 'Seed').inputValue();
  assert.match(seed, /^\d+$/);
  await page.reload();
  assert.equal(await field('textbox', 'Prompt').inputValue(), 'smiling cat, 3d style, blue background');
  assert.equal(await field('textbox', 'Seed').inputValue(), seed, 'a refresh right after a change keeps it');
  assert.equal(await page.getByRole('spinbutton', { name: 'Width' }).isVisible(), false, 'a named shape asks for no numbers');
}

async function stops() {
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ steps: 1000 }))); // time enough to stop it
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Stop/ }).click();
  await page.getByText('Stopped', { exact: true }).waitFor();
  await page.getByRole('button', { name: /^Stop/ }).waitFor({ state: 'detached' });
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ steps: undefined })));
}

/** A refused request is a card with a title and sentences. */
async function explains() {
  expected.push('status of 400');
  await page.getByRole('button', { name: 'free' }).click();
  const width = page.getByRole('spinbutton', { name: 'Width' });
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ sampler: 'nothing-like-it' })));
  await width.waitFor();
  await page.getByRole('button', { name: /^Make/ }).click();
  const card = page.getByRole('alert');
  await card.waitFor();
  for (const text of await card.locator('span:not(.actions)').allTextContents()) assert.match(text, /^[A-Z].*[.!?]$/s, 'a problem is told in sentences');
  await shot('error');
  await page.getByRole('button', { name: 'Back to the model' }).click();
  await card.waitFor({ state: 'detached' }); // it was about what was asked before
}

/** Nothing but what makes a thing that thing is given: the page stands all the same. */
async function endures() {
  const bare = { '/api/models': [{ name: 'bare' }], '/api/hooks': { sampler: [{ id: 'euler' }] }, '/api/settings': {}, '/api/status': {}, '/api/jobs': [{ id: 'j', state: 'failed' }, { id: 'k', state: 'running' }], '/api/pictures': [{ id: 'p' }] };
  for (const [path, answer] of Object.entries(bare)) await page.route(at => at.pathname === path, route => route.request().method() === 'GET' ? route.fulfill({ json: answer }) : route.continue());
  await page.route('**/api/pictures/p*', route => route.fulfill({ contentType: 'image/svg+xml', body: '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>' }));
  await page.reload();
  await page.getByRole('button', { name: /^Stop/ }).waitFor();
  await page.locator('.had button').last().click();
  await page.getByRole('button', { name: /Use all again/ }).click();
  await page.unrouteAll();
  await page.evaluate(() => { localStorage.clear(); location.hash = '#generate'; });
  await page.goto('about:blank');
  await page.goto(url);
  await page.getByRole('button', { name: /^Make/ }).waitFor();
}

async function reachable() {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or command' }).waitFor();
  await page.keyboard.press('Escape');
}

async function fits() { await fitsEverywhere(page); }

/** The page of the API is drawn from what the workbench says of itself. */
async function describes() {
  await page.goto(new URL('/api', url).href);
  await page.getByRole('searchbox', { name: 'Search the routes' }).fill('post /api/jobs');
  await page.getByText('Hands a request').click();
  await page.locator('#submitJob pre', { hasText: '"steps"?: whole number' }).waitFor();
  assert.equal(await page.locator('.route:visible').count(), 1, 'the search leaves what was sought');
  await shot('api');
}

async function starts() {
  for (const time of ['first', 'second', 'third']) await first(time);
  await page.goto(url);
  await field('textbox', 'Prompt').waitFor();
  await shot('empty');
}

/** What the workbench says of itself is said on every panel, as long as it is so. */
async function tellsWhatIsWrong() {
  const notes = ['the disk is full: nothing more is kept'];
  await page.route('**/api/status', route => route.fulfill({ json: { notes } }));
  await page.reload();
  const said = page.getByText('The disk is full: nothing more is kept.');
  await said.waitFor();
  await shot('notes');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'it fits a phone');
  await shot('notes-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  notes.length = 0;
  await page.reload();
  await page.getByRole('button', { name: /^Make/ }).waitFor();
  await said.waitFor({ state: 'detached' });
  await page.unrouteAll();
}

/** A workbench that is just starting asks to wait a second: the page waits, and is whole then. */
async function waitsForTheStart() {
  expected.push('status of 503');
  let refused = 0;
  for (const path of ['**/api/models', '**/api/panels', '**/en.json']) await page.route(path, route => refused++ < 4 ? route.fulfill({ status: 503, headers: { 'Retry-After': '1' }, json: { title: 'The workbench is not ready' } }) : route.continue());
  await page.reload();
  await page.getByRole('button', { name: /^Make/ }).waitFor();
  assert.ok(refused >= 4);
  assert.equal(await page.getByRole('alert').count(), 0);
  await page.unrouteAll();
}

/** A plugin that is installed meanwhile is there at once; the mock can be asked for one. */
async function grows() {
  await fetch(new URL('/mock/install', url), { method: 'POST' });
  await page.locator('option', { hasText: 'Heun' }).waitFor({ state: 'attached' });
}

const real = !!process.env.MEZZOTINT_URL;
await run('console', page, [starts, makes, usesAgain, stops, explains, reachable, tellsWhatIsWrong, waitsForTheStart, ...real ? [] : [grows], fits, endures, ...real ? [describes] : []]);
