// One picture, to zoom into and move about, with what it was made with.
import { fill, h } from '/dom.js';
import { chips } from '/facts.js';
import { number, when } from '/words.js';
import { lens } from './lens.js';

/** Draws into an element; `act` holds what its buttons do: {show(picture), update(picture), zoom, fit, close}. */
export function look(element, studio, t, lists, act) {
  const img = h('img', { alt: '', draggable: 'false' }), glass = h('div.glass', {}, img), scale = h('output.tabular');
  const button = (key, label, pressed, run) => h('button.ghost', { type: 'button', onclick: run, 'data-act': key }, label, pressed && [' ', h('kbd', {}, pressed)]);
  const title = h('h2', { tabindex: '-1' }), facts = h('div.chips'), tools = h('div.actions'), more = h('div.meta');
  const view = lens(glass, img, value => { scale.textContent = number(value * 100) + ' %'; });
  let picture;
  element.replaceChildren(h('section.view', { 'aria-label': t('picture') },
    h('div.bar2', {}, button('back', t('back'), 'Esc', act.close), h('span.end'),
      h('button.ghost', { type: 'button', 'aria-label': t('zoomOut'), onclick: () => view.zoom(0.8) }, '−'), scale,
      h('button.ghost', { type: 'button', 'aria-label': t('zoomIn'), onclick: () => view.zoom(1.25) }, '+'),
      button('fit', t('fit'), null, view.fit), button('whole', '1 : 1', null, view.whole),
      h('button.ghost', { type: 'button', 'aria-label': t('previous'), onclick: () => act.walk(-1) }, '←'), h('button.ghost', { type: 'button', 'aria-label': t('next'), onclick: () => act.walk(1) }, '→')),
    glass), h('aside.side', { 'aria-label': t('about') }, title, facts, tools, more));

  function update(now) {
    picture = now;
    fill(tools, now.id + now.favourite, () => [
      h('button.primary.small', { type: 'button', onclick: act.use }, t('use') + ' ', h('kbd', {}, 'R')),
      h('button.ghost', { type: 'button', 'aria-pressed': String(!!now.favourite), onclick: () => act.mark(picture) }, (now.favourite ? '★ ' : '☆ ') + t('favourite'), ' ', h('kbd', {}, 'F')),
      button('compare', t('compare'), 'C', act.compare),
      h('a.ghost', { href: '/api/pictures/' + now.id, download: now.id + '.png' }, t('save')),
      button('delete', t('delete'), 'Del', () => act.discard(picture))]);
  }

  async function plugins(now) {
    const job = now.job && await studio.get('/api/jobs/' + now.job).catch(() => null);
    if (picture?.id !== now.id || !job) return;
    const used = Object.entries(job.times ?? {});
    more.append(...job.notes?.length ? [h('h3', {}, t('notes')), h('ul', {}, job.notes.map(note => h('li', {}, String(note))))] : [],
      ...used.length ? [h('details', { open: true }, h('summary', {}, t('plugins')), h('dl', {}, used.map(([name, seconds]) => [h('dt', {}, name), h('dd', {}, time(seconds))]).flat()))] : []);
  }

  const time = seconds => typeof seconds !== 'number' ? String(seconds) : seconds < 1 ? number(seconds * 1000, 1) + ' ms' : number(seconds, 2) + ' s';

  function show(now) {
    const { request = {}, made, owner, infotext } = now, first = !picture;
    update(now);
    title.textContent = request.prompt || t('untitled');
    img.alt = request.prompt ?? '';
    img.onload = view.fit;
    img.src = '/api/pictures/' + now.id;
    facts.replaceChildren(...chips(now, lists, studio));
    more.replaceChildren(h('p.dim', {}, [made && when(made), owner].filter(Boolean).join(' · ')),
      infotext ? h('details', {}, h('summary', {}, t('infotext')), h('pre', { tabindex: '0' }, infotext), navigator.clipboard && button('copy', t('copy'), null, () => copy(infotext))) : '');
    plugins(now);
    if (first) title.focus();
  }

  function copy(text) {
    navigator.clipboard.writeText(text).then(() => studio.say(t('copied')), () => studio.say(t('notcopied')));
  }

  return { show, update, zoom: view.zoom, fit: view.fit, close: view.close };
}
