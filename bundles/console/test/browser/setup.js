// A browser for the scripts here: MEZZOTINT_URL names the workbench, SHOTS a folder for pictures of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { checkContrast } from './contrast.js';

export const url = process.env.MEZZOTINT_URL ?? 'http://127.0.0.1:8123/';
export const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });

/** What pages complained about, and which of it a test means to provoke. */
export const faults = [], expected = [];

/** Notes what a page complains about: the browser says here what the policy blocked; a refused request is an error to it too. */
export function watched(page) {
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    if (message.type() === 'error' && !expected.some(part => message.text().includes(part))) faults.push(`${message.text()} (${message.location().url})`);
  });
  return page;
}

/** Asks the workbench from outside of the page. */
export const api = async (method, path, body, headers) => {
  const response = await fetch(new URL(path, url), { method, headers, body: body && JSON.stringify(body) });
  return response.headers.get('Content-Type')?.includes('json') ? response.json() : response.text();
};

/** Waits until something holds, for as long as a slow machine may need. */
export async function until(what, test, most = 60_000) {
  for (const end = Date.now() + most; !await test(); await new Promise(done => setTimeout(done, 50))) assert.ok(Date.now() < end, what);
}

/** How a job ended. */
export async function ended(id) {
  let job;
  await until(`job ${id} ends`, async () => ['done', 'failed', 'cancelled'].includes((job = await api('GET', '/api/jobs/' + id)).state), 120_000);
  return job;
}

/** Makes a picture by the API: the job once it has ended. */
export async function make(settings) {
  const job = await api('POST', '/api/jobs', { steps: 8, seed: 7, ...settings });
  assert.ok(job.id, job.detail);
  return ended(job.id);
}

/** Installs one of BrowserJars. */
export async function install(name) {
  const response = await fetch(new URL('/api/plugins?agreed=true', url), { method: 'POST', body: readFileSync(`${process.env.JARS}/${name}.jar`) });
  assert.ok(response.ok, await response.text());
}

/** Switches plugins on or off, by the names of their bundles. */
export async function flip(names, on) {
  for (const name of names) await api('POST', `/api/plugins/${name}/${on ? 'start' : 'stop'}?agreed=true`);
}

/** The bundles of the plugins of a hook that are on. */
export const bundles = async hook => ((await api('GET', '/api/hooks'))[hook] ?? []).filter(one => one.on).map(one => one.bundle);

/** Opens a panel as a user does, by G and its letter. */
export async function go(page, letter) {
  await page.evaluate(() => document.activeElement.blur());
  await page.keyboard.press('g');
  await page.keyboard.press(letter);
}

/** Drops files {name, type, bytes} on an element. */
export const drop = (page, selector, files) => page.evaluate(async ([where, all]) => {
  const dataTransfer = new DataTransfer();
  for (const { name, type, bytes } of all) dataTransfer.items.add(new File([Uint8Array.from(atob(bytes), one => one.charCodeAt(0))], name, { type }));
  for (const kind of ['dragover', 'drop']) document.querySelector(where).dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
}, [selector, files.map(({ bytes, ...file }) => ({ ...file, bytes: Buffer.from(bytes).toString('base64') }))]);

/** Runs the parts of a script one after the other; nothing may be complained about in the page. */
export async function run(name, page, parts) {
  try {
    for (const part of parts) {
      await part();
      console.log(`${name}: ${part.name}`);
    }
    assert.deepEqual(faults, []);
    console.log(`${name}: all passed`);
  } catch (error) {
    await shooter(page)(`fault-${name}`);
    console.error(faults);
    throw error;
  } finally { await browser.close(); }
}

export const shooter = page => name => process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : null;

/** A page that is right for a phone, in both themes, and to a screen reader. */
export async function fitsEverywhere(page) {
  const bare = await page.$$eval('input:not([type=file]), select, textarea', all => all.filter(one => !one.labels?.length && !one.ariaLabel).length);
  assert.equal(bare, 0, 'every field has a label');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling at 360 px');
  assert.ok(await page.evaluate(() => { const main = document.querySelector('main'); return main.scrollWidth <= main.clientWidth; }), 'nor in the panel');
  await shooter(page)('phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await checkContrast(page);
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await checkContrast(page);
  await shooter(page)('light');
}
