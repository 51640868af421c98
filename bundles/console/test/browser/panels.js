// Drives the other panels: node panels.js, with MEZZOTINT_URL naming a workbench with the starter model.
import assert from 'node:assert/strict';
import { checkContrast } from './contrast.js';
import { api, browser, bundles, drop, ended, expected, flip, go, make, run, shooter, until, url, watched } from './setup.js';

const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US', acceptDownloads: true });
const page = watched(await context.newPage()), shot = shooter(page);
/** Tells this run's pictures from those of others. */
const SEED = Date.now() % 1e9;
const button = (name, exact = false) => page.getByRole('button', { name, exact });
const tiles = () => page.locator('.tile').count();

/** What is made elsewhere appears on the wall; the search looks at words and settings. */
async function gallery() {
  await make({ prompt: 'red apple, 3d style', seed: SEED });
  await page.goto(url + '#gallery');
  await page.locator('.tile').first().waitFor();
  const before = await tiles();
  await make({ prompt: 'smiling cat, flat style, blue background', seed: SEED + 1, steps: 9 });
  await until('a picture that was made appears', async () => await tiles() === before + 1);
  await page.locator('.tile img').first().evaluate(img => img.decode());
  await shot('gallery');
  await page.getByRole('searchbox').fill(`CAT seed:${SEED + 1}`);
  await until('the search finds it', async () => await tiles() === 1);
  await page.reload();
  assert.equal(await page.getByRole('searchbox').inputValue(), `CAT seed:${SEED + 1}`, 'a refresh keeps the search');
  await page.getByRole('searchbox').fill('nothing-like-it');
  await page.getByText('No picture has all of these words').waitFor();
  await page.getByRole('searchbox').fill('');
  await until('all are back', async () => await tiles() === before + 1);
}

async function looks() {
  await page.locator('.tile .see').first().click();
  const scale = page.locator('.bar2 output');
  await page.locator('.glass img').evaluate(img => img.decode());
  await until('it is fitted', async () => /[1-9]/.test(await scale.textContent()));
  const fitted = await scale.textContent(), where = () => page.locator('.glass img').evaluate(img => img.style.transform);
  await page.locator('.glass').hover();
  await page.mouse.wheel(0, -300);
  await until('the wheel zooms', async () => await scale.textContent() !== fitted);
  const before = await where();
  await page.mouse.down();
  await page.mouse.move(300, 300, { steps: 4 });
  await page.mouse.up();
  await until('it follows the mouse', async () => await where() !== before);
  const dragged = await where();
  await page.locator('.glass').press('ArrowLeft');
  await until('and the arrow keys', async () => await where() !== dragged);
  await page.keyboard.press('0');
  await until('0 fits', async () => await scale.textContent() === fitted);
  const title = () => page.locator('.side h1').textContent();
  const first = await title();
  await page.keyboard.press('j');
  await until('J goes on', async () => await title() !== first);
  await page.keyboard.press('k');
  await until('K goes back', async () => await title() === first);
  await page.getByText('Plugins that made it').waitFor();
  await shot('picture');
  const address = page.url(), open = () => page.locator('.side h1').count();
  assert.match(address, /#gallery\/[\w-]+$/, 'the address names the picture');
  await page.goBack();
  await until('the way back leads to the wall', async () => !await open() && await page.locator('.tile').first().isVisible());
  await page.goForward();
  await until('and forward to the picture', async () => await open() && await title() === first);
  const other = watched(await context.newPage());
  await other.goto(address);
  await other.locator('.side h1', { hasText: first }).waitFor();
  await other.goto(url + '#gallery?search=apple');
  await until('a link carries a search', async () => await other.locator('.tile').count() === 1 && await other.getByRole('searchbox').inputValue() === 'apple');
  await other.close();
  await page.reload();
  await page.locator('.side h1').waitFor();
  assert.equal(await title(), first, 'a refresh keeps the open picture');
  await page.locator('[data-fact=steps]').click();
  assert.equal(await page.evaluate(() => JSON.parse(localStorage['mezzotint.draft']).steps), 9, 'one fact is set again');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Save' }).click()]);
  assert.match(download.suggestedFilename(), /\.png$/);
}

/** Marked in one tab, seen in the other; the workbench keeps it. */
async function favourites() {
  const other = watched(await context.newPage());
  await other.goto(url + '#gallery');
  await other.locator('.tile').first().waitFor();
  await page.keyboard.press('f');
  await other.locator('.tile:first-child .heart[aria-pressed=true]').waitFor({ state: 'attached' });
  const marked = await api('GET', '/api/pictures?favourite=true');
  assert.equal(marked[0].seed, SEED + 1);
  await other.close();
  await page.keyboard.press('Escape');
  await button('favourites', true).click();
  await until('only favourites', async () => await tiles() === marked.length);
  await button('favourites', true).click();
  await until('all are there again', async () => await tiles() > marked.length);
}

async function deletes() {
  await page.locator('.tile .see').nth(1).waitFor();
  const count = await tiles();
  await page.locator('.tile .see').nth(1).focus();
  await page.keyboard.press('Delete');
  await until('it is gone', async () => await tiles() === count - 1);
  assert.equal((await api('GET', '/api/pictures?limit=1000')).length, count - 1);
  await button('Undo').click();
  await until('it is back', async () => await tiles() === count);
}

async function compares() {
  await button('Compare', true).click();
  await page.locator('.tile .see').nth(0).click();
  await page.locator('.tile .see').nth(1).click();
  const slider = page.getByRole('slider', { name: 'Where the second picture begins' });
  await slider.fill('20');
  assert.equal(await page.locator('.pair').evaluate(pair => getComputedStyle(pair.children[1]).clipPath), 'inset(0px 0px 0px 20%)');
  await page.getByRole('rowheader', { name: 'prompt' }).waitFor();
  await shot('compare');
  await button('difference', true).click();
  assert.equal(await page.locator('.pair img').nth(1).evaluate(img => getComputedStyle(img).mixBlendMode), 'difference');
  await page.keyboard.press('Escape');
  await page.locator('.tile .see').first().click();
  await page.keyboard.press('r');
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.waitFor();
  assert.equal(await prompt.inputValue(), 'smiling cat, flat style, blue background', 'all is set again, in Make');
}

/** Text of A1111 pasted into the prompt, and a picture dropped on the page. */
async function reads() {
  const text = 'a lighthouse Negative prompt: fog Steps: 9, Sampler: Euler a, CFG scale: 5.5, Seed: 1234, Size: 256x256, Eta: 0.5, Model hash: 0123456789';
  const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true });
  await prompt.focus();
  await page.evaluate(pasted => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', pasted);
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await button('Use all of them').click();
  assert.equal(await prompt.inputValue(), 'a lighthouse');
  assert.equal(await page.getByRole('textbox', { name: 'Seed', exact: true }).inputValue(), '1234');
  assert.equal(await page.getByRole('combobox', { name: 'Sampler' }).inputValue(), 'eulera');
  assert.deepEqual(await page.evaluate(() => JSON.parse(localStorage.getItem('mezzotint.draft')).sampler), { id: 'eulera', params: { eta: 0.5 } });
  const [picture] = await api('GET', '/api/pictures?search=apple+seed:' + SEED);
  await go(page, 'g');
  await page.locator('.side h1').waitFor(); // as it was left
  const bytes = await (await fetch(new URL('/api/pictures/' + picture.id, url))).arrayBuffer();
  await drop(page, 'main', [{ name: 'apple.png', type: 'image/png', bytes }]);
  await page.locator('dialog [data-fact=seed]').waitFor();
  await shot('reading');
  await button('Use all of them').click();
  assert.equal(await prompt.inputValue(), 'red apple, 3d style');
  assert.equal(await page.getByRole('textbox', { name: 'Seed', exact: true }).inputValue(), String(SEED));
}

