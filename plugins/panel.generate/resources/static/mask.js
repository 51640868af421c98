// The dialog in which a mask is painted over the start picture, and the picture drawn out.
import { ghost, h, number, problemCard } from '/panel.js';
import { field } from '/form.js';
import { lens } from '/lens.js';
import { Problem } from '/studio.js';
import { addressOf, imageOf, sizeFor, upload } from '/start.js';
import { edges } from './frame.js';
import { keep, kept } from './kept.js';
import { painting } from './painting.js';
import { sketch as sketched } from './sketch.js';

const TOOLS = { brush: 'B', eraser: 'E', lasso: 'L', move: 'H', frame: 'F' }, AROUND = 0.6;

async function bitmap(name, t) {
  const response = await fetch(addressOf(name));
  if (!response.ok) throw new Problem({ title: t('lost'), detail: t('lost.detail') });
  return createImageBitmap(await response.blob());
}

/** What was painted over a picture before, if it led to the mask that it has now; else the mask alone. */
async function before(picture, mask, t) {
  const found = await kept(picture), { source, base, ...done } = found && found.mask === mask ? found : { source: picture, base: mask };
  const [image, earlier] = await Promise.all([bitmap(source, t), base && bitmap(base, t)]);
  return { source, base, sketch: sketched(image, earlier, done) };
}

