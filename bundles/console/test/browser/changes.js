// Drives what happens to plugins: node changes.js, with MEZZOTINT_URL naming a workbench and JARS a folder of jars as BrowserTest makes them.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { api, browser, drop, ended, expected, make, run, shooter, until, url, watched } from './setup.js';

const page = watched(await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US', acceptDownloads: true })), shot = shooter(page);
const jar = name => readFileSync(`${process.env.JARS}/${name}.jar`), toast = text => page.locator('.toast', { hasText: text });
const row = name => page.locator(`tr[data-name="org.example.${name}"]`), region = name => page.getByRole('region', { name });
const versions = async () => Object.fromEntries((await api('GET', '/api/plugins')).map(one => [one.name, one.version]));

async function install(name) {
  const response = await fetch(new URL('/api/plugins?agreed=true', url), { method: 'POST', body: jar(name) });
  assert.ok(response.ok, await response.text());
}

/** A jar dropped on the panel is planned, and installed once that was agreed to. */
async function takesWhatIsDropped() {
  await page.goto(url + '#plugins');
  await page.locator('tbody tr').first().waitFor();
  await drop(page, '.plugins .add', [{ name: 'harmless.jar', type: 'application/java-archive', bytes: jar('harmless') }]);
  const plan = region(/^Installing .* would$/);
  await plan.getByText('You are asked because').waitFor();
  assert.equal((await versions())['org.example.harmless'], undefined, 'nothing was changed yet');
  await plan.getByRole('button', { name: 'Install' }).click();
  await row('harmless').getByText('signed by nobody').waitFor();
  await until('hooks are said in words', async () => await row('harmless').locator('.hook').textContent() === 'step hook');
  await drop(page, '.plugins .add', [{ name: 'no.txt', type: 'text/plain', bytes: Buffer.from('no') }]);
  await page.getByRole('alert').getByText('no.txt is no .jar file').waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
}

/** From a job that went wrong to the plugin that is to blame, and to the switch. */
async function findsTheCulprit() {
  await install('broken');
  await make({ prompt: 'a broken owl', steps: 3, watchers: ['harmless', 'broken'] });
  await page.locator('.rail [data-id=queue]').click();
  const job = page.locator('.job', { hasText: 'a broken owl' });
  await job.getByText(/org\.example\.broken 1\.0\.0/).waitFor();
  await job.getByRole('button', { name: 'Which plugin is it?: a broken owl' }).click();
  const card = region('The plugin that breaks it');
  await card.getByText('a broken owl').waitFor();
  await shot('hunt');
  await card.getByRole('button', { name: 'Find the plugin' }).click();
  await card.getByText(/^It breaks by org\.example\.broken: /).waitFor({ timeout: 120_000 });
  assert.equal((await versions())['org.example.broken'], '1.0.0');
  await shot('culprit');
  await page.reload();
  await card.getByText(/^It breaks by org\.example\.broken: /).waitFor(); // a refresh asks for the same search
  await card.getByRole('button', { name: 'Switch off' }).click();
  await toast('is off').waitFor();
  await until('it is off', async () => !(await api('GET', '/api/plugins')).find(one => one.name === 'org.example.broken').on);
  await card.getByRole('button', { name: 'Close' }).click();
  await card.waitFor({ state: 'detached' });
  assert.match(page.url(), /#plugins$/);
}

/** What the request itself names is said to be to blame. */
async function saysWhenNoneIsToBlame() {
  await install('failing');
  const failed = await make({ prompt: 'a failed owl', steps: 3, sampler: 'failing' });
  assert.equal(failed.state, 'failed');
  await page.goto('about:blank');
  await page.goto(`${url}#plugins?breaks=${failed.id}`);
  const card = region('The plugin that breaks it');
  await card.getByRole('button', { name: 'Find the plugin' }).click();
  await card.getByText('without any of the optional plugins too, by org.example.failing, which it cannot do without').waitFor({ timeout: 120_000 });
  await card.getByRole('button', { name: 'Close' }).click();
}

/** Three faults set a plugin aside, which is seen without a reload; it is released by a press. */
async function releases() {
  await fetch(new URL('/api/plugins/org.example.broken/start', url), { method: 'POST' });
  await until('it is on', () => row('broken').getByRole('switch').isChecked());
  const aside = async () => (await api('GET', '/api/faults')).quarantine.length > 0;
  for (let i = 0; i < 6 && !await aside(); i++) await make({ prompt: `a broken cat, ${i}`, steps: 2, watchers: ['broken'] }); // another seed would be the same request
  const card = page.locator('.side .problem', { hasText: 'was set aside' });
  await card.getByText(/[3-6] of its last/).waitFor();
  await row('broken').getByText('set aside').waitFor();
  await shot('aside');
  await card.getByRole('button', { name: 'release' }).click();
  await card.waitFor({ state: 'detached' });
  await make({ prompt: 'a broken cat', steps: 2, seed: 4, watchers: ['broken'] });
  assert.deepEqual((await api('GET', '/api/faults')).quarantine, []);
}

/** A repository of this test, at an address of its own. */
const repository = createServer((request, response) => {
  try { response.end(readFileSync(`${process.env.JARS}/repository${request.url}`)); } catch { response.writeHead(404).end(); }
});

/** Several updates are one plan, told as a whole and carried out as a whole; what cannot work is left out, with its reason. */
async function updatesAll() {
  for (const name of ['first', 'second', 'third']) await install(name);
  await new Promise(done => repository.listen(0, '127.0.0.1', done));
  await api('POST', '/api/repositories', { name: 'test', url: `http://127.0.0.1:${repository.address().port}/index.xml` });
  await page.reload();
  await page.getByRole('button', { name: 'updates 3' }).click();
  await page.getByRole('button', { name: 'Update all' }).click();
  const plan = region('This would');
  for (const name of ['first', 'second']) await plan.getByText(new RegExp(`org\\.example\\.${name}.*2\\.0\\.0`)).waitFor();
  await plan.getByText(/^Leaves out org\.example\.third 2\.0\.0: .*org\.example\.nowhere/).waitFor();
  await shot('update-all');
  const before = (await api('GET', '/api/plugins/changes')).length;
  await plan.getByRole('button', { name: 'Update' }).click();
  await until('both are new', async () => ['first', 'second'].every(async name => (await versions())['org.example.' + name] === '2.0.0'));
  await plan.waitFor({ state: 'detached' });
  await until('it was one change', async () => (await api('GET', '/api/plugins/changes')).length === before + 1);
  const now = await versions();
  assert.deepEqual(['first', 'second', 'third'].map(name => now['org.example.' + name]), ['2.0.0', '2.0.0', '1.0.0']);
  await page.getByRole('button', { name: 'Update all' }).click();
  await page.getByRole('alert').getByText(/^Leaves out org\.example\.third/).waitFor();
  await page.getByRole('alert').getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'updates 1' }).click(); // all are shown again
}