async function queue() {
  await go(page, 'q');
  await button('Pause', true).click();
  await button('Resume', true).waitFor();
  assert.equal((await api('GET', '/api/queue')).state, 'paused');
  const jobs = [];
  for (const prompt of ['first', 'second', 'third', 'fourth']) jobs.push(await api('POST', '/api/jobs', { prompt, steps: 2, seed: 1 }));
  const waiting = page.getByRole('list', { name: 'Waiting' }).getByRole('listitem');
  await until('four wait', async () => await page.locator('.job[data-state=waiting]').count() === 4);
  await button('Make first: third').click();
  await until('the third is next', async () => await page.locator('.job[data-state=waiting] b').first().textContent() === 'third');
  assert.ok((await api('GET', '/api/jobs/' + jobs[2].id)).priority > 0);
  await page.getByRole('checkbox', { name: 'Choose: first' }).check();
  await page.getByRole('checkbox', { name: 'Choose: second' }).check();
  await shot('queue');
  await button('Cancel 2').click();
  await until('two are left', async () => await page.locator('.job[data-state=waiting]').count() === 2);
  await button('Cancel: fourth').click();
  await until('one is left', async () => await page.locator('.job[data-state=waiting]').count() === 1);
  await page.keyboard.press('p');
  assert.equal((await ended(jobs[2].id)).state, 'done', 'it is made once the queue goes on');
  await button('Retry: fourth').first().click(); // the newest comes first
  await until('the fourth was made', async () => (await page.locator('.job[data-state=done] b').allTextContents()).includes('fourth'));
  await until('nothing waits', async () => await waiting.count() === 0);
}

