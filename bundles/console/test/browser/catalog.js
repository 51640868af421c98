// Drives the panels Find and Compare: node catalog.js, with MEZZOTINT_URL naming a workbench with its catalog.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { violations } from './axe.js';
import { api, browser, expected, fitsEverywhere, run, shooter, until, url, watched } from './setup.js';

const PAIR = 'openai/gpt-4.1-mini/vladmandic/sdnext';
const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US', acceptDownloads: true });
const page = watched(await context.newPage()), shot = shooter(page);
const part = name => page.locator(`[data-part=${name}]`);
const cells = (name, selector = 'td, th') => part(name).locator('tbody tr').evaluateAll((rows, which) => rows.map(row => [...row.querySelectorAll(which)].map(cell => cell.textContent)), selector);

/** The pair of the seed: the verdict is first, and what is stated stands there word by word. */
async function verdict() {
  await page.goto(url + '#compare/' + PAIR);
  await part('verdict').getByText('are no substitutes').waitFor({ timeout: 60_000 });
  const order = await page.locator('.compare section[data-part]:visible').evaluateAll(all => all.map(one => one.dataset.part));
  assert.equal(order[0], 'verdict');
  assert.ok(await part('verdict').getByText('will be shut down on 2027-01-14').isVisible());
  assert.deepEqual(await cells('stated'), [['Type', 'Model', 'Repository'], ['UnfragileRank', '21/100', '51/100'], ['Adoption', '0', '1'], ['Quality', '0', '0'], ['Ecosystem', '0', '1'], ['Match Graph', '0', '0'],
    ['Pricing', 'Paid', 'Free'], ['Starting Price', '$4.00e-7 per prompt token', '—'], ['Capabilities', '10 decomposed', '16 decomposed'], ['Times Matched', '0', '0']]);
  await shot('compared');
}

async function aligns() {
  const rows = await cells('alignment');
  assert.equal(rows.flatMap(row => row.slice(0, 2)).filter(cell => cell !== '–').length, 26, 'all capabilities');
}

/** The last column says what this workbench does itself, and changes with its plugins while the page is open. */
async function looksAtItself() {
  const row = name => part('alignment').locator('tbody tr').filter({ hasText: name }), here = name => row(name).locator('.here').first().textContent();
  assert.ok((await here('image-to-image transformation')).includes('not here: ControlNet'));
  assert.ok((await here('function calling')).startsWith('Not here: '));
  assert.ok((await here('sampler and scheduler selection')).includes('UniPC'));
  await api('POST', '/api/plugins/mezzotint.sampler.unipc/stop');
  await until('the sampler is gone from the column', async () => !(await here('sampler and scheduler selection')).includes('UniPC'));
  await api('POST', '/api/plugins/mezzotint.sampler.unipc/start');
  await until('the sampler is back', async () => (await here('sampler and scheduler selection')).includes('UniPC'));
}

/** Our own plugins are artifacts too. */
async function comparesPlugins() {
  await page.goto(url + '#compare/mezzotint/sampler.euler/mezzotint/sampler.heun');
  await part('verdict').getByText('Yes: Euler sampler and Heun sampler both do sampler').waitFor();
  const facts = new Map((await cells('facts')).map(([key, ...values]) => [key, values]));
  assert.ok(facts.get('order').every((text, i) => text.startsWith(String(i + 1))), 'orders 1 and 2: ' + facts.get('order'));
  assert.ok(facts.get('goldenError').every(text => Number.parseFloat(text) < 1e-5));
  assert.ok(facts.get('callSeconds').every(Boolean), 'measured, or unknown with a reason');
  await fitsEverywhere(page);
  await shot('samplers');
}

/** Three files that never were, and what decides. */
async function checksClaims() {
  const refuted = part('claims').locator('button.claim.refuted');
  const texts = await refuted.allTextContents();
  for (const path of ['modules/memory.py', 'modules/device.py', 'modules/quantization.py']) assert.ok(texts.includes(path), path + ' among ' + texts);
  await refuted.filter({ hasText: 'modules/device.py' }).focus();
  await page.keyboard.press('Enter');
  await part('claims').getByText('modules/device.py is in none of the 14117 commits').first().waitFor();
  assert.ok(await part('claims').locator('button.claim.contradictory').filter({ hasText: 'no rate limiting' }).count());
}

