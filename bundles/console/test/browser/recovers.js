// Kills the workbench below the page and starts it again: node recovers.js, with MEZZOTINT_COMMAND (a JSON list) and MEZZOTINT_HOME to start it by.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { browser, expected, run, shooter, until, watched } from './setup.js';

expected.push('ERR_CONNECTION', 'WebSocket connection', 'ERR_EMPTY_RESPONSE', 'ERR_INCOMPLETE');
expected.push('status of 503'); // at its start and its end the workbench listens and asks to wait
const page = watched(await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' })), shot = shooter(page);
const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true }), banner = page.locator('.offline');

/** Starts it and waits until it says where it runs. */
async function start(port) {
  const [java, ...args] = JSON.parse(process.env.MEZZOTINT_COMMAND);
  const child = spawn(java, [...args, '--port', port], { stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const line of createInterface(child.stdout)) {
    const [, address] = /^Mezzotint runs at (\S+)/.exec(line) ?? [];
    if (address) return { child, url: address };
  }
  throw new Error('it does not start');
}

function stop(signal) {
  const over = new Promise(done => workbench.child.once('exit', done));
  workbench.child.kill(signal);
  return over;
}

let workbench = await start('0');
const { url } = workbench, { port } = new URL(url);
const job = async id => (await fetch(new URL('/api/jobs/' + id, url))).json();

/** A picture is being made when the process is killed; what is typed meanwhile is kept, and the same picture is made on. */
async function survivesAKill() {
  await page.goto(url + '#generate?steps=400');
  await prompt.fill('an owl, 3d style');
  await page.getByRole('button', { name: /^Make/ }).click();
  await until('it is being made', async () => (await page.locator('.facts .chip').first().textContent().catch(() => '')).startsWith('Step '), 120_000);
  const [{ id }] = await (await fetch(new URL('/api/jobs', url))).json();
  await stop('SIGKILL');
  await banner.waitFor({ timeout: 60_000 });
  await prompt.fill('an owl at night, 3d style');
  await shot('offline');
  await page.getByRole('button', { name: /^Make/ }).click();
  await page.getByRole('alert').getByText('The workbench does not answer').waitFor();
  workbench = await start(port);
  await banner.waitFor({ state: 'hidden', timeout: 60_000 });
  assert.equal(await prompt.inputValue(), 'an owl at night, 3d style');
  await until('it is made on', async () => (await page.locator('.facts .chip').first().textContent().catch(() => '')).startsWith('Step '), 120_000);
  assert.equal((await job(id)).state, 'running');
  await page.getByRole('button', { name: /^Stop/ }).click();
  await page.getByText('Stopped', { exact: true }).waitFor();
  await until('it is stopped', async () => (await job(id)).state === 'cancelled');
}

/** Any panel comes back by itself; nothing is reloaded. */
async function comesBackEverywhere() {
  for (const panel of ['queue', 'gallery', 'plugins', 'models', 'log', 'settings']) {
    await page.locator(`.rail [data-id=${panel}]`).click();
    await page.locator('main h1').waitFor();
  }
  await page.locator('.rail [data-id=queue]').click();
  await page.locator('.job').first().waitFor();
  await page.evaluate(() => { globalThis.same = true; });
  await stop('SIGTERM');
  await banner.waitFor({ timeout: 60_000 });
  workbench = await start(port);
  await banner.waitFor({ state: 'hidden', timeout: 60_000 });
  await fetch(new URL('/api/jobs', url), { method: 'POST', body: JSON.stringify({ prompt: 'a rocket', steps: 2 }) });
  await page.locator('.job b', { hasText: 'a rocket' }).first().waitFor();
  assert.equal(await page.evaluate(() => globalThis.same), true);
}

try {
  await run('recovers', page, [survivesAKill, comesBackEverywhere]);
} finally { await stop('SIGKILL'); }