async function others() {
  await go(page, 'o');
  await page.getByRole('article', { name: 'Mezzotint Starter' }).getByRole('img', { name: /^Made with it/ }).waitFor();
  await page.getByRole('button', { name: 'Add to the prompt: mono' }).click();
  assert.match(await page.evaluate(() => JSON.parse(localStorage['mezzotint.draft']).prompt), / <lora:mono:1>$/);
  const adapters = await bundles('adapter');
  await flip(adapters, false);
  await page.getByText('no adapter plugin is installed').waitFor();
  await flip(adapters, true);
  await shot('models');
  await go(page, 'l');
  await page.getByRole('combobox').selectOption('debug');
  await page.locator('.line').first().waitFor();
  await shot('log');
  await go(page, 's');
  await page.getByRole('switch', { name: 'Offline' }).check();
  await until('the workbench is offline', async () => (await api('GET', '/api/settings/offline')).offline);
  await page.getByRole('switch', { name: 'Offline' }).uncheck();
  await page.getByText('Apache License 2.0').waitFor();
  await shot('settings');
  expected.push('status of 400');
  await page.getByRole('textbox', { name: 'Name' }).fill('x');
  await page.locator('form.line').getByLabel('Password').fill('short');
  await button('Add', true).click();
  await page.getByRole('alert').waitFor(); // refused in words, with nothing added
  assert.deepEqual(await api('GET', '/api/users'), []);
}

async function speaksGerman() {
  await Promise.all([page.waitForNavigation(), page.getByRole('combobox', { name: 'Language' }).selectOption('de')]);
  await page.getByRole('link', { name: 'Aufträge' }).waitFor();
  await page.getByRole('heading', { name: 'Einstellungen', exact: true }).waitFor();
  await go(page, 'a');
  await button('Anhalten', true).waitFor();
  await page.keyboard.press('?');
  await page.getByRole('option', { name: /Galerie öffnen/ }).waitFor();
  await shot('keys');
  await page.keyboard.press('Escape');
  await page.evaluate(() => localStorage.removeItem('mezzotint.language'));
}

/** Each panel in both themes and on a phone: readable, labelled, nothing cut off sideways. */
async function holdEverywhere() {
  await page.evaluate(() => sessionStorage.clear());
  for (const panel of ['gallery', 'queue', 'models', 'settings', 'log']) {
    for (const theme of ['plate', 'paper']) {
      await page.evaluate(name => localStorage.setItem('mezzotint.theme', name), theme);
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.goto('about:blank');
      await page.goto(url + '#' + panel);
      await page.locator('main h1').waitFor();
      await checkContrast(page);
      await page.setViewportSize({ width: 360, height: 740 });
      const { wide, bare } = await page.evaluate(() => ({
        wide: Math.max(document.documentElement.scrollWidth - innerWidth, document.querySelector('main').scrollWidth - document.querySelector('main').clientWidth),
        bare: [...document.querySelectorAll('input, select, textarea')].filter(one => !one.labels?.length && !one.ariaLabel).length
          + [...document.querySelectorAll('button, a')].filter(one => !(one.ariaLabel || one.textContent).trim()).length,
      }));
      assert.ok(wide <= 0, `${panel} fits a phone`);
      assert.equal(bare, 0, `everything in ${panel} has a name`);
      await shot(`${panel}-${theme}-phone`);
    }
  }
}

/** The workbench is out of reach for a while: the page says so, keeps what it shows, and is right again afterwards. */
async function reconnects() {
  expected.push('ERR_INTERNET_DISCONNECTED', 'WebSocket connection');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto('about:blank');
  await page.goto(url + '#gallery');
  await page.locator('.tile').first().waitFor();
  await context.setOffline(true);
  await page.evaluate(() => import('/events.js').then(({ events }) => events.connect()));
  await page.getByText('The workbench does not answer. Next try').waitFor({ timeout: 30_000 });
  const before = await tiles();
  assert.ok(before > 0);
  await make({ prompt: 'an owl, 3d style', seed: SEED + 2 });
  await context.setOffline(false);
  await until('what was made meanwhile is there', async () => await tiles() === before + 1);
  assert.equal(await page.locator('.offline').isVisible(), false);
}

/** All that the console and its panels are made of. */
async function weighs() {
  await page.goto('about:blank');
  await page.goto(url);
  await page.evaluate(() => { sessionStorage.clear(); performance.setResourceTimingBufferSize(5000); });
  for (const panel of await api('GET', '/api/panels')) {
    await page.goto(url + '#' + panel.id);
    await page.locator(`.rail [data-id=${panel.id}][aria-current]`).waitFor();
    await page.locator('.panel > :not(link)').first().waitFor();
  }
  await page.locator('main h1').waitFor();
  await page.evaluate(() => import('/panels/generate/mask.js')); // which only those read who paint
  const read = await page.evaluate(() => performance.getEntriesByType('resource').filter(one => /\.js$/.test(new URL(one.name).pathname)).reduce((all, one) => all + one.decodedBodySize, 0));
  console.log(`panels: ${(read / 1000).toFixed(1)} KB of script in all`);
  assert.ok(read > 0 && read < 250_000, 'under 250 KB of script');
}

await run('panels', page, [gallery, looks, favourites, deletes, compares, reads, queue, others, speaksGerman, holdEverywhere, reconnects, weighs]);
