// A mask as a list of what was done, which can be taken back, and the canvases that it gives.
import { fileOf } from '/start.js';

/** Larger pictures are painted over in fewer pixels. */
const FINEST = 2048, COLOUR = '#e08a4f', DARK = '#17151a';

const canvas = (width, height) => Object.assign(document.createElement('canvas'), { width: Math.round(width), height: Math.round(height) });

/** Stripes of two colours are seen on any picture. */
function stripes(pen, step) {
  const tile = canvas(step, step), line = tile.getContext('2d');
  line.fillStyle = COLOUR;
  line.fillRect(0, 0, step, step);
  line.strokeStyle = DARK;
  line.lineWidth = step / 6;
  for (const from of [-step, 0, step]) line.stroke(new Path2D(`M${from} ${step} L${from + step} 0`));
  return pen.createPattern(tile, 'repeat');
}

/**
 * Over a picture, beginning at an earlier mask if there is one. What is done: {kind: 'brush', 'eraser' or 'lasso', size, soft, points}, where a point is
 * [x, y, width from 0 to 1] and all is in pixels of the picture; {kind: 'invert'} and 'clear'; {kind: 'frame', left, top, right, bottom}, how much larger
 * the picture becomes, all of it masked.
 */
export function sketch(picture, base, { done = [], at = 0 } = {}) {
  const fine = Math.min(1, FINEST / Math.max(picture.width, picture.height));
  const sheet = canvas(1, 1), shown = canvas(1, 1), all = [...done];
  let mask = canvas(1, 1), before = null, scratch, around;

  const width = () => picture.width + around.left + around.right, height = () => picture.height + around.top + around.bottom;
  const pen = (on = mask) => on.getContext('2d');

  /** The picture with its edges drawn out to the frame. */
  function lay(on, scale) {
    const { left, top, right, bottom } = around, { width: wide, height: high } = picture, to = pen(on);
    to.scale(scale, scale);
    for (const [sx, sw, x, w] of [[0, 1, 0, left], [wide - 1, 1, left + wide, right], [0, wide, left, wide]]) {
      for (const [sy, sh, y, h] of [[0, 1, 0, top], [high - 1, 1, top + high, bottom], [0, high, top, high]]) {
        if (w && h) to.drawImage(picture, sx, sy, sw, sh, x, y, w, h);
      }
    }
    return on;
  }

  /** Sets the sizes of all canvases, and the mask down where it was. */
  function resize(left, top) {
    const old = mask, [wide, high] = [width() * fine, height() * fine];
    mask = canvas(wide, high);
    scratch = canvas(wide, high);
    if (left !== undefined) pen().drawImage(old, left * fine, top * fine);
    for (const one of [sheet, shown]) Object.assign(one, { width: mask.width, height: mask.height });
    lay(sheet, fine);
  }

  function grow({ left, top, right, bottom }) {
    around = { left: around.left + left, top: around.top + top, right: around.right + right, bottom: around.bottom + bottom };
    resize(left, top);
    const to = pen(), [wide, high] = [mask.width, mask.height], sides = { left: left * fine, top: top * fine, right: right * fine, bottom: bottom * fine };
    to.fillStyle = COLOUR;
    to.fillRect(0, 0, Math.max(0, sides.left), high);
    to.fillRect(0, 0, wide, Math.max(0, sides.top));
    to.fillRect(wide - Math.max(0, sides.right), 0, wide, high);
    to.fillRect(0, high - Math.max(0, sides.bottom), wide, high);
  }

  /** The outline of a stroke, hard; a point alone is a dot. */
  function outline({ kind, size, soft, points }) {
    const to = pen(scratch), solid = size * (1 - soft / 2);
    to.setTransform(1, 0, 0, 1, 0, 0);
    to.clearRect(0, 0, scratch.width, scratch.height);
    to.scale(fine, fine);
    to.fillStyle = to.strokeStyle = COLOUR;
    to.lineCap = 'round';
    if (kind === 'lasso') {
      to.beginPath();
      for (const [x, y] of points) to.lineTo(x, y);
      return to.fill();
    }
    points.forEach(([x, y, press], i) => {
      const [fromX, fromY] = points[Math.max(0, i - 1)];
      to.lineWidth = Math.max(1, solid * press);
      to.beginPath();
      to.moveTo(fromX, fromY);
      to.lineTo(x, y);
      to.stroke();
    });
  }

  /** A soft edge is the shadow of what lies outside of the canvas; not all browsers have filters. */
  function stroke(one) {
    outline(one);
    const to = pen(), away = 2 * scratch.width, blur = one.soft * one.size / 3 * fine;
    to.save();
    to.globalCompositeOperation = one.kind === 'eraser' ? 'destination-out' : 'source-over';
    if (blur >= 1) Object.assign(to, { shadowBlur: blur, shadowColor: COLOUR, shadowOffsetX: away });
    to.drawImage(scratch, blur >= 1 ? -away : 0, 0);
    to.restore();
  }

  function apply(one) {
    if (one.kind === 'frame') return grow(one);
    if (one.points) return stroke(one);
    const to = pen();
    to.save();
    to.globalCompositeOperation = one.kind === 'invert' ? 'source-out' : 'destination-out';
    to.fillStyle = COLOUR;
    to.fillRect(0, 0, mask.width, mask.height);
    to.restore();
  }

  function show() {
    const to = pen(shown);
    to.globalCompositeOperation = 'copy';
    to.drawImage(mask, 0, 0);
    to.globalCompositeOperation = 'source-in';
    to.fillStyle = stripes(to, Math.max(8, Math.round(mask.width / 40)));
    to.fillRect(0, 0, shown.width, shown.height);
  }

  function replay() {
    around = { left: 0, top: 0, right: 0, bottom: 0 };
    resize();
    if (base) brighten();
    for (const one of all.slice(0, at)) apply(one);
    show();
  }

  /** The earlier mask's brightness becomes what covers. */
  function brighten() {
    const to = pen();
    to.drawImage(base, 0, 0, mask.width, mask.height);
    const image = to.getImageData(0, 0, mask.width, mask.height), { data } = image;
    for (let i = 0; i < data.length; i += 4) [data[i], data[i + 1], data[i + 2], data[i + 3]] = [0xe0, 0x8a, 0x4f, data[i] * data[i + 3] / 255];
    to.putImageData(image, 0, 0);
  }

  /** What is being done, until it is whole: the mask as it was with that upon it. */
  function trial(one) {
    if (!before) {
      before = canvas(mask.width, mask.height);
      pen(before).drawImage(mask, 0, 0);
    }
    const to = pen();
    to.clearRect(0, 0, mask.width, mask.height);
    to.drawImage(before, 0, 0);
    if (one) apply(one);
    show();
  }

  function add(one) {
    if (before) trial(null);
    before = null;
    all.splice(at++, all.length, one);
    apply(one);
    show();
  }

  function cancel() {
    if (before) trial(null);
    before = null;
  }

  function walk(by) {
    if (at + by < 0 || at + by > all.length) return false;
    at += by;
    replay();
    return true;
  }

  /** How much of the picture is masked, from 0 to 1. */
  function share() {
    const copy = canvas(mask.width, mask.height).getContext('2d', { willReadFrequently: true });
    copy.drawImage(mask, 0, 0);
    const { data } = copy.getImageData(0, 0, mask.width, mask.height);
    let sum = 0;
    for (let i = 3; i < data.length; i += 4) sum += data[i];
    return sum / 255 / (data.length / 4);
  }

  /** White on black, in the size of the picture. */
  function maskFile() {
    const out = canvas(width(), height()), to = pen(out), fill = (how, colour) => {
      to.globalCompositeOperation = how;
      to.fillStyle = colour;
      to.fillRect(0, 0, out.width, out.height);
    };
    to.drawImage(mask, 0, 0, out.width, out.height);
    fill('source-in', '#fff');
    fill('destination-over', '#000');
    return fileOf(out);
  }

  replay();
  return {
    sheet, shown, width, height, trial, add, cancel, share, maskFile,
    undo: () => walk(-1), redo: () => walk(1), can: () => ({ undo: at > 0, redo: at < all.length }),
    grown: () => Object.values(around).some(Boolean), around: () => around,
    pictureFile: () => fileOf(lay(canvas(width(), height()), 1)),
    record: () => ({ done: all, at }),
  };
}
