// Drives the painting of masks by mouse, pen, fingers and keyboard: node mask.js, with MEZZOTINT_URL naming a workbench with the starter model, JARS the folder of BrowserJars.
import assert from 'node:assert/strict';
import { violations } from './axe.js';
import { api, browser, bundles, ended, expected, flip, install, make, run, shooter, until, url, watched } from './setup.js';

const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US', hasTouch: true });
const page = watched(await context.newPage()), shot = shooter(page), client = await context.newCDPSession(page);
const button = name => page.getByRole('button', { name, exact: true }), canvas = page.locator('.paint .canvas'), start = page.getByRole('group', { name: 'Start picture' });
const startFromIt = () => page.getByRole('button', { name: 'Start from it B', exact: true });
const draft = () => page.evaluate(() => JSON.parse(localStorage['mezzotint.draft'] ?? '{}'));

/** Where a point of the picture is on the screen. */
const at = async (x, y) => page.locator('.layers').evaluate((layers, [x, y]) => {
  const { left, top, width } = layers.getBoundingClientRect(), scale = width / parseFloat(layers.style.width);
  return [left + x * scale, top + y * scale];
}, [x, y]);

/** A picture as the browser sees it: {width, height, red(x, y)}. */
async function pixels(path) {
  const { width, height, data } = await page.evaluate(async source => {
    const bitmap = await createImageBitmap(await (await fetch(source)).blob()), canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
    const pen = canvas.getContext('2d');
    pen.drawImage(bitmap, 0, 0);
    return { width: bitmap.width, height: bitmap.height, data: [...pen.getImageData(0, 0, bitmap.width, bitmap.height).data] };
  }, path);
  return { width, height, data, red: (x, y) => data[4 * (y * width + x)] };
}

const upload = name => '/api/uploads/' + name.slice(7);
const maskNow = async () => pixels(upload((await draft()).image.params.mask));

async function open() {
  await start.locator('.tile').click();
  await canvas.waitFor();
  await page.keyboard.press('0');
}

async function close() {
  await page.keyboard.press('Escape');
  await canvas.waitFor({ state: 'detached' });
}

/** What the mask is after the dialog was closed; it is opened again. */
async function painted() {
  await close();
  const mask = await maskNow();
  await open();
  return mask;
}

async function drag(...points) {
  await page.mouse.move(...await at(...points[0]));
  await page.mouse.down();
  for (const point of points.slice(1)) await page.mouse.move(...await at(...point), { steps: 5 });
  await page.mouse.up();
}

/** One finger at a point of the picture, or none. */
async function touch(type, ...point) {
  const [x, y] = point.length ? await at(...point) : [];
  await client.send('Input.dispatchTouchEvent', { type, touchPoints: point.length ? [{ x, y }] : [] });
}

/** What the workbench itself begins at a picture with. */
const own = await bundles('imagetoimage'), inpaint = 'mezzotint.image.inpaint';

const undo = async times => { for (let i = 0; i < times; i++) await button('Undo').click(); };

async function begins() {
  await flip(own, false);
  await make({ prompt: 'red apple, 3d style' });
  await install('begin');
  await page.goto(url);
  await startFromIt().click();
  await start.getByRole('slider', { name: 'Strength' }).waitFor();
  assert.equal(await button('Paint a mask').count(), 0, 'nothing here paints within a mask');
  await install('within');
  await button('Paint a mask').first().waitFor();
  assert.equal((await draft()).image.id, 'begin', 'without a mask it stays with the one that knows of none');
}

