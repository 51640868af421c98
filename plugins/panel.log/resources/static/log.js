// The log: its last lines, as they are written.
import { fill, h, has, panel, problemCard, searchField, select } from '/panel.js';

const LEVELS = ['debug', 'info', 'warn', 'error'], EVERY = 2000;
export const { mount, unmount } = panel('log', frame, log);

function frame(t) {
  const p = {};
  p.level = select(t('level'), LEVELS.map(level => [level, t('level.' + level)]));
  p.search = searchField(t('search'));
  p.follow = h('button.chip', { 'aria-pressed': 'true' }, t('follow'));
  p.file = h('code.dim.end');
  p.note = h('div.note');
  p.lines = h('div.lines', { role: 'log', 'aria-label': t('title'), 'aria-live': 'off', tabindex: '0' });
  p.root = h('div.page.log', h('header', h('h1', t('title')), p.level, p.search, p.follow, p.file), p.note, p.lines);
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

  const line = one => h('div.line', { 'data-level': one.level.toLowerCase() }, h('time', one.time.slice(11)), h('b', one.level), h('span.source', { title: one.source }, one.source.split('.').slice(-2).join('.')), h('span.text', one.text));

  function draw() {
    const found = entries.filter(one => has(`${one.source} ${one.text}`, parts.search.value));
    const last = found.at(-1), key = [found.length, last?.time, last?.text, parts.search.value, parts.level.value].join();
    fill(parts.lines, key, () => found.length ? found.map(line) : [h('p.none', t('none'))]);
    if (following()) parts.lines.scrollTop = parts.lines.scrollHeight;
  }

  const following = () => parts.follow.getAttribute('aria-pressed') === 'true';

  function listen() {
    parts.level.value = memory.get().level ?? 'info';
    parts.level.onchange = () => { memory.set({ level: parts.level.value }); refresh(); };
    parts.search.oninput = draw;
    parts.follow.onclick = () => { parts.follow.ariaPressed = !following(); if (following()) refresh(); };
    const polled = setInterval(() => { if (following() && !document.hidden && studio.online()) refresh(); }, EVERY);
    return [() => clearInterval(polled)];
  }

  return { listen, begin: refresh };
}
