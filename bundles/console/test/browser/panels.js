// Drives the other panels: node panels.js, with MEZZOTINT_URL naming a workbench with the starter model.
import assert from 'node:assert/strict';
import { checkContrast } from './contrast.js';
import { browser, expected, faults, shooter, url, watched } from './setup.js';

const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US', acceptDownloads: true });
const page = watched(await context.newPage()), shot = shooter(page);
/** Tells this run's pictures from those of others. */
const SEED = Date.now() % 1e9;
const button = (name, exact = false) => page.getByRole('button', { name, exact });
/** Asked from outside: the page's policy lets nothing be evaluated in it by itself. */
async function until(what, test) {
  for (const end = Date.now() + 30_000; !(await (typeof test === 'function' ? test() : page.evaluate(test))); await page.waitForTimeout(50)) assert.ok(Date.now() < end, what);
}

const api = async (method, path, body) => (await fetch(new URL(path, url), { method, body: body && JSON.stringify(body) })).json();
const go = async panel => { await page.evaluate(() => document.activeElement.blur()); await page.keyboard.press('g'); await page.keyboard.press(panel); };

async function ended(id) {
  for (;;) {
    const job = await api('GET', '/api/jobs/' + id);
    if (['done', 'failed', 'cancelled'].includes(job.state)) return job;
    await new Promise(done => setTimeout(done, 100));
  }
}

async function make(prompt, more) {
  const { id } = await api('POST', '/api/jobs', { prompt, seed: 7, steps: 8, ...more });
  return ended(id);
}

/** What is made elsewhere appears on the wall; the search looks at words and settings. */
async function gallery() {
  await make('red apple, 3d style', { seed: SEED });
  await page.goto(url + '#gallery');
  await page.locator('.tile').first().waitFor();
  const before = await page.locator('.tile').count();
  await make('smiling cat, flat style, blue background', { seed: SEED + 1, steps: 9 });
  await until('a picture that was made appears', `document.querySelectorAll('.tile').length === ${before + 1}`);
  await page.locator('.tile img').first().evaluate(img => img.decode());
  await shot('gallery');
  await page.getByRole('searchbox').fill(`CAT seed:${SEED + 1}`);
  await until('the search finds it', "document.querySelectorAll('.tile').length === 1");
  await page.reload();
  assert.equal(await page.getByRole('searchbox').inputValue(), `CAT seed:${SEED + 1}`, 'a refresh keeps the search');
  await page.getByRole('searchbox').fill('nothing-like-it');
  await page.getByText('No picture has all of these words').waitFor();
  await page.getByRole('searchbox').fill('');
  await until('all are back', `document.querySelectorAll('.tile').length === ${before + 1}`);
}

async function looks() {
  await page.locator('.tile .see').first().click();
  const scale = page.locator('.bar2 output');
  await until('it is fitted', "/\\d/.test(document.querySelector('.bar2 output').textContent)");
  const fitted = await scale.textContent();
  await page.locator('.glass').hover();
  await page.mouse.wheel(0, -300);
  assert.notEqual(await scale.textContent(), fitted, 'the wheel zooms');
  await page.keyboard.press('0');
  assert.equal(await scale.textContent(), fitted, '0 fits');
  const title = () => page.locator('.side h2').textContent();
  const first = await title();
  await page.keyboard.press('j');
  assert.notEqual(await title(), first, 'J goes on');
  await page.keyboard.press('k');
  assert.equal(await title(), first, 'K goes back');
  await page.getByText('Plugins that made it').waitFor();
  await shot('picture');
  await page.reload();
  await page.locator('.side h2').waitFor();
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
  await until('only favourites', `document.querySelectorAll('.tile').length === ${marked.length}`);
  await button('favourites', true).click();
  await until('all are there again', `document.querySelectorAll('.tile').length > ${marked.length}`);
}

async function deletes() {
  await page.locator('.tile .see').nth(1).waitFor();
  const count = await page.locator('.tile').count();
  await page.locator('.tile .see').nth(1).focus();
  await page.keyboard.press('Delete');
  await until('it is gone', `document.querySelectorAll('.tile').length === ${count - 1}`);
  assert.equal((await api('GET', '/api/pictures?limit=1000')).length, count - 1);
  await button('Undo').click();
  await until('it is back', `document.querySelectorAll('.tile').length === ${count}`);
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
  const text = 'a lighthouse\nNegative prompt: fog\nSteps: 9, Sampler: Euler a, CFG scale: 5.5, Seed: 1234, Size: 256x256, Model hash: 0123456789';
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
  const [picture] = await api('GET', '/api/pictures?search=apple+seed:' + SEED);
  await go('g');
  await page.locator('.side h2').waitFor(); // as it was left
  await page.evaluate(async source => {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File([await (await fetch(source)).blob()], 'apple.png', { type: 'image/png' }));
    for (const type of ['dragover', 'drop']) document.querySelector('main').dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
  }, '/api/pictures/' + picture.id);
  await page.locator('dialog [data-fact=seed]').waitFor();
  await shot('reading');
  await button('Use all of them').click();
  assert.equal(await prompt.inputValue(), 'red apple, 3d style');
  assert.equal(await page.getByRole('textbox', { name: 'Seed', exact: true }).inputValue(), String(SEED));
}

