// Drives the field for prompts: node notation.js, with MEZZOTINT_URL naming a workbench with the starter model and the adapter "mono".
import assert from 'node:assert/strict';
import { violations } from './axe.js';
import { browser, expected, run, shooter, until, url, watched } from './setup.js';

const page = watched(await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' })), shot = shooter(page);
const prompt = page.getByRole('textbox', { name: 'Prompt', exact: true }), marks = page.locator('[data-name=prompt] .marks');
const marked = () => marks.evaluate(element => [...element.childNodes].map(one => one.className ? `${one.className}{${one.textContent}}` : one.textContent).join('').trimEnd());
const kept = () => page.evaluate(() => JSON.parse(localStorage['mezzotint.draft']).prompt);

async function marksNotation() {
  await page.goto(url);
  await prompt.fill('a (cute:1.3) cat on ((it)), [dim] [red:blue:0.5] __colour__ <lora:mono:1> \\(so\\) BREAK (open');
  assert.equal(await marked(), 'a most{(cute:1.3)} cat on more{((it))}, less{[dim]} edit{[red:blue:0.5]} wildcard{__colour__} network{<lora:mono:1>} \\(so\\) section{BREAK} bad{(}open');
  await shot('notation');
  assert.deepEqual(await violations(page, 'a marked prompt'), []);
  await prompt.fill('word (weight:1.2) '.repeat(40));
  await prompt.evaluate(field => { field.scrollTop = 150; });
  await until('the marks lie behind their words', () => marks.evaluate(({ clientWidth, scrollHeight, scrollTop, nextSibling: field }) =>
    clientWidth === field.clientWidth && scrollHeight === field.scrollHeight && scrollTop === 150 && field.scrollTop === 150));
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ prompt: 'a (cat)', parser: 'plain' })));
  assert.equal(await marked(), '', 'where all are words nothing is marked');
  await page.evaluate(() => import('/draft.js').then(({ draft }) => draft.set({ parser: undefined })));
  assert.equal(await marked(), 'a more{(cat)}');
  await prompt.fill('a (cat:-0.5) on (it:0) (or:.5)');
  assert.equal(await marked(), 'a less{(cat:-0.5)} on less{(it:0)} less{(or:.5)}');
  const took = await page.evaluate(() => import('/panels/generate/notation.js').then(({ runs }) => {
    const text = `(a:${'1'.repeat(200_000)}x)`, before = performance.now();
    runs(text);
    return performance.now() - before;
  }));
  assert.ok(took < 5000, `a long number took ${took} ms`);
}

/** As in AUTOMATIC1111: the word at the caret, the brackets around it, or what is selected. */
async function weighs() {
  const cases = [['red apple, 3d', 5, 5, 'Up', 'red (apple:1.1), 3d'], ['red (apple:1.1), 3d', 7, 7, 'Up', 'red (apple:1.2), 3d'], ['red (apple:1.1), 3d', 7, 7, 'Down', 'red apple, 3d'],
    ['red (apple), 3d', 6, 6, 'Down', 'red apple, 3d'], ['red apple, 3d', 0, 9, 'Down', '(red apple:0.9), 3d'], ['x <lora:mono:0.8>', 5, 5, 'Up', 'x <lora:mono:0.85>'],
    ['x <lora:mono:0.8:0.6>', 5, 5, 'Up', 'x <lora:mono:0.85:0.6>'], ['(rain:-0.5)', 3, 3, 'Up', '(rain:-0.4)'], ['(rain:-0.5)', 3, 3, 'Down', '(rain:-0.6)'], ['  ', 1, 1, 'Up', '  ']];
  for (const [text, from, to, key, result] of cases) {
    await prompt.fill(text);
    await prompt.evaluate((field, [from, to]) => field.setSelectionRange(from, to), [from, to]);
    await page.keyboard.press('Control+Arrow' + key);
    assert.equal(await prompt.inputValue(), result);
    assert.equal(await kept() ?? '', result, 'the draft has it');
  }
  await prompt.fill('a cat');
  await page.keyboard.press('Control+ArrowUp');
  await page.keyboard.press('Control+ArrowUp');
  assert.equal(await prompt.inputValue(), 'a (cat:1.2)');
  await page.keyboard.press('Control+z');
  assert.equal(await prompt.inputValue(), 'a (cat:1.1)', 'the browser takes it back');
}

async function completes() {
  await prompt.fill('');
  await page.keyboard.type('a cat <lora:MO');
  const option = page.getByRole('option', { name: 'mono' });
  await option.waitFor();
  assert.equal(await prompt.getAttribute('aria-activedescendant'), await option.getAttribute('id'));
  assert.deepEqual(await violations(page, 'names'), []);
  await page.keyboard.press('Escape');
  await option.waitFor({ state: 'detached' });
  assert.equal(await prompt.inputValue(), 'a cat <lora:MO', 'what was typed stays');
  await page.keyboard.type('N');
  await option.waitFor();
  await page.keyboard.press('Enter');
  assert.equal(await prompt.inputValue(), 'a cat <lora:mono:1>');
  await page.keyboard.type(', <lora:nothing-like-it');
  assert.equal(await option.count(), 0);
}

/** Names are listed only where the caret is, in the field that has the focus; a list that could not be had is asked for again. */
async function leavesNames() {
  const option = page.getByRole('option', { name: 'mono' }), adapters = '**/api/adapters';
  await prompt.fill('');
  await page.keyboard.type('<lora:m');
  await option.waitFor();
  await page.keyboard.press('Home');
  await option.waitFor({ state: 'detached' });
  await page.keyboard.press('Enter');
  assert.equal(await prompt.inputValue(), '\n<lora:m');

  let answer = route => route.fulfill({ status: 500, json: { title: 'Not now' } }), asked = 0;
  expected.push('status of 500');
  await page.route(adapters, route => { asked++; return answer(route); });
  await page.reload();
  await prompt.fill('');
  await page.keyboard.type('<lora:');
  await until('it is refused', () => asked === 1);
  answer = route => new Promise(done => { answer = () => done(route.continue()); });
  await until('it is asked again', async () => { await page.keyboard.type(' '); return asked === 2; });
  await prompt.blur();
  answer();
  await until('names come', () => page.evaluate(() =>
    performance.getEntriesByType('resource').some(one => one.name.endsWith('/api/adapters') && one.responseStatus === 200)));
  await page.waitForTimeout(200);
  assert.equal(await option.count(), 0, 'the focus is elsewhere');
  await page.unroute(adapters);
  await prompt.focus();
  await page.keyboard.press('End');
  await page.keyboard.type('o');
  await option.waitFor();
}

await run('notation', page, [marksNotation, weighs, completes, leavesNames]);