/** A brush of 24 pixels from left to right, with a piece of it erased, and a lasso. */
async function byMouse() {
  await open();
  await page.getByRole('slider', { name: 'Brush' }).fill('24');
  await drag([60, 60], [180, 60]);
  await page.keyboard.press('e');
  await drag([120, 30], [120, 90]);
  await page.keyboard.press('l');
  await drag([60, 140], [180, 140], [180, 220], [60, 220]);
  await shot('mask');
  const mask = await painted(), { id } = (await draft()).image;
  assert.equal(id, 'within', 'a mask needs one that paints within it');
  assert.deepEqual([mask.width, mask.height], [256, 256], 'it is as large as the picture');
  for (const [x, y] of [[60, 60], [90, 60], [90, 70], [150, 52], [180, 60], [120, 180], [62, 218]]) assert.equal(mask.red(x, y), 255, `${x}, ${y} is painted`);
  for (const [x, y] of [[120, 60], [60, 75], [60, 45], [195, 60], [120, 130], [190, 180], [120, 230], [0, 0]]) assert.equal(mask.red(x, y), 0, `${x}, ${y} is kept`);
}

/** What was done can be taken back, also after a refresh, and after the dialog was closed. */
async function takesBack() {
  await undo(1);
  await page.reload();
  await canvas.waitFor();
  await page.keyboard.press('Control+z');
  let mask = await painted();
  assert.deepEqual([mask.red(120, 60), mask.red(120, 180)], [255, 0], 'two of three are taken back');
  await page.keyboard.press('Control+Shift+z');
  await page.keyboard.press('Control+y');
  await page.keyboard.press('i');
  mask = await painted();
  assert.deepEqual([mask.red(90, 60), mask.red(120, 60), mask.red(120, 180), mask.red(0, 0)], [0, 255, 0, 255], 'all is there again, the other way round');
  await page.keyboard.press('Delete');
  await close();
  assert.equal((await draft()).image.params.mask, undefined, 'a mask with nothing in it is none');
  assert.equal((await draft()).image.id, 'begin');
  await open();
}

async function byFingers() {
  await page.keyboard.press('b');
  await touch('touchStart', 40, 40);
  for (let x = 50; x <= 200; x += 10) await touch('touchMove', x, 40);
  await touch('touchEnd');
  const scale = await page.locator('.paint header output').textContent(), spots = [await at(100, 100), await at(150, 150)];
  const both = (type, apart) => client.send('Input.dispatchTouchEvent', { type, touchPoints: spots.map(([x, y], id) => ({ id, x: x + (id ? apart : -apart), y })) });
  await both('touchStart', 0);
  for (let apart = 10; apart <= 60; apart += 10) await both('touchMove', apart);
  await client.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await until('two fingers zoom', async () => await page.locator('.paint header output').textContent() !== scale);
  const mask = await painted();
  assert.deepEqual([mask.red(40, 40), mask.red(120, 40), mask.red(200, 40)], [255, 255, 255], 'one finger paints');
  assert.deepEqual([mask.red(100, 100), mask.red(150, 150), mask.red(125, 125)], [0, 0, 0], 'and two do not');
  await undo(1);
}

/** The harder a pen presses, the wider it paints. */
async function byPen() {
  for (const [y, force] of [[60, 0.1], [160, 1]]) {
    const pen = async (type, x) => { const [left, top] = await at(x, y); await client.send('Input.dispatchMouseEvent', { type, x: left, y: top, force, pointerType: 'pen', button: 'left', buttons: 1, clickCount: 1 }); };
    await pen('mousePressed', 60);
    for (let x = 70; x <= 150; x += 10) await pen('mouseMoved', x);
    await pen('mouseReleased', 150);
  }
  const mask = await painted(), high = y => { let many = 0; for (let at = y - 20; at <= y + 20; at++) many += mask.red(100, at) > 127; return many; };
  assert.ok(high(60) > 2 && high(60) < 12 && high(160) > 20, `${high(60)} and ${high(160)} pixels high`);
  await undo(2);
}

