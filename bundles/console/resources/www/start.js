// The picture that the next one begins at: how it comes to the workbench, and which plugin begins there.
import { find, hooksOf } from './facts.js';
import { Problem, studio } from './studio.js';
import { joined } from './words.js';

/** What the workbench reads as it is; the browser redraws what else it knows. */
const READ = ['image/png', 'image/jpeg', 'image/webp', 'image/gif', 'image/bmp'];
/** How much larger or smaller than the model's usual area a picture may be and be made in its own size. */
const LARGER = 1.5, SMALLER = 0.5;

export const properties = hook => hook?.schema?.properties ?? {};

/** Plugins that begin at a picture: within a mask where there is one, else rather those that know of none. */
export function starters(lists, masked) {
  const all = hooksOf(lists, 'image').filter(hook => hook.on !== false && properties(hook).picture);
  const some = all.filter(hook => !!properties(hook).mask === masked);
  return some.length || masked ? some : all;
}

/** The request's `image` with some parameters changed: its plugin stays where it can, and each value that the next one has too. */
export function imageOf(lists, now, changes) {
  const params = { ...now?.params, ...changes }, hooks = starters(lists, !!params.mask), id = find(lists, 'image', now)?.id;
  const hook = hooks.find(one => one.id === id) ?? hooks[0], has = ([name, value]) => properties(hook)[name] && value !== undefined && value !== '';
  return hook && { id: hook.id, params: Object.fromEntries(Object.entries(params).filter(has)) };
}

/** Where an upload is read, by its name. */
export const addressOf = name => '/api/uploads/' + String(name).replace(/^upload:/, '');

/** A drawing as a file; a browser gives none of what is larger than it draws. */
export async function fileOf(canvas, type = 'image/png') {
  const file = await new Promise(done => canvas.toBlob(done, type, 0.95)), { words: t } = studio;
  if (!file) throw new Problem({ title: t('start.undrawn'), detail: t('start.undrawn.detail'), advice: t('start.undrawn.advice') });
  return file;
}

function drawn(source) {
  const canvas = Object.assign(document.createElement('canvas'), { width: source.width, height: source.height });
  canvas.getContext('2d').drawImage(source, 0, 0);
  return canvas;
}

/** Whether the Exif of a JPEG says that its pixels are to be turned. */
function turned(bytes) {
  const view = new DataView(bytes);
  try {
    for (let at = 2; view.getUint8(at) === 0xff; at += 2 + view.getUint16(at + 2)) {
      if (view.getUint16(at) !== 0xffe1 || view.getUint32(at + 4) !== 0x45786966) continue;
      const tiff = at + 10, little = view.getUint16(tiff) === 0x4949, list = tiff + view.getUint32(tiff + 4, little);
      for (let i = view.getUint16(list, little), entry = list + 2; i-- > 0; entry += 12) {
        if (view.getUint16(entry, little) === 0x112) return view.getUint16(entry + 8, little) > 1;
      }
    }
  } catch { /* it ends before */ }
  return false;
}

/** Cameras note how they were held instead of turning the pixels, and the workbench reads pixels alone: they are turned here. */
async function readable(file) {
  if (!READ.includes(file.type)) return fileOf(drawn(await createImageBitmap(file)));
  return file.type === 'image/jpeg' && turned(await file.slice(0, 1 << 18).arrayBuffer()) ? fileOf(drawn(await createImageBitmap(file)), file.type) : file;
}

/** A size in the shape of a picture that the model is good at: its own if it can be, in multiples of 8. */
export function sizeFor({ width, height }, { width: usualWidth = 512, height: usualHeight = 512 } = {}) {
  const usual = usualWidth * usualHeight, share = width * height / usual, scale = share > LARGER || share < SMALLER ? Math.sqrt(1 / share) : 1;
  return { width: Math.max(64, Math.round(width * scale / 8) * 8), height: Math.max(64, Math.round(height * scale / 8) * 8) };
}

/** Hands a picture in: {name, width, height}. */
export async function upload(studio, file) {
  const sent = await readable(file);
  return studio.send('/api/uploads', sent, sent.type);
}

/** The next picture begins at this one: whether a plugin can; without one it says so, and nothing is sent. */
export async function startAt(studio, file) {
  const { draft, words: t } = studio, [hooks, models] = await Promise.all([studio.get('/api/hooks'), studio.get('/api/models')]);
  if (!starters({ hooks }, false).length) {
    studio.say(t('start.missing'));
    return false;
  }
  const picture = await upload(studio, file), { image, model } = draft.get();
  const defaults = (models?.find(one => one.name === model) ?? models?.[0])?.defaults;
  draft.set({ image: imageOf({ hooks }, image, { picture: picture.name, mask: undefined }), ...sizeFor(picture, defaults) });
  return true;
}

/** The same from anywhere, for a file or a picture that was made here; what goes wrong is said. */
export async function startFrom(source, studio) {
  try {
    if (!await startAt(studio, source instanceof Blob ? source : await (await fetch(source.url ?? '/api/pictures/' + source.id)).blob())) return;
    if (!location.hash.startsWith('#generate')) location.hash = '#generate';
    studio.say(studio.words('start.set'));
  } catch (error) { studio.say(joined(error.title ?? error.message, error.detail, error.advice)); }
}