async function calculates() {
  const field = page.getByLabel('Tokens in a day');
  await field.fill('1000000');
  await page.getByLabel('Tokens out a day').fill('0');
  await part('costs').getByText('$12.18 a month').waitFor(); // 30.4375 days of 0.40
  await part('costs').getByText('this compares bills, not results').waitFor();
}

async function sorts() {
  const head = part('facts').getByRole('button', { name: /^Fact\b/ });
  await head.press('Enter');
  await head.press('Enter');
  const keys = (await cells('facts', 'th')).map(([key]) => key);
  assert.deepEqual(keys, [...keys].sort((a, b) => b.localeCompare(a, 'en', { numeric: true })));
}

/** A checker that is switched off while the page is open takes its claims with it. */
async function outlivesAPlugin() {
  const paths = part('claims').locator('button.claim', { hasText: 'modules/memory.py' });
  await api('POST', '/api/plugins/mezzotint.claim.path/stop');
  await until('no path is checked', async () => await paths.filter({ hasText: /^modules\/memory\.py$/ }).count() === 0);
  await api('POST', '/api/plugins/mezzotint.claim.path/start');
  await until('paths are checked again', async () => await paths.count() > 0);
}

async function fits() {
  await fitsEverywhere(page);
}

async function finds() {
  await page.goto(url + '#find');
  const search = page.getByRole('searchbox', { name: /What do you need/ });
  await search.fill('free local image generator with an API');
  const local = page.getByRole('button', { name: 'Search without: runs locally' });
  await local.waitFor();
  await page.getByRole('heading', { name: 'sdnext', exact: true }).waitFor();
  assert.ok((await page.locator('.found li.box').evaluateAll(all => all.slice(0, 3).map(one => one.ariaLabel))).includes('sdnext'));
  await local.click();
  await page.getByRole('button', { name: 'Search with local again' }).waitFor();
  assert.ok(page.url().includes('without=local'));
  await shot('found');
  const choose = page.getByRole('button', { name: 'Choose to compare' });
  await choose.first().click();
  await choose.first().click();
  await page.getByRole('button', { name: 'Compare the 2' }).click();
  await part('verdict').locator('b').first().waitFor();
  await page.goto(url + '#find?q=context+of+at+least+1M');
  await page.getByRole('button', { name: 'Search without: context of 1,000,000 tokens or more' }).waitFor();
  await fitsEverywhere(page);
}

/** Where outcomes are kept, a list is told once and what is chosen of it with it. Here they are not: the routes are answered for the workbench. */
async function tells() {
  const told = [];
  await page.route('**/api/catalog/outcomes/kept', route => route.fulfill({ json: { kept: true, words: true } }));
  await page.route('**/api/catalog/outcomes', route => { told.push([route.request().method(), route.request().postDataJSON()]); return route.fulfill({ json: { search: 'one', forgotten: 3 } }); });
  await page.goto(url + '#make');
  await page.goto(url + '#find');
  await page.getByRole('checkbox', { name: 'also the words of my need' }).check();
  await page.getByRole('searchbox', { name: /What do you need/ }).fill('free local image generator');
  const worked = page.getByRole('button', { name: 'It worked' }), choose = page.getByRole('button', { name: 'Choose to compare' });
  await choose.nth(1).waitFor();
  assert.equal(await worked.count(), 0, 'nothing is chosen yet');
  const second = await page.locator('.found li.box').nth(1).locator('code').textContent();
  await choose.nth(1).click();
  await worked.click();
  await until('all is told', async () => told.length === 3);
  assert.equal(told[0][1].shown[1], second);
  assert.equal(told[0][1].need, 'free local image generator');
  assert.deepEqual(told.slice(1).map(one => one[1]), ['chosen', 'worked'].map(kind => ({ search: 'one', artifact: second, kind })));
  await page.getByRole('button', { name: 'Forget all of it' }).click();
  await page.getByRole('button', { name: 'Press again: it does not come back' }).click();
  await page.getByText('3 forgotten.').waitFor();
  assert.equal(told.at(-1)[0], 'DELETE');
  await fitsEverywhere(page);
  await page.unrouteAll();
  await page.goto('about:blank'); // the next page asks the workbench itself
}

const around = '#find/vladmandic/sdnext', tied = kind => page.locator(`.graph a.node[data-kind=${kind}]`);
const focused = () => page.evaluate(() => document.activeElement.closest('.node')?.querySelector('title').textContent ?? document.activeElement.tagName);

