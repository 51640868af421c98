// A browser for the scripts here: MEZZOTINT_URL names the workbench, SHOTS a folder for pictures of it.
import { chromium } from 'playwright-core';

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

export const shooter = page => name => process.env.SHOTS ? page.screenshot({ path: `${process.env.SHOTS}/${name}.png` }) : null;
