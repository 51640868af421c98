// Zoom and pan of a picture in a frame: wheel, two fingers, dragging, arrow keys.
const MOST = 32, MARGIN = 0.95;

/**
 * Shows what `content` draws in a frame; changed(scale) is told how many pixels of the screen one of the picture takes. `size` gives the picture's width and
 * height, `moves` whether an event of one pointer or key moves it: where it does not, that is left to others.
 */
export function lens(frame, content, changed, { size = () => [content.naturalWidth, content.naturalHeight], moves = () => true } = {}) {
  const fingers = new Map();
  let scale = 1, x = 0, y = 0, fitted = true, held, seen = [frame.clientWidth, frame.clientHeight];

  function draw() {
    content.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    content.style.imageRendering = scale >= 3 ? 'pixelated' : 'auto';
    changed(scale);
  }

  const least = () => Math.min(frame.clientWidth / size()[0], frame.clientHeight / size()[1]);

  function centre() {
    const [width, height] = size();
    x = (frame.clientWidth - width * scale) / 2;
    y = (frame.clientHeight - height * scale) / 2;
    draw();
  }

  /** As large as the frame, up to four times its size: beyond that a small picture is only blurred. */
  function fit() {
    if (!size()[0] || !frame.clientWidth) return;
    fitted = true;
    scale = Math.min(least() * MARGIN, 4);
    centre();
  }

  function whole() {
    fitted = false;
    scale = 1;
    centre();
  }

  /** Around a point of the frame, its middle if none is given. */
  function zoom(by, left = frame.clientWidth / 2, top = frame.clientHeight / 2) {
    if (!size()[0]) return;
    const next = Math.max(Math.min(least(), 1) / 2, Math.min(scale * by, MOST));
    x = left - (left - x) * next / scale;
    y = top - (top - y) * next / scale;
    scale = next;
    fitted = false;
    draw();
  }

  function move(right, down) {
    x += right;
    y += down;
    fitted = false;
    draw();
  }

  const inside = event => { const { left, top } = frame.getBoundingClientRect(); return [event.clientX - left, event.clientY - top]; };

  /** Two fingers hold two points of the picture. */
  function pinch() {
    const [[ax, ay], [bx, by]] = [...fingers.values()], now = { apart: Math.hypot(ax - bx, ay - by), left: (ax + bx) / 2, top: (ay + by) / 2 };
    if (held) {
      move(now.left - held.left, now.top - held.top);
      zoom(now.apart / held.apart, now.left, now.top);
    }
    held = now;
  }

  frame.tabIndex = 0;
  frame.onwheel = event => { event.preventDefault(); zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, ...inside(event)); };
  frame.ondblclick = event => { if (!moves(event)) return; if (fitted) whole(); else fit(); };
  frame.onkeydown = event => {
    const [right, down] = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key] ?? [];
    if (right === undefined || !moves(event)) return;
    event.preventDefault();
    move(right, down);
  };
  frame.onpointerdown = event => { fingers.set(event.pointerId, inside(event)); frame.setPointerCapture(event.pointerId); held = null; };
  frame.onpointerup = frame.onpointercancel = event => { fingers.delete(event.pointerId); held = null; };
  frame.onpointermove = event => {
    const before = fingers.get(event.pointerId), now = inside(event);
    if (!before) return;
    fingers.set(event.pointerId, now);
    if (fingers.size > 1) pinch();
    else if (moves(event)) move(now[0] - before[0], now[1] - before[1]);
  };
  /** What was in the middle stays there. */
  const resized = new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = frame, [right, down] = [(width - seen[0]) / 2, (height - seen[1]) / 2];
    seen = [width, height];
    if (fitted) fit(); else move(right, down);
  });
  resized.observe(frame);
  return {
    fit, whole, zoom, move,
    /** A point of the picture under an event, and where one is in the frame. */
    point: event => { const [left, top] = inside(event); return [(left - x) / scale, (top - y) / scale]; },
    place: (right, down) => [x + right * scale, y + down * scale],
    scale: () => scale,
    close: () => resized.disconnect(),
  };
}