/** Arrows and Space from the middle on, with a soft edge. */
async function byKeyboard() {
  await page.getByRole('slider', { name: 'Soft edge' }).fill('1');
  await canvas.focus();
  await page.keyboard.down('Space');
  for (let i = 0; i < 8; i++) await page.keyboard.press('ArrowRight');
  await page.keyboard.up('Space');
  await until('it is told', async () => /masked/.test(await page.locator('.paint [aria-live]').textContent()));
  const mask = await painted(), column = Array.from({ length: 40 }, (_, i) => mask.red(150, 128 + i));
  assert.ok(column[0] > 200 && column.at(-1) === 0 && column.filter(value => value > 20 && value < 235).length >= 4, 'its edge is soft: ' + column);
  await page.getByRole('slider', { name: 'Soft edge' }).fill('0');
}

/** Where the mask cannot be handed in it is said why, and the dialog can be left: the mask stays as it was, and what was painted is found again. */
async function leaves() {
  const uploads = '**/api/uploads', alert = page.locator('.paint').getByRole('alert'), masked = async () => (await draft()).image.params.mask, mask = await masked();
  expected.push('status of 507');
  await page.route(uploads, route => route.fulfill({ status: 507, contentType: 'application/problem+json', body: '{"title": "No room is left"}' }));
  await button('Invert').click();
  await page.keyboard.press('Escape');
  await alert.getByText('No room is left').waitFor();
  assert.deepEqual(await violations(page, 'a mask that was not handed in'), []);
  await button('Fit').click();
  await close();
  assert.equal(await masked(), mask, 'by Escape');
  await open();
  await page.unroute(uploads);
  await page.evaluate(() => {
    const { prototype } = HTMLCanvasElement, { toBlob } = prototype;
    prototype.toBlob = done => { prototype.toBlob = toBlob; done(null); };
  });
  await button('Done Esc').click();
  await alert.getByText('The browser made no file of the picture').waitFor();
  await page.getByRole('button', { name: 'Close without using the mask' }).click();
  await canvas.waitFor({ state: 'detached' });
  assert.equal(await masked(), mask, 'by the button');
  await open();
  await undo(1);
  await page.keyboard.press('Control+Shift+z');
  assert.equal((await painted()).red(0, 0), 255, 'it was kept, and is handed in');
}

/** The picture as it was, white within the mask: what the plugin here makes of what it is handed. */
async function makes() {
  await page.keyboard.press('Delete');
  await drag([60, 60], [180, 60]);
  await close();
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('red apple, 3d style');
  await page.getByRole('slider', { name: 'Steps' }).fill('4');
  await page.keyboard.press('Control+Enter');
  await page.locator('[data-fact=image]').waitFor({ timeout: 120_000 });
  const job = await ended((await api('GET', '/api/jobs?limit=1'))[0].id), { params } = job.request.image;
  assert.equal(job.state, 'done', JSON.stringify(job.problem));
  const [made, begun] = [await pixels(job.pictures[0].url), await pixels(upload(params.picture))];
  assert.ok(made.red(120, 60) > 200 && made.red(70, 60) > 200, 'white where it was painted');
  for (const [x, y] of [[20, 20], [120, 180], [240, 240]]) assert.ok(Math.abs(made.red(x, y) - begun.red(x, y)) < 40, `${x}, ${y} as it was`);
  await button('Remove').click();
  await page.locator('.had button').first().click();
  await page.keyboard.press('r');
  await start.locator('.tile .over').waitFor();
  assert.equal((await draft()).image.params.mask, params.mask, 'it is recalled with its mask');
}

/** Drawn out to the right by the mouse, and downwards by the keyboard: all that is new is masked. */
async function drawsOut() {
  await open();
  await page.keyboard.press('f');
  const { x, y } = await page.locator('.edge.right').boundingBox(), [left] = await at(0, 0), [right] = await at(45, 0);
  await page.mouse.move(x + 22, y + 22);
  await page.mouse.down();
  await page.mouse.move(x + 22 + right - left, y + 22, { steps: 4 });
  await page.mouse.up();
  await page.locator('.edge.bottom').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await shot('mask-frame');
  assert.deepEqual(await violations(page, 'the frame'), []);
  const mask = await painted(), { width, height, image } = await draft(), larger = await pixels(upload(image.params.picture));
  assert.deepEqual([mask.width, mask.height, larger.width, larger.height, width, height], [304, 264, 304, 264, 304, 264], 'to multiples of 8');
  assert.deepEqual([mask.red(120, 60), mask.red(258, 100), mask.red(303, 263), mask.red(100, 260), mask.red(250, 250), mask.red(10, 10)], [255, 255, 255, 255, 0, 0]);
  assert.equal(larger.red(300, 100), larger.red(255, 100), 'its edge is drawn out');
  await undo(3);
  const back = await painted();
  assert.deepEqual([back.width, back.height], [304, 256], 'and is taken back');
}

