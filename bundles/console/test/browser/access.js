// Looks at every panel with axe-core, in both themes: node access.js, with MEZZOTINT_URL naming a workbench with the starter model, SHOTS a folder for pictures.
import assert from 'node:assert/strict';
import { violations } from './axe.js';
import { api, browser, make, run, shooter, url, watched } from './setup.js';

const THEMES = { plate: 'dark', paper: 'light' };
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: process.env.LOCALE ?? 'en-US' });
const page = watched(await context.newPage()), shot = shooter(page);
const findings = [];
let panels;

async function look(what) {
  const found = await violations(page, what);
  for (const one of found) console.log('access: ' + one);
  findings.push(...found);
}

/** Opens the page anew, in a theme and as wide as a desktop or a phone. */
async function open(hash, theme, width) {
  await page.evaluate(name => { try { localStorage.setItem('mezzotint.theme', name); sessionStorage.clear(); } catch { /* no page yet */ } }, theme);
  await page.setViewportSize({ width, height: 800 });
  await page.goto('about:blank');
  await page.goto(url + hash);
  await page.locator('.panel > :not(link)').first().waitFor();
}

async function fills() {
  await make({ prompt: 'red apple, 3d style' });
  await make({ prompt: 'smiling cat, flat style, blue background', steps: 9 });
  await make({ prompt: 'nothing of it', width: 64, steps: 1, sampler: 'euler' });
  await page.goto(url);
  panels = (await api('GET', '/api/panels')).map(panel => panel.id);
}

async function looksAtPanels() {
  for (const theme of Object.keys(THEMES)) {
    for (const width of [1280, 360]) {
      for (const panel of panels) {
        await open('#' + panel, theme, width);
        if (panel !== 'generate') await page.locator('main h1').waitFor();
        await page.locator({ generate: '.had img', gallery: '.tile', queue: '.job', models: 'article img', plugins: 'tbody tr', log: '.line', settings: '.shown dl' }[panel] ?? '.panel *').first().waitFor({ state: 'attached' });
        await look(`${panel}, ${theme}, ${width}`);
        await shot(`${panel}-${theme}-${width}`);
      }
    }
  }
}

/** What is opened in a panel, and over it. */
async function looksAtWhatOpens() {
  const [picture] = await api('GET', '/api/pictures?limit=1');
  for (const theme of Object.keys(THEMES)) {
    await open('#gallery/' + picture.id, theme, 1280);
    await page.getByText(/^(Plugins that made it|Plugins, die es gemacht haben)$/).waitFor();
    await look('a picture, ' + theme);
    await shot('picture-' + theme);
    await page.keyboard.press('c');
    await page.locator('.tile .see').nth(1).click();
    await page.locator('.pair').waitFor();
    await look('a comparison, ' + theme);
    await shot('compare-' + theme);
    await open('#plugins', theme, 1280);
    await page.locator('tr[data-name="mezzotint.sampler.heun"] .name').click();
    await page.locator('.card.one dl').nth(1).locator('dd').first().waitFor();
    await look('a plugin, ' + theme);
    await shot('plugin-' + theme);
    for (const view of ['profiles', 'log']) {
      await page.locator(`.tabs [data-view=${view}]`).click();
      await page.locator(view === 'log' ? '.whole' : '.list form').waitFor();
      await look(`${view}, ${theme}`);
    }
    await page.keyboard.press('Control+k');
    await page.locator('dialog .item').first().waitFor();
    await look('the palette, ' + theme);
    await page.keyboard.press('Escape');
  }
}

const nothingWasFound = () => assert.deepEqual(findings, []);

await run('access', page, [fills, looksAtPanels, looksAtWhatOpens, nothingWasFound]);