/** From what was found to the picture around it, and on from there by the keyboard alone. */
async function explores() {
  await page.goto(url + '#find?q=free+local+image+generator+with+an+API');
  const beside = page.getByRole('link', { name: 'Around sdnext', exact: true });
  await beside.waitFor({ timeout: 60_000 });
  await beside.press('Enter');
  await page.locator('.graph').waitFor({ timeout: 60_000 });
  const middle = page.locator('.graph .centre');
  await middle.focus();
  await page.keyboard.press('ArrowRight');
  assert.match(await focused(), /^Alternatives: /);
  await page.keyboard.press('Home');
  assert.match(await focused(), /^sdnext, repo, in the middle of \d+$/);
  await page.keyboard.press('ArrowLeft');
  const [left] = (await focused()).split(':');
  assert.ok(['Work with it', 'Tasks', 'Other names'].includes(left), left);
  await tied('complement').first().focus();
  assert.match(await focused(), /^Work with it: Diffusers.* vladmandic\/sdnext integrates huggingface\/diffusers · vladmandic\/sdnext 058a7f0cf326 · 2026-07-23/, 'a stated tie comes first, with its source');
  await page.locator('.picture .why').getByText('vladmandic/sdnext integrates huggingface/diffusers').waitFor();
  assert.equal(await page.locator('.graph .node[tabindex="0"]').count(), 1, 'one stop of the Tab key');
  const ring = await tied('complement').first().locator('.hit').evaluate(hit => getComputedStyle(hit).stroke);
  assert.equal(ring, await page.evaluate(() => { const probe = document.body.appendChild(document.createElement('i')); probe.style.setProperty('color', 'var(--copper)'); const { color } = getComputedStyle(probe); probe.remove(); return color; }), 'the focus is seen');
  await shot('around');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Around Diffusers' }).waitFor();
  await until('the new middle has the focus', async () => /^Diffusers, library, in the middle of/.test(await focused()));
  assert.ok(page.url().endsWith('#find/huggingface/diffusers'));
  await page.goBack();
  await page.getByRole('heading', { name: 'Around sdnext' }).waitFor();
}

/** The table has what the picture has, and sorts. */
async function tabulates() {
  const names = await page.locator('.graph .node:not(.centre)').evaluateAll(all => all.map(one => one.dataset.id));
  const { neighbours } = await api('GET', '/api/catalog/graph/vladmandic/sdnext');
  assert.deepEqual(names, neighbours.map(one => one.id));
  assert.ok(names.length > 10 && names.length <= 24, `${names.length} neighbours`);
  const firsts = () => page.locator('.around tbody th').evaluateAll(all => all.map(one => one.firstChild.textContent));
  assert.deepEqual(await firsts(), neighbours.map(one => one.name));
  assert.ok((await page.locator('.around tbody th .why').allTextContents()).every(why => /\d{4}-\d\d-\d\d/.test(why)), 'each with a date');
  await page.getByRole('button', { name: 'Nearness' }).press('Enter');
  const near = await page.locator('.around tbody td:last-child').allTextContents();
  assert.deepEqual(near, [...near].sort());
  for (const size of [{ width: 1280, height: 800 }, { width: 360, height: 740 }]) {
    await page.setViewportSize(size);
    await page.locator('.graph').waitFor();
    assert.deepEqual(await violations(page, 'around, ' + size.width), []);
  }
  const cut = await page.locator('.graph').evaluate(svg => { const frame = svg.getBoundingClientRect(); return [...svg.querySelectorAll('text')].filter(one => { const box = one.getBoundingClientRect(); return box.left < frame.left || box.right > frame.right; }).map(one => one.textContent); });
  assert.deepEqual(cut, [], 'no label is cut off on a phone');
  await shot('around-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
  await fitsEverywhere(page);
}

/** A finger does what Enter does. */
async function touches() {
  const phone = watched(await (await browser.newContext({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true, locale: 'en-US' })).newPage());
  await phone.goto(url + around);
  const node = phone.locator('.graph a.node[data-kind=complement]').first();
  await node.waitFor();
  assert.ok((await node.boundingBox()).height >= 24);
  await node.tap();
  await phone.getByRole('heading', { name: 'Around Diffusers' }).waitFor();
  await phone.context().close();
}

/** What became known is told from what was said otherwise; a day that is none is refused in words. */
async function changes() {
  await page.goto(url + '#compare/' + PAIR);
  await part('verdict').locator('b').first().waitFor();
  assert.ok(await part('changes').isHidden(), 'nobody asked');
  await page.getByLabel('What changed since').fill('2026-06-01');
  await part('changes').getByText('sdnext was not known here on 2026-06-01').waitFor();
  assert.match(page.url(), /since=2026-06-01$/);
  const rows = await cells('changes');
  assert.ok(rows.some(([what, , before, now]) => what === 'Fact: inputModalities' && before.startsWith('image, pdf, text') && now.includes('image, text')), 'changed');
  assert.ok(rows.some(([what, , before, now]) => what === 'Fact: heir' && before === 'unknown' && now.startsWith('openai/gpt-6-luna')), 'became known');
  await shot('changes');
  expected.push('400');
  await page.goto(url + '#compare/' + PAIR + '?since=yesterday');
  await page.getByText('Since is yesterday').waitFor();
}

/** A file that a spreadsheet reads, from both panels. */
async function exports() {
  const file = async () => { const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'CSV' }).click()]); return readFile(await download.path(), 'utf8'); };
  await page.goto(url + '#compare/' + PAIR);
  await part('verdict').locator('b').first().waitFor();
  assert.ok((await file()).startsWith('"section","artifact","item","value","unit","note","source","date"\r\n"verdict","openai/gpt-4.1-mini | vladmandic/sdnext","substitutes","none"'));
  await page.goto(url + '#find?q=free+local+image+generator+with+an+API');
  await page.locator('.found li.box').first().waitFor();
  assert.equal((await file()).split('\r\n').length, 1 + await page.locator('.found li.box').count() + 1, 'a head, a row for each, and the end');
}

