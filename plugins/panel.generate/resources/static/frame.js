// The frame around the start picture: what it is drawn out to becomes part of the picture, and is painted anew.
import { h } from '/panel.js';

const STEP = 8, MOST = 4096;
const SIDES = { left: [-1, 0], top: [0, -1], right: [1, 0], bottom: [0, 1] };

/** Four edges to drag, or to move by the arrow keys: {draw()}; grow(more) is told how much larger each side becomes. */
export function edges(element, view, sketch, t, grow) {
  const outline = h('div.outline', h('output.tabular')), handles = {};
  let drag = null;

  /** To a size in multiples of 8, and never into the picture itself. */
  function allowed(side, by) {
    const [across] = SIDES[side], size = across ? sketch().width() : sketch().height();
    const next = Math.min(MOST, Math.round((size + by) / STEP) * STEP), least = size - sketch().around()[side];
    return Math.max(next, Math.ceil(least / STEP) * STEP === next ? next : least) - size;
  }

  const more = (side, by) => ({ left: 0, top: 0, right: 0, bottom: 0, [side]: by });

  function draw() {
    const { left, top, right, bottom } = drag ? more(drag.side, drag.by) : more('left', 0);
    const width = sketch().width() + left + right, height = sketch().height() + top + bottom;
    const [x, y] = view.place(-left, -top), [toX, toY] = view.place(width - left, height - top);
    Object.assign(outline.style, { left: x + 'px', top: y + 'px', width: toX - x + 'px', height: toY - y + 'px' });
    outline.firstChild.textContent = `${width} × ${height}`;
    const middle = { left: [x, (y + toY) / 2], right: [toX, (y + toY) / 2], top: [(x + toX) / 2, y], bottom: [(x + toX) / 2, toY] };
    for (const [side, handle] of Object.entries(handles)) {
      handle.style.transform = `translate(${middle[side][0]}px, ${middle[side][1]}px) translate(-50%, -50%)`;
      handle.ariaLabel = t('frame.' + side, { width, height });
    }
  }

  function done() {
    const { side, by } = drag ?? {};
    drag = null;
    if (by) grow(more(side, by));
    draw();
  }

  function handle(side) {
    const [across, down] = SIDES[side];
    return h('button.edge.' + side, {
      onpointerdown: event => {
        event.stopPropagation();
        event.target.setPointerCapture(event.pointerId);
        drag = { side, by: 0, from: view.point(event) };
      },
      onpointermove: event => {
        if (!drag) return;
        const [x, y] = view.point(event), [fromX, fromY] = drag.from;
        drag.by = allowed(side, (x - fromX) * across + (y - fromY) * down);
        draw();
      },
      onpointerup: done, onpointercancel: () => { drag = null; draw(); },
      onkeydown: event => {
        const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0], by = x * across + y * down;
        if (!by) return;
        event.preventDefault();
        event.stopPropagation();
        drag = { side, by: allowed(side, by * STEP * (event.shiftKey ? 8 : 1)) };
        done();
      },
    });
  }

  for (const side in SIDES) handles[side] = handle(side);
  element.append(outline, ...Object.values(handles));
  return { draw };
}
