// Drives pictures that begin at a picture: node start.js, with MEZZOTINT_URL naming a workbench with the starter model, JARS the folder of BrowserJars.
import assert from 'node:assert/strict';
import { violations } from './axe.js';
import { api, browser, bundles, drop, ended, flip, go, install, make, run, shooter, until, url, watched } from './setup.js';

const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' });
const page = watched(await context.newPage()), shot = shooter(page);
const button = name => page.getByRole('button', { name, exact: true }), start = page.getByRole('group', { name: 'Start picture' });
const startFromIt = () => page.getByRole('button', { name: 'Start from it B', exact: true });
const draft = () => page.evaluate(() => JSON.parse(localStorage['mezzotint.draft'] ?? '{}'));
const bytesOf = async path => Buffer.from(await (await fetch(new URL(path, url))).arrayBuffer());
const png = { name: 'apple.png', type: 'image/png' };
let apple;

/** The picture that the draft begins at, in the size that it was handed in. */
const uploaded = async () => page.evaluate(async name => {
  const { width, height } = await createImageBitmap(await (await fetch('/api/uploads/' + name.slice(7))).blob());
  return { width, height };
}, (await draft()).image.params.picture);

async function saysWhatIsMissing() {
  await flip(await bundles('imagetoimage'), false);
  apple = (await make({ prompt: 'red apple, 3d style' })).pictures[0];
  await page.goto(url);
  await start.getByText('no plugin of the hook imagetoimage is on').waitFor();
  await startFromIt().click();
  await page.locator('.toast', { hasText: 'no plugin of the hook imagetoimage is on' }).waitFor();
  assert.equal((await draft()).image, undefined);
  await install('begin');
  await button('Choose a picture or drop or paste one here').waitFor();
  await shot('start-empty');
}

/** The ways a picture comes, each in its own shape. */
async function takesPictures() {
  const chosen = page.waitForEvent('filechooser'), buffer = await bytesOf(apple.url);
  await start.getByRole('button').click();
  await (await chosen).setFiles({ name: 'apple.png', mimeType: 'image/png', buffer });
  await start.getByRole('slider', { name: 'Strength' }).waitFor();
  await start.locator('.tile img').evaluate(img => img.decode());
  await button('Remove').click();
  await until('the focus stays in the control', () => page.evaluate(() => document.activeElement.className === 'drop'));
  await drop(page, '.start .drop', [{ ...png, bytes: buffer }]);
  await button('Remove').click();
  await page.evaluate(async bytes => {
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([Uint8Array.from(atob(bytes), one => one.charCodeAt(0))], 'a.png', { type: 'image/png' }));
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, buffer.toString('base64'));
  await button('Remove').click();
  await startFromIt().click();
  await start.getByRole('slider', { name: 'Strength' }).waitFor();
  assert.deepEqual(await uploaded(), { width: 256, height: 256 });
}

/** A photograph that was held upright: wide in its file, with a note to turn it. */
async function turnsPhotographs() {
  const jpeg = Buffer.from(await page.evaluate(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 900, height: 600 });
    canvas.getContext('2d').fillRect(0, 0, 450, 300);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  }), 'base64');
  const turned = Buffer.from('ffe1002245786966000049492a000800000001001201030001000000060000000000000000', 'hex').subarray(0, 36);
  await drop(page, '.start .begun', [{ name: 'photo.jpg', type: 'image/jpeg', bytes: Buffer.concat([jpeg.subarray(0, 2), turned, jpeg.subarray(2)]) }]);
  await until('it stands upright', async () => { const { width, height } = await uploaded(); return width === 600 && height === 900; });
  const { width, height } = await draft();
  assert.deepEqual([width, height], [208, 312], 'the shape of the picture, in the size of the model');
}

async function makesFromIt() {
  await go(page, 'g');
  await page.locator('.tile .see').first().click();
  await page.keyboard.press('b');
  await start.getByRole('slider', { name: 'Strength' }).fill('0.5');
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('red apple, 3d style');
  await page.getByRole('slider', { name: 'Steps' }).fill('4');
  await start.locator('summary').click();
  await start.getByRole('combobox', { name: 'Resize' }).selectOption('fill');
  await page.reload();
  await start.getByRole('slider', { name: 'Strength' }).waitFor();
  const { image } = await draft();
  assert.equal(image.id, 'begin');
  assert.deepEqual({ ...image.params, picture: '' }, { picture: '', strength: 0.5, resize: 'fill' }, 'a refresh keeps it');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-fact=image]').waitFor({ timeout: 120_000 });
  const [job] = await api('GET', '/api/jobs?limit=1');
  assert.equal((await ended(job.id)).state, 'done');
  assert.deepEqual(job.request.image.params.picture, image.params.picture);
  await button('Remove').click();
  await page.locator('.had button').first().click();
  await page.keyboard.press('r');
  await start.getByRole('slider', { name: 'Strength' }).waitFor();
  assert.deepEqual((await draft()).image.params.picture, image.params.picture, 'it is recalled');
}

/** A picture dropped anywhere else is read for settings, and may be begun at. */
async function offersWhatIsDropped() {
  await go(page, 'q');
  await page.locator('main h1').waitFor();
  await drop(page, 'main', [{ ...png, bytes: await bytesOf(apple.url) }]);
  await page.locator('dialog').getByRole('button', { name: 'Start from it' }).click();
  await start.getByRole('slider', { name: 'Strength' }).waitFor();
}

async function holdsForAll() {
  for (const theme of ['plate', 'paper']) {
    await page.evaluate(name => { document.documentElement.dataset.theme = name; }, theme);
    assert.deepEqual(await violations(page, 'the start picture, ' + theme), []);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await page.evaluate(() => document.querySelector('main').scrollWidth <= innerWidth), 'it fits a phone');
  await start.scrollIntoViewIfNeeded();
  await shot('start-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
}

await run('start', page, [saysWhatIsMissing, takesPictures, turnsPhotographs, makesFromIt, offersWhatIsDropped, holdsForAll]);