async function queue() {
  await go('q');
  await button('Pause', true).click();
  await button('Resume', true).waitFor();
  assert.equal((await api('GET', '/api/queue')).state, 'paused');
  const jobs = [];
  for (const prompt of ['first', 'second', 'third', 'fourth']) jobs.push(await api('POST', '/api/jobs', { prompt, steps: 2, seed: 1 }));
  const waiting = page.getByRole('list', { name: 'Waiting' }).getByRole('listitem');
  await until('four wait', "document.querySelectorAll('.job[data-state=waiting]').length === 4");
  await button('Make first: third').click();
  await until('the third is next', "document.querySelector('.job[data-state=waiting] b').textContent === 'third'");
  assert.ok((await api('GET', '/api/jobs/' + jobs[2].id)).priority > 0);
  await page.getByRole('checkbox', { name: 'Choose: first' }).check();
  await page.getByRole('checkbox', { name: 'Choose: second' }).check();
  await shot('queue');
  await button('Cancel 2').click();
  await until('two are left', "document.querySelectorAll('.job[data-state=waiting]').length === 2");
  await button('Cancel: fourth').click();
  await until('one is left', "document.querySelectorAll('.job[data-state=waiting]').length === 1");
  await page.keyboard.press('p');
  assert.equal((await ended(jobs[2].id)).state, 'done', 'it is made once the queue goes on');
  await button('Retry: fourth').first().click(); // the newest comes first
  await until('the fourth was made', "[...document.querySelectorAll('.job[data-state=done] b')].some(b => b.textContent === 'fourth')");
  assert.equal(await waiting.count(), 0);
}

async function others() {
  await go('o');
  await page.getByRole('article', { name: 'Mezzotint Starter' }).getByRole('img', { name: /^Made with it/ }).waitFor();
  await page.getByText('no adapter plugin is installed').waitFor();
  await shot('models');
  await go('l');
  await page.getByRole('combobox').selectOption('debug');
  await page.locator('.line').first().waitFor();
  await shot('log');
  await go('s');
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
  await go('a');
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
  const before = await page.locator('.tile').count();
  assert.ok(before > 0);
  await make('an owl, 3d style', { seed: SEED + 2 });
  await context.setOffline(false);
  await until('what was made meanwhile is there', `document.querySelectorAll('.tile').length === ${before + 1}`);
  assert.equal(await page.locator('.offline').isVisible(), false);
}

/** The first user; from then on the console is behind the login page. */
async function logsIn() {
  await go('s');
  await page.getByRole('textbox', { name: 'Name' }).fill('anna');
  await page.locator('form.line').getByLabel('Password').fill('correct horse battery');
  expected.push('status of 401');
  await button('Add', true).click();
  await page.waitForURL('**/login/**');
  await page.getByLabel('Name').fill('anna');
  await page.getByLabel('Password').fill('correct horse battery');
  await button('Log in').click();
  await page.getByRole('rowheader', { name: 'anna' }).waitFor();
  await page.getByRole('textbox', { name: 'What it is for' }).fill('a script');
  await button('Make a token').click();
  const token = await page.locator('.note > code').textContent();
  const me = await fetch(new URL('/api/me', url), { headers: { Authorization: 'Bearer ' + token } }).then(response => response.json());
  assert.equal(me.name, 'anna');
  await shot('people');
  await button('Remove: a script').click();
  await page.getByText('a script').waitFor({ state: 'detached' });
  await go('l');
  await page.locator('.line').first().waitFor();
}

/** All that the console and its panels are made of. */
async function weighs() {
  await page.goto('about:blank');
  await page.goto(url);
  await page.evaluate(() => { sessionStorage.clear(); performance.setResourceTimingBufferSize(5000); });
  for (const panel of await api('GET', '/api/panels')) {
    await page.goto(url + '#' + panel.id);
    await page.locator(`.rail [data-id=${panel.id}][aria-current]`).waitFor();
  }
  await page.locator('main h1').waitFor();
  const read = await page.evaluate(() => performance.getEntriesByType('resource').filter(one => /\.js$/.test(new URL(one.name).pathname)).reduce((all, one) => all + one.decodedBodySize, 0));
  console.log(`panels: ${(read / 1000).toFixed(1)} KB of script in all`);
  assert.ok(read > 0 && read < 150_000, 'under 150 KB of script');
}

try {
  for (const part of [gallery, looks, favourites, deletes, compares, reads, queue, others, speaksGerman, holdEverywhere, reconnects, weighs, logsIn]) {
    await part();
    console.log(`panels: ${part.name}`);
  }
  assert.deepEqual(faults, []);
  console.log('panels: all passed');
} catch (error) { await shot('fault'); console.error(faults); throw error; } finally { await browser.close(); }