/** An update says which picture it waits for, and is done when that is made. */
async function waitsForAPicture() {
  const { id } = await api('POST', '/api/jobs', { prompt: 'a slow owl', steps: 40, sampler: 'heun', seed: 1 });
  await until('it is being made', async () => (await api('GET', '/api/jobs/' + id)).progress.step > 0, 120_000);
  const toggle = page.getByRole('row', { name: /Heun sampler/ }).getByRole('switch');
  await toggle.click();
  const card = region('A change on its way');
  await card.getByText(/^Waits for the picture "a slow owl"/).waitFor();
  assert.equal((await ended(id)).state, 'done', 'the picture is finished first');
  await toast('Heun is off').waitFor();
  await card.waitFor({ state: 'detached' });
  await toast('Heun is off').getByRole('button', { name: 'Undo' }).click();
  await toast('Heun is on').waitFor();
}

/** What is done to the finished picture is chosen, set, and set again; the size that is asked for stays what it was. */
async function finishes() {
  await install('frame');
  await page.goto(url + '#generate?prompt=an owl&steps=2&seed=3&width=256&height=192');
  await page.getByLabel('Finish', { exact: true }).selectOption('Bad frame');
  const edge = page.getByRole('slider', { name: 'Frame' });
  await page.locator('.extras summary', { hasText: 'Bad frame' }).click();
  await edge.fill('32');
  await shot('finish');
  await page.getByRole('button', { name: /^Make/ }).click();
  let made; // the one before has the same buttons
  await until('it is made', async () => ([made] = await api('GET', '/api/pictures?limit=1'))[0]?.request.prompt === 'an owl', 120_000);
  await page.getByRole('button', { name: /Use all again/ }).waitFor();
  assert.deepEqual([made.width, made.height, made.request.finish], [320, 256, [{ id: 'frame', params: { edge: 32 } }]]);
  await page.locator('[data-fact=size]', { hasText: '256 × 192' }).waitFor();
  await page.getByRole('button', { name: "Back to the model's values" }).click();
  await edge.waitFor({ state: 'detached' });
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ controls: [{ id: 'edges' }] })));
  await page.getByRole('button', { name: 'Leave out: Controls: edges' }).click(); // what no field shows is not sent unseen
  await page.getByRole('button', { name: 'Leave out: Controls: edges' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Use all again/ }).click();
  const draft = await page.evaluate(() => JSON.parse(localStorage['mezzotint.draft']));
  assert.deepEqual([draft.width, draft.height, draft.finish, draft.controls], [256, 192, made.request.finish, undefined]);
  await page.setViewportSize({ width: 360, height: 740 });
  await page.locator('.extras summary', { hasText: 'Bad frame' }).scrollIntoViewIfNeeded();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling at 360 px');
  await shot('finish-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.locator('.extras summary', { hasText: 'Bad frame' }).click();
  await page.getByRole('button', { name: 'Leave out: Bad frame' }).click();
  await edge.waitFor({ state: 'detached' });
  await page.locator('.rail [data-id=plugins]').click();
  await page.locator('tbody tr').first().waitFor();
}