/** On paper nothing is cut off: the page, the panel and the picture go on from sheet to sheet. */
async function prints() {
  for (const [path, part, least] of [['compare/' + PAIR, 'main', 5], ['#compare/' + PAIR, '[data-part=verdict] b', 5], ['graph/vladmandic/sdnext', '.wide .graph', 1]]) {
    await page.goto('about:blank');
    await page.goto(url + path);
    await page.locator(part).first().waitFor();
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 690, height: 1000 }); // A4 without its margins
    const wide = await page.evaluate(() => [document.documentElement, ...document.querySelectorAll('main, .scroll, .box')].filter(one => one.scrollWidth > one.clientWidth + 1).map(one => one.className || one.tagName));
    assert.deepEqual(wide, [], path + ' fits the paper');
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1').match(/\/Type\s*\/Page\b/g).length;
    assert.ok(sheets >= least, `${path} has ${sheets} sheets`);
    await page.emulateMedia({ media: null });
    await page.setViewportSize({ width: 1280, height: 800 });
  }
}

/** What cannot be found is said. */
async function says() {
  expected.push('404');
  await page.goto(url + '#compare/nobody/nothing/vladmandic/sdnext');
  await page.getByText('the catalog has no artifact nobody/nothing', { exact: false }).waitFor();
}

async function withoutScript() {
  const plain = await (await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } })).newPage();
  await plain.goto(url + 'compare/' + PAIR);
  assert.ok((await plain.textContent('main')).includes('are no substitutes'));
  assert.ok((await plain.textContent('main')).includes('refused: 501 from POST /sdapi/v1/txt2img'));
  assert.equal(await plain.locator('h1').textContent(), 'OpenAI: GPT-4.1 Mini vs sdnext');
  assert.ok((await api('GET', '/agent/compare/' + PAIR)).startsWith('# OpenAI: GPT-4.1 Mini vs sdnext'));
  await plain.goto(url + 'compare/' + PAIR + '?since=2026-06-01');
  assert.ok((await plain.textContent('main')).includes('vladmandic/sdnext was not known here on that day.'));
  await plain.goto(url + 'graph/vladmandic/sdnext');
  const picture = plain.locator('.narrow .graph');
  assert.ok(await picture.isVisible() && !await plain.locator('.wide').isVisible(), 'the narrow picture on a phone');
  assert.ok(await plain.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  assert.equal(await picture.locator('.node').count(), await plain.locator('section').first().locator('tbody tr').count(), 'a row for each');
  await picture.getByRole('link', { name: /^Work with it: Diffusers/ }).press('Enter');
  await plain.getByRole('heading', { name: 'Around Diffusers' }).waitFor();
}

await run('catalog', page, [verdict, aligns, looksAtItself, checksClaims, calculates, sorts, outlivesAPlugin, fits, comparesPlugins, finds, tells, explores, tabulates, touches, changes, exports, prints, says, withoutScript]);