async function holdsForAll() {
  for (const theme of ['plate', 'paper']) {
    await page.evaluate(name => { document.documentElement.dataset.theme = name; }, theme);
    assert.deepEqual(await violations(page, 'the mask, ' + theme), []);
  }
  await page.setViewportSize({ width: 360, height: 740 });
  assert.ok(await page.evaluate(() => document.querySelector('.paint').scrollWidth <= innerWidth), 'it fits a phone');
  assert.ok(await canvas.evaluate(element => element.clientHeight > 300), 'and leaves room to paint');
  const { x, width } = await page.locator('.layers').boundingBox();
  assert.ok(Math.abs(x + width / 2 - 180) < 2, 'the picture stays in the middle');
  await shot('mask-phone');
  await page.setViewportSize({ width: 1280, height: 800 });
}

/** With the workbench's own plugin: new within the mask, and as it was to the pixel beyond its soft edge. */
async function keepsTheRest() {
  await close();
  await flip(await bundles('imagetoimage'), false);
  await flip(own, true);
  await page.reload();
  await page.locator('.had button').last().click();
  await startFromIt().click();
  await open();
  await page.keyboard.press('b');
  await page.keyboard.press('Delete');
  await drag([100, 100], [160, 100]);
  await drag([100, 120], [160, 120]);
  await touch('touchStart', 100, 140);
  await touch('touchMove', 130, 140);
  await touch('touchMove', 160, 140);
  await touch('touchEnd');
  await close();
  assert.equal((await draft()).image.id, 'inpaint');
  await start.getByRole('slider', { name: 'Denoising strength' }).fill('0.9');
  await page.getByRole('textbox', { name: 'Prompt', exact: true }).fill('smiling cat, flat style, blue background');
  await page.getByRole('slider', { name: 'Steps' }).fill('6');
  const before = (await api('GET', '/api/jobs?limit=1'))[0].id, newest = async () => (await api('GET', '/api/jobs?limit=1'))[0].id;
  await page.keyboard.press('Control+Enter');
  await until('it is asked for', async () => await newest() !== before);
  const job = await ended(await newest()), { params } = job.request.image;
  assert.equal(job.state, 'done', JSON.stringify(job.problem));
  const [made, begun, mask] = [await pixels(job.pictures[0].url), await pixels(upload(params.picture)), await pixels(upload(params.mask))];
  let changed = 0, others = 0, same = 0;
  for (let y = 0; y < made.height; y++) {
    for (let x = 0; x < made.width; x++) {
      const place = 4 * (y * made.width + x), alike = [0, 1, 2].every(i => made.data[place + i] === begun.data[place + i]);
      if (mask.red(x, y) === 255) changed += !alike;
      else if (x < 60 || x > 200 || y < 60 || y > 180) { if (alike) same++; else others++; }
    }
  }
  console.log(`mask: ${changed} pixels painted anew, ${same} kept, ${others} of those not the same`);
  assert.equal(others, 0, 'what no mask covers is the same');
  assert.ok(changed > 3000, 'what it covers is not');
  await shot('inpainted');
}

await run('mask', page, [begins, byMouse, takesBack, byFingers, byPen, byKeyboard, leaves, makes, drawsOut, holdsForAll, ...own.includes(inpaint) ? [keepsTheRest] : []]);