/** A panel that is updated while the page is open: the page says so, and has the new files after a reload, those that others import too. */
async function showsTheNewPanel() {
  await install('panel');
  await page.locator('.rail [data-id=changing]').click();
  await page.getByRole('heading', { name: 'the old text' }).waitFor();
  await page.reload(); // with its files in the browser's cache
  await page.getByRole('heading', { name: 'the old text' }).waitFor();
  await install('panel2');
  await toast('Changing was updated to 1.1.0').getByRole('button', { name: 'Reload' }).click();
  await page.getByRole('heading', { name: 'the new text' }).waitFor();
  await api('DELETE', '/api/plugins/org.example.changing?agreed=true');
  await page.locator('.rail [data-id=changing]').waitFor({ state: 'detached' });
  await page.locator('.rail [data-id=plugins]').click();
  await page.locator('tbody tr').first().waitFor();
}

/** A profile goes out as a file and comes in again. */
async function carriesProfiles() {
  await page.getByRole('button', { name: 'Profiles', exact: true }).click();
  await page.getByRole('textbox', { name: 'Name of a profile' }).fill('travels');
  await page.getByRole('button', { name: 'Save what is here' }).click();
  const card = page.getByRole('region', { name: 'travels', exact: true });
  const [download] = await Promise.all([page.waitForEvent('download'), card.getByRole('button', { name: 'Export' }).click()]);
  assert.equal(download.suggestedFilename(), 'travels.json');
  const text = readFileSync(await download.path(), 'utf8');
  assert.equal(JSON.parse(text).name, 'travels');
  await card.getByRole('button', { name: 'Delete' }).click();
  await card.waitFor({ state: 'detached' });
  const choose = async (name, bytes) => {
    const chosen = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import…' }).click();
    await (await chosen).setFiles({ name, mimeType: 'application/json', buffer: Buffer.from(bytes) });
  };
  await choose('travels.json', text);
  await card.waitFor();
  await choose('no.json', '{');
  await page.getByRole('alert').waitFor();
  await api('DELETE', '/api/profiles/travels');
}

try {
  expected.push('status of 400');
  await run('changes', page, [takesWhatIsDropped, findsTheCulprit, saysWhenNoneIsToBlame, releases, updatesAll, waitsForAPicture, finishes, showsTheNewPanel, carriesProfiles]);
} finally { repository.close(); }
