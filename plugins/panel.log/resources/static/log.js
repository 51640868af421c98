// The log: its last lines, as they are written.
import { fill, h, problemCard, style } from '/dom.js';

const LEVELS = ['debug', 'info', 'warn', 'error'], EVERY = 2000;
let stops = [];

export async function mount(element, studio) {
  const t = await studio.text('/panels/log/');
  await style(element, '/panels/log/log.css');
  const parts = frame(t);
  element.append(parts.root);
  const panel = log(parts, studio, t);
  stops = panel.listen();
  await panel.refresh();
}

export function unmount(element) {
  for (const stop of stops) stop();
  stops = [];
  element.replaceChildren();
}

function frame(t) {
  const p = {};
  p.level = h('select', { 'aria-label': t('level') }, LEVELS.map(level => h('option', { value: level }, t('level.' + level))));
  p.search = h('input', { type: 'search', placeholder: t('search'), 'aria-label': t('search'), autocomplete: 'off', spellcheck: 'false' });
  p.follow = h('button.chip', { type: 'button', 'aria-pressed': 'true' }, t('follow'));
  p.file = h('code.dim.end');
  p.note = h('div.note');
  p.lines = h('div.lines', { role: 'log', 'aria-label': t('title'), 'aria-live': 'off', tabindex: '0' });
  p.root = h('div.page.log', {}, h('header', {}, h('h1', {}, t('title')), p.level, p.search, p.follow, p.file), p.note, p.lines);
  return p;
}

function log(parts, studio, t) {
  const memory = studio.memory('log');
  let entries = [];

  async function refresh() {
    try {
      const found = await studio.get('/api/log?lines=500&level=' + parts.level.value);
      entries = found.entries;
      parts.file.textContent = found.file;
      parts.note.replaceChildren();
      draw();
    } catch (error) {
      if (error.status === 403) parts.lines.replaceChildren();
      fill(parts.note, error.title, () => [problemCard(error)]);
    }
  }

  const line = one => h('div.line', { 'data-level': one.level.toLowerCase() }, h('time', {}, one.time.slice(11)), h('b', {}, one.level), h('span.source', { title: one.source }, one.source.split('.').slice(-2).join('.')), h('span.text', {}, one.text));

  function draw() {
    const words = parts.search.value.toLowerCase().split(/\s+/), found = entries.filter(one => words.every(word => `${one.source} ${one.text}`.toLowerCase().includes(word)));
    const last = found.at(-1), key = [found.length, last?.time, last?.text, parts.search.value, parts.level.value].join();
    fill(parts.lines, key, () => found.length ? found.map(line) : [h('p.none', {}, t('none'))]);
    if (following()) parts.lines.scrollTop = parts.lines.scrollHeight;
  }

  const following = () => parts.follow.getAttribute('aria-pressed') === 'true';

  function listen() {
    parts.level.value = memory.get().level ?? 'info';
    parts.level.onchange = () => { memory.set({ level: parts.level.value }); refresh(); };
    parts.search.oninput = draw;
    parts.follow.onclick = () => { parts.follow.setAttribute('aria-pressed', String(!following())); if (following()) refresh(); };
    const polled = setInterval(() => { if (following() && !document.hidden && studio.online()) refresh(); }, EVERY);
    return [() => clearInterval(polled)];
  }

  return { refresh, listen };
}
