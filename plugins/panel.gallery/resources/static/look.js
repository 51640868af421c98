// One picture, to zoom into and move about, with what it was made with.
import { chips, fill, ghost, h, joined, number, pairs, seconds, when } from '/panel.js';
import { lens } from '/lens.js';

/** Draws into an element; `act` holds what its buttons do: {show(picture), update(picture), zoom, fit, close}. */
export function look(element, studio, t, lists, act) {
  const img = h('img', { alt: '', draggable: 'false' }), glass = h('div.glass', img), scale = h('output.tabular');
  const button = (key, label, pressed, run) => h('button.ghost', { onclick: run, 'data-act': key }, label, pressed && [' ', h('kbd', pressed)]);
  const title = h('h1', { tabindex: '-1' }), facts = h('div.chips'), tools = h('div.actions'), more = h('div.meta');
  const view = lens(glass, img, value => { scale.textContent = number(value * 100) + ' %'; });
  let picture;
  element.replaceChildren(h('section.view', { 'aria-label': t('picture') },
    h('div.bar2', button('back', t('back'), 'Esc', act.close), h('span.end'),
      ghost('−', () => view.zoom(0.8), { 'aria-label': t('zoomOut') }), scale,
      ghost('+', () => view.zoom(1.25), { 'aria-label': t('zoomIn') }),
      button('fit', t('fit'), null, view.fit), button('whole', '1 : 1', null, view.whole),
      ghost('←', () => act.walk(-1), { 'aria-label': t('previous') }), ghost('→', () => act.walk(1), { 'aria-label': t('next') })),
    glass), h('aside.side', { 'aria-label': t('about') }, title, facts, tools, more));

  function update(now) {
    picture = now;
    fill(tools, now.id + now.favourite, () => [
      h('button.primary.small', { onclick: act.use }, t('use') + ' ', h('kbd', 'R')),
      button('begin', studio.words('start.from'), 'B', act.begin),
      h('button.ghost', { 'aria-pressed': String(!!now.favourite), onclick: () => act.mark(picture) }, (now.favourite ? '★ ' : '☆ ') + t('favourite'), ' ', h('kbd', 'F')),
      button('compare', t('compare'), 'C', act.compare),
      h('a.ghost', { href: '/api/pictures/' + now.id, download: now.id + '.png' }, t('save')),
      button('delete', t('delete'), 'Del', () => act.discard(picture))]);
  }

  async function plugins(now) {
    const job = now.job && await studio.get('/api/jobs/' + now.job).catch(() => null);
    if (picture?.id !== now.id || !job) return;
    const used = Object.entries(job.times ?? {});
    more.append(...job.notes?.length ? [h('h3', t('notes')), h('ul', job.notes.map(note => h('li', String(note))))] : [],
      ...used.length ? [h('details', { open: true }, h('summary', t('plugins')), pairs(used.map(([name, time]) => [name, seconds(time)])))] : []);
  }

  function show(now) {
    const { request = {}, made, owner, infotext } = now, first = !picture;
    update(now);
    title.textContent = request.prompt || t('untitled');
    img.alt = request.prompt ?? '';
    img.onload = view.fit;
    img.src = '/api/pictures/' + now.id;
    facts.replaceChildren(...chips(now, lists, studio));
    more.replaceChildren(h('p.dim', joined(made && when(made), owner)),
      infotext ? h('details', h('summary', t('infotext')), h('pre', { tabindex: '0' }, infotext), button('copy', t('copy'), null, () => studio.copy(infotext))) : '');
    plugins(now);
    if (first) title.focus();
  }

  return { show, update, zoom: view.zoom, fit: view.fit, close: view.close };
}
