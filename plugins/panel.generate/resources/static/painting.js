// How a mask is painted: by mouse, pen, finger or keyboard, all with the same brush.

/** The least of a pen's stroke, as a share of the brush. */
const LIGHTEST = 0.2, PAINTING = ['brush', 'eraser', 'lasso'];

/**
 * Lets one paint in a frame: `view` is its lens, `sketch` what is painted on, `hand()` gives {tool, size, soft}, changed() is called after each
 * stroke, changed(true) when the brush alone moved. Tools that do not paint are left to the lens: {paints(event), draw(), cancel(), at()}.
 */
export function painting(frame, view, sketch, hand, changed) {
  const brush = document.createElement('div'), fingers = new Set();
  let points = null, at = null, waiting = 0;
  brush.className = 'brush';
  frame.append(brush);

  const paints = event => PAINTING.includes(hand().tool) && event.button !== 1 && !(event.buttons & 4) && fingers.size < 2;
  const now = () => ({ kind: hand().tool, size: hand().size, soft: hand().soft, points });
  const inside = ([x, y]) => [Math.max(0, Math.min(x, sketch().width())), Math.max(0, Math.min(y, sketch().height()))];
  const press = event => event.pointerType === 'pen' ? LIGHTEST + (1 - LIGHTEST) * event.pressure : 1;
  const add = (point, width) => points.push([...point.map(one => Math.round(one * 10) / 10), Math.round(width * 100) / 100]);

  /** The brush as a ring, where it is and as large as it paints. */
  function draw() {
    const { tool, size } = hand(), side = tool === 'lasso' ? 6 : Math.max(4, size * view.scale());
    brush.hidden = !at || !PAINTING.includes(tool);
    if (brush.hidden) return;
    const [left, top] = view.place(...at);
    Object.assign(brush.style, { width: side + 'px', height: side + 'px', transform: `translate(${left - side / 2}px, ${top - side / 2}px)` });
  }

  function soon() {
    waiting ||= requestAnimationFrame(() => { waiting = 0; if (points) sketch().trial(now()); });
  }

  function begin(point, width) {
    points = [];
    add(point, width);
    soon();
  }

  function end() {
    if (!points) return;
    const one = now();
    points = null;
    sketch().add(one);
    changed();
  }

  function cancel() {
    if (points) sketch().cancel();
    points = null;
  }

  const on = (type, listener) => frame.addEventListener(type, listener);
  on('pointerdown', event => {
    fingers.add(event.pointerId);
    if (fingers.size > 1) return cancel(); // two fingers move the picture
    at = view.point(event);
    if (paints(event)) begin(at, press(event));
    draw();
  });
  on('pointermove', event => {
    if (fingers.size > 1) return;
    at = view.point(event);
    if (points && fingers.has(event.pointerId)) {
      for (const one of event.getCoalescedEvents?.() ?? []) add(view.point(one), press(one));
      add(at, press(event));
      soon();
    }
    draw();
  });
  on('pointerup', event => { if (fingers.delete(event.pointerId)) end(); });
  on('pointercancel', event => { fingers.delete(event.pointerId); cancel(); });
  on('pointerleave', event => { if (event.pointerType === 'mouse' && !points && document.activeElement !== frame) { at = null; draw(); } });

  /** Arrows move the brush, Space paints as long as it is held. */
  on('keydown', event => {
    if (!PAINTING.includes(hand().tool) || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = Math.max(1, hand().size / (event.shiftKey ? 1 : 4));
    const by = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step], ' ': [0, 0] }[event.key];
    if (!by) return;
    event.preventDefault();
    if (event.key === ' ' && event.repeat) return;
    at = inside((at ?? [sketch().width() / 2, sketch().height() / 2]).map((one, i) => one + by[i]));
    if (points) { add(at, 1); soon(); } else if (event.key === ' ') begin(at, 1);
    draw();
    if (!points) changed(true);
  });
  on('keyup', event => { if (event.key === ' ') end(); });
  on('focus', () => { if (frame.matches(':focus-visible')) { at ??= [sketch().width() / 2, sketch().height() / 2]; draw(); } });
  on('blur', end);

  return { paints, draw, cancel, at: () => at };
}
