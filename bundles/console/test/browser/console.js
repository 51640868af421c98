// Drives the console: node console.js, with MEZZOTINT_URL naming a workbench (or the mock).
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const url = process.env.MEZZOTINT_URL ?? 'http://127.0.0.1:8123/', shots = process.env.SHOTS;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
const faults = [];
page.on('pageerror', error => faults.push(error.message));
const shot = name => shots ? page.screenshot({ path: `${shots}/${name}.png` }) : null;
try {
  await page.goto(url);
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.fill('smiling cat, flat style');
  await shot('empty');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^Step \d+ of \d+$/).first().waitFor();
  await shot('running');
  await page.getByRole('button', { name: /Use all again/ }).waitFor({ timeout: 120_000 });
  await shot('done');
  await page.locator('[data-fact=seed]').click();
  assert.match(await page.getByRole('textbox', { name: 'Seed' }).inputValue(), /^\d+$/);
  const seed = await page.getByRole('textbox', { name: 'Seed' }).inputValue();
  await page.reload();
  assert.equal(await prompt.inputValue(), 'smiling cat, flat style');
  assert.equal(await page.getByRole('textbox', { name: 'Seed' }).inputValue(), seed, 'a refresh right after a change keeps it');
  assert.equal(await page.getByRole('spinbutton', { name: 'Width' }).isVisible(), false, 'a named shape asks for no numbers');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Stop/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Stopped', { exact: true }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or command' }).waitFor();
  await page.keyboard.press('Escape');
  if (!process.env.MEZZOTINT_URL) {
    await fetch(new URL('/mock/install', url), { method: 'POST' });
    await page.locator('option', { hasText: 'Heun' }).waitFor({ state: 'attached' });
  }
  const bare = await page.$$eval('input, select, textarea', all => all.filter(one => !one.labels?.length && !one.ariaLabel).length);
  assert.equal(bare, 0, 'every field has a label');
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), 'no sideways scrolling at 360 px');
  await shot('phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Switch between light and dark' }).click();
  await shot('light');
  assert.deepEqual(faults, []);
  console.log('console: all passed');
} catch (error) { await shot('fault'); console.error(faults); throw error; } finally { await browser.close(); }
