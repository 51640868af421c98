// Drives the plugins panel of a real workbench: node plugins.js, with MEZZOTINT_URL naming it, JAR a plugin's jar that it has, SHOTS a folder for pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { browser, expected, fitsEverywhere, run, shooter, until, url, watched } from './setup.js';

const jar = readFileSync(process.env.JAR ?? new URL('../../../../plugins/sampler.heun/target/sampler.heun-1.0.0.jar', import.meta.url));
const page = watched(await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' })), shot = shooter(page);
const row = page.getByRole('row', { name: /Heun sampler/ }), toggle = row.getByRole('switch'), toast = text => page.locator('.toast', { hasText: text });

/** The same plugin in other bytes: nobody has signed it, and it is not the one of the distribution. */
function unsigned() {
  const other = Buffer.concat([jar, Buffer.from('other')]);
  other.writeUInt16LE(5, jar.length - 2); // a comment at the end of the zip file
  return other;
}

async function lists() {
  await page.goto(url + '#plugins');
  await row.waitFor();
  await shot('plugins');
  const search = page.getByRole('searchbox', { name: /name, hook/ });
  await page.keyboard.press('/');
  await page.keyboard.type('heun++');
  assert.equal(await page.locator('tbody tr').count(), 1, 'the search is over all that is said of a plugin');
  await search.fill('nothing is called that');
  await page.getByRole('button', { name: 'Show all' }).click();
  assert.ok(await page.locator('tbody tr').count() > 20);
  await page.getByRole('combobox', { name: 'Hook' }).selectOption('schedule');
  await page.getByRole('row', { name: /Karras/ }).waitFor();
  await row.waitFor({ state: 'detached' });
  await page.getByRole('combobox', { name: 'Hook' }).selectOption('');
}

async function tellsMore() {
  await row.getByRole('button').click();
  const card = page.getByRole('region', { name: 'About Heun' });
  await card.getByText('it came with the workbench').waitFor();
  await card.getByText('nothing beyond computing').first().waitFor();
  await shot('details');
}

async function removes() {
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await toast('Heun was removed').waitFor();
  await row.waitFor({ state: 'detached' });
}

async function installs() {
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'choose a file' }).click();
  await (await chosen).setFiles({ name: 'heun.jar', mimeType: 'application/java-archive', buffer: unsigned() });
  const plan = page.getByRole('region', { name: /^Installing .* would$/ });
  await plan.getByText('signed by nobody').waitFor();
  await plan.getByText('You are asked because').waitFor();
  assert.ok(await plan.getByRole('heading').evaluate(heading => heading === document.activeElement), 'the plan is read out');
  await shot('plan');
  await plan.getByRole('button', { name: 'Install' }).click();
  await row.waitFor();
  await row.getByText('signed by nobody').waitFor();
  await plan.waitFor({ state: 'detached' });
  await shot('installed');
}

async function switches() {
  await toggle.click();
  await toast('Heun is off').waitFor();
  assert.equal(await toggle.isChecked(), false);
  await page.waitForFunction(() => fetch('/api/hooks').then(answer => answer.json()).then(hooks => hooks.sampler.find(one => one.id === 'heun').on === false));
  await toast('Heun is off').getByRole('button', { name: 'Undo' }).click();
  await toast('Heun is on').waitFor();
  await page.waitForFunction(() => fetch('/api/hooks').then(answer => answer.json()).then(hooks => hooks.sampler.find(one => one.id === 'heun').on === true));
  assert.equal(await toggle.isChecked(), true);
}

/** Somebody else's change is seen without a reload. */
async function watches() {
  await page.request.post(new URL('/api/plugins/mezzotint.sampler.heun/stop', url).href);
  await page.waitForFunction(() => !document.querySelector('tr[data-name="mezzotint.sampler.heun"] .switch input').checked);
  await page.request.post(new URL('/api/plugins/mezzotint.sampler.heun/start', url).href);
  await page.waitForFunction(() => document.querySelector('tr[data-name="mezzotint.sampler.heun"] .switch input').checked);
}

/** An answer that was on its way meanwhile is not drawn over what came after it. */
async function staysNew() {
  const asked = page.waitForRequest('**/api/plugins'), switched = (name, to) => page.request.post(new URL(`/api/plugins/mezzotint.sampler.${name}/${to}`, url).href);
  let release, old;
  const held = new Promise(done => { release = done; });
  await page.route('**/api/plugins', async route => { old = await route.fetch(); await held; await route.fulfill({ response: old }); }, { times: 1 });
  await switched('lms', 'stop');
  await asked;
  await until('the old answer is held', () => old);
  await switched('heun', 'stop');
  await page.waitForFunction(() => !document.querySelector('tr[data-name="mezzotint.sampler.heun"] .switch input').checked);
  const late = page.waitForResponse(response => response.request().method() === 'GET' && response.url().endsWith('/api/plugins'));
  release();
  await (await late).finished();
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))));
  assert.equal(await toggle.isChecked(), false);
  for (const name of ['lms', 'heun']) await switched(name, 'start');
  await page.waitForFunction(() => document.querySelector('tr[data-name="mezzotint.sampler.heun"] .switch input').checked);
}