/** Opens the dialog over the picture and mask of the draft's `image`; what is painted is handed in when it is closed. */
export async function paintMask(studio, t, lists, closed) {
  const memory = studio.memory('mask'), { picture, mask } = studio.draft.get().image.params;
  const { source, base, sketch } = await before(picture, mask, t);
  const hand = { tool: 'brush', size: Math.round(Math.max(8, sketch.width() / 10)), soft: 0, ...memory.get() };
  const sheet = h('div.layers', sketch.sheet, sketch.shown);
  const frame = h('div.canvas', { role: 'application', 'aria-label': t('mask.canvas'), 'aria-describedby': 'mask-help' }, sheet);
  const scale = h('output.tabular'), note = h('div'), live = h('div.unseen', { 'aria-live': 'polite' });
  const frames = h('div.edges', { role: 'group', 'aria-label': t('tool.frame') });
  let timer, busy = false;

  const view = lens(frame, sheet, value => { scale.textContent = number(value * 100) + ' %'; follow(); }, {
    size: () => [sketch.width(), sketch.height()], moves: event => hand.tool === 'move' || !(event instanceof KeyboardEvent) && !paint.paints(event),
  });
  const paint = painting(frame, view, () => sketch, () => hand, moved => { if (moved) tell(); else changed(); });
  const outer = edges(frames, view, () => sketch, t, more => { sketch.add({ kind: 'frame', ...more }); resized(); changed(); });

  function follow() {
    paint?.draw();
    outer?.draw();
  }

  /** The canvases show each pixel of the picture as one of the sheet's. */
  function resized() {
    Object.assign(sheet.style, { width: sketch.width() + 'px', height: sketch.height() + 'px' });
    fit();
  }

  /** The frame needs room to be drawn out into. */
  function fit() {
    view.fit();
    if (hand.tool === 'frame') view.zoom(AROUND);
  }

  function tell() {
    clearTimeout(timer);
    timer = setTimeout(() => {
      const [x, y] = (paint.at() ?? [0, 0]).map(Math.round);
      live.textContent = t('mask.at', { x, y, share: number(sketch.share() * 100) });
    }, 400);
  }

  const record = (now = mask) => ({ source, base, mask: now, ...sketch.record() });

  function changed() {
    note.replaceChildren();
    keep(picture, record());
    show();
    tell();
  }

  function act(kind) {
    sketch.add({ kind });
    changed();
  }

  function walk(step) {
    paint.cancel();
    const { width, height } = sketch, before = [width(), height()];
    if (!sketch[step]()) return;
    if (String(before) !== String([width(), height()])) resized();
    changed();
  }

  function take(changes) {
    const frame = changes.tool === 'frame' && hand.tool !== 'frame';
    Object.assign(hand, changes);
    if (frame) fit();
    memory.set(changes);
    show();
  }

  const longest = Math.max(sketch.width(), sketch.height());
  const widest = Math.min(1000, Math.round(longest / 2));
  const size = field({ type: 'integer', minimum: 1, maximum: widest, 'x-unit': 'px' }, { label: t('mask.size'), change: value => take({ size: value }) });
  const soft = field({ type: 'number', minimum: 0, maximum: 1, 'x-step': 0.05 }, { label: t('mask.soft'), change: value => take({ soft: value }) });
  const tools = Object.entries(TOOLS).map(([tool, key]) =>
    h('button', { 'data-tool': tool, title: t('tool.' + tool + '.hint'), onclick: () => take({ tool }) }, t('tool.' + tool), h('kbd', key)));
  const undo = ghost(t('mask.undo'), () => walk('undo'), { title: 'Ctrl Z' }), redo = ghost(t('mask.redo'), () => walk('redo'), { title: 'Ctrl Shift Z' });
  const done = h('button.primary.small', { onclick: () => finish() }, t('mask.done'), ' ', h('kbd', 'Esc'));
  const dialog = h('dialog.paint', { 'aria-label': t('mask.title') },
    h('header', h('h2', t('mask.title')),
      h('div.does', undo, redo, ghost(t('mask.invert'), () => act('invert'), { title: 'I' }), ghost(t('mask.clear'), () => act('clear'), { title: 'Del' })),
      h('div.zoom', ghost('−', () => view.zoom(0.8), { 'aria-label': t('zoomOut') }), scale, ghost('+', () => view.zoom(1.25), { 'aria-label': t('zoomIn') }),
        ghost(t('fit'), fit)), done),
    note, frame, h('footer', h('div.kinds', { role: 'group', 'aria-label': t('mask.tools') }, tools), size.element, soft.element,
      h('p.dim', { id: 'mask-help' }, t('mask.help'))), live);

  function show() {
    for (const button of tools) button.ariaPressed = button.dataset.tool === hand.tool;
    const can = sketch.can();
    [undo.disabled, redo.disabled] = [!can.undo, !can.redo];
    size.set(hand.size);
    soft.set(hand.soft);
    frame.dataset.tool = hand.tool;
    frames.hidden = hand.tool !== 'frame';
    follow();
  }

  /** Hands in what was painted: a mask of the picture's size, and the picture itself where it was drawn out. */
  async function finish() {
    if (busy) return;
    busy = done.disabled = true;
    note.replaceChildren();
    try {
      const painted = sketch.share() > 0, grown = sketch.grown();
      const send = file => upload(studio, file), { draft } = studio, { image } = draft.get();
      const [larger, white] = await Promise.all([grown && sketch.pictureFile().then(send), painted && sketch.maskFile().then(send)]);
      const changes = { picture: larger ? larger.name : source, mask: white ? white.name : undefined };
      await keep(changes.picture, record(changes.mask));
      const defaults = (lists.models.find(one => one.name === draft.get().model) ?? lists.models[0])?.defaults;
      const shape = changes.picture !== picture && sizeFor({ width: sketch.width(), height: sketch.height() }, defaults);
      draft.set({ image: imageOf(lists, image, changes), ...shape });
      dialog.close();
    } catch (error) { note.replaceChildren(problemCard(error, ghost([t('mask.leave'), h('kbd', 'Esc')], () => dialog.close()))); }
    busy = done.disabled = false;
  }

  const keys = { i: () => act('invert'), Delete: () => act('clear'), '+': () => view.zoom(1.25), '-': () => view.zoom(0.8), 0: fit,
    '[': () => take({ size: Math.max(1, Math.round(hand.size / 1.2)) }), ']': () => take({ size: Math.min(longest, Math.ceil(hand.size * 1.2)) }),
    ...Object.fromEntries(Object.entries(TOOLS).map(([tool, key]) => [key.toLowerCase(), () => take({ tool })])) };
  const held = { z: () => walk('undo'), 'shift z': () => walk('redo'), y: () => walk('redo'), Enter: finish };

  dialog.addEventListener('keydown', event => {
    event.stopPropagation();
    const third = event.getModifierState('AltGraph'); // which some keyboards need for brackets
    const control = !third && (event.ctrlKey || event.metaKey), key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const run = control ? held[event.shiftKey ? 'shift ' + key : key] : keys[key];
    if (!run || event.altKey && !third) return;
    event.preventDefault();
    run();
  });
  // Where it could not be handed in, the draft keeps the mask it has; what was painted is there again when the dialog is opened.
  dialog.oncancel = event => {
    event.preventDefault();
    if (note.firstChild) dialog.close(); else finish();
  };
  dialog.onclose = () => { view.close(); clearTimeout(timer); dialog.remove(); closed(); };
  frame.append(frames);
  document.body.append(dialog);
  dialog.showModal();
  resized();
  show();
  frame.focus();
}
