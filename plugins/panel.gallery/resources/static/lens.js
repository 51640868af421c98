// Zoom and pan of a picture in a frame: wheel, two fingers, dragging, arrow keys.
const MOST = 32, MARGIN = 0.95;

/** Shows an image in a frame; changed(scale) is told how many pixels of the screen one of the picture takes. */
export function lens(frame, img, changed) {
  const fingers = new Map();
  let scale = 1, x = 0, y = 0, fitted = true, apart = 0;

  function draw() {
    img.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    img.style.imageRendering = scale >= 3 ? 'pixelated' : 'auto';
    changed(scale);
  }

  const least = () => Math.min(frame.clientWidth / img.naturalWidth, frame.clientHeight / img.naturalHeight);

  function centre() {
    x = (frame.clientWidth - img.naturalWidth * scale) / 2;
    y = (frame.clientHeight - img.naturalHeight * scale) / 2;
    draw();
  }

  /** As large as the frame, up to four times its size: beyond that a small picture is only blurred. */
  function fit() {
    if (!img.naturalWidth || !frame.clientWidth) return;
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
    if (!img.naturalWidth) return;
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

  frame.tabIndex = 0;
  frame.onwheel = event => { event.preventDefault(); zoom(event.deltaY < 0 ? 1.15 : 1 / 1.15, ...inside(event)); };
  frame.ondblclick = () => { if (fitted) whole(); else fit(); };
  frame.onkeydown = event => {
    const [right, down] = { ArrowLeft: [40, 0], ArrowRight: [-40, 0], ArrowUp: [0, 40], ArrowDown: [0, -40] }[event.key] ?? [];
    if (right === undefined) return;
    event.preventDefault();
    move(right, down);
  };
  frame.onpointerdown = event => { fingers.set(event.pointerId, inside(event)); frame.setPointerCapture(event.pointerId); apart = 0; };
  frame.onpointerup = frame.onpointercancel = event => { fingers.delete(event.pointerId); apart = 0; };
  frame.onpointermove = event => {
    const before = fingers.get(event.pointerId), now = inside(event);
    if (!before) return;
    fingers.set(event.pointerId, now);
    if (fingers.size === 1) return move(now[0] - before[0], now[1] - before[1]);
    const [[ax, ay], [bx, by]] = [...fingers.values()], distance = Math.hypot(ax - bx, ay - by);
    if (apart) zoom(distance / apart, (ax + bx) / 2, (ay + by) / 2);
    apart = distance;
  };
  const resized = new ResizeObserver(() => { if (fitted) fit(); });
  resized.observe(frame);
  return { fit, whole, zoom, close: () => resized.disconnect() };
}