/** What a picture uses stays until it is done; that is said, step by step, and can be given up. */
async function waits() {
  const job = await (await page.request.post(new URL('/api/jobs', url).href, { data: { prompt: 'a red apple', sampler: 'heun', steps: 1000, seed: 1 } })).json();
  await page.waitForFunction(id => fetch('/api/jobs/' + id).then(answer => answer.json()).then(one => one.progress.step > 0), job.id, { timeout: 60_000 });
  await toggle.click();
  const card = page.getByRole('region', { name: 'A change on its way' });
  await card.getByText(/^Waits for .*step \d+ of 1000/).waitFor();
  await row.getByText('stopping').waitFor();
  const step = async () => Number(/step (\d+)/.exec(await card.textContent())[1]), first = await step();
  await page.waitForFunction(least => Number(/step (\d+)/.exec(document.querySelector('.side .cards').textContent)?.[1]) > least, first);
  await shot('waits');
  await card.getByRole('button', { name: 'Cancel' }).click();
  await toast('The change was cancelled').waitFor();
  await card.waitFor({ state: 'detached' });
  assert.equal(await toggle.isChecked(), true);
  await page.request.delete(new URL('/api/jobs/' + job.id, url).href);
}

async function refuses() {
  expected.push('status of 400');
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'choose a file' }).click();
  await (await chosen).setFiles({ name: 'no.jar', mimeType: 'application/java-archive', buffer: Buffer.from('this is no jar') });
  const card = page.getByRole('alert');
  await card.waitFor();
  await shot('refused');
  await card.getByRole('button', { name: 'Close' }).click();
}

async function removesForGood() {
  if (!await page.getByRole('region', { name: 'About Heun' }).isVisible()) await row.getByRole('button').click();
  await page.getByRole('button', { name: 'Remove', exact: true }).click();
  await row.waitFor({ state: 'detached' });
  await toast('Heun was removed').last().getByRole('button', { name: 'Undo' }).click();
  await row.getByText('Mezzotint').waitFor();
}

async function browses() {
  await page.getByRole('button', { name: 'browse the repositories' }).click();
  await page.getByRole('searchbox', { name: 'Search the repositories' }).fill('karras');
  await page.locator('.offers li', { hasText: 'Karras' }).first().waitFor();
  await shot('offers');
  await page.getByRole('button', { name: 'browse the repositories' }).click();
}

/** What is here is kept under a name, and brought back from there. */
async function profiles() {
  await page.getByRole('button', { name: 'Profiles', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of a profile' }).fill('browser');
  await page.getByRole('button', { name: 'Save what is here' }).click();
  const card = page.getByRole('region', { name: 'browser', exact: true });
  await card.waitFor();
  await page.request.post(new URL('/api/plugins/mezzotint.sampler.heun/stop', url).href);
  await card.getByRole('button', { name: 'Compare' }).click();
  await card.getByText('mezzotint.sampler.heun is switched on').waitFor();
  await card.getByRole('button', { name: 'Apply' }).click();
  const plan = page.getByRole('region', { name: /would$/ });
  await plan.getByText('Switches mezzotint.sampler.heun on').waitFor();
  await shot('profiles');
  await plan.getByRole('button', { name: 'Switch on' }).click();
  await toast('It is done').waitFor();
  await page.waitForFunction(() => fetch('/api/plugins').then(answer => answer.json()).then(all => all.find(one => one.name === 'mezzotint.sampler.heun').on));
  await card.getByRole('button', { name: 'Delete' }).click();
  await toast('browser was deleted').getByRole('button', { name: 'Undo' }).click();
  await card.waitFor();
  await page.request.delete(new URL('/api/profiles/browser', url).href);
}

async function logs() {
  await page.getByRole('button', { name: 'Log', exact: true }).click();
  await page.getByText('The log is whole').waitFor();
  await page.getByRole('row', { name: /heun/ }).first().waitFor();
  await shot('log');
  await page.reload();
  await page.getByText('The log is whole').waitFor();
  await page.getByRole('button', { name: 'Plugins', exact: true }).click();
  await row.waitFor();
}

/** Whoever may only make pictures sees everything and is told why nothing can be changed. */
async function isPolite() {
  await page.route('**/api/me', route => route.fulfill({ json: { name: 'anna', roles: ['make'], password: true } }));
  await page.reload();
  await page.getByText('You may look at plugins, not change them').waitFor();
  assert.equal(await toggle.isDisabled(), true);
  await shot('forbidden');
  await page.unrouteAll();
  expected.push('status of 500');
  await page.route('**/api/plugins', route => route.fulfill({ status: 500, json: { title: 'Something went wrong', detail: 'it did', advice: 'look into the log' } }));
  await page.reload();
  await page.getByRole('alert').getByRole('button', { name: 'Try again' }).waitFor();
  await shot('error');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await row.waitFor();
}

async function fits() { await fitsEverywhere(page); }

await run('plugins', page, [lists, tellsMore, removes, installs, switches, watches, staysNew, waits, refuses, removesForGood, browses, profiles, logs, isPolite, fits]);
