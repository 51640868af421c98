// Two pictures over each other: a slider between them, or their difference; and the facts in which they differ.
import { factsOf, h } from '/panel.js';

/** Draws into an element: {close}. */
export function compare(element, [one, other], studio, t, lists, close) {
  const image = picture => h('img', { src: '/api/pictures/' + picture.id, alt: picture.request?.prompt ?? '' });
  const left = image(one), right = image(other), edge = h('i.edge', { 'aria-hidden': 'true' }), pair = h('div.pair', left, right, edge);
  const slider = h('input', { type: 'range', min: 0, max: 100, step: 0.5, value: 50, 'aria-label': t('divide') });
  const modes = ['slider', 'difference'].map(mode => h('button.chip', { 'data-mode': mode, onclick: () => set(mode) }, t(mode)));
  pair.style.setProperty('--ratio', one.width / one.height || 1);

  function divide() {
    pair.style.setProperty('--at', slider.value + '%');
  }

  function set(mode) {
    pair.classList.toggle('difference', mode === 'difference');
    slider.disabled = mode === 'difference';
    for (const button of modes) button.ariaPressed = button.dataset.mode === mode;
  }

  /** The slider follows a finger or mouse on the picture too. */
  function follow(event) {
    if (event.type === 'pointermove' && !event.buttons) return;
    const { left, width } = pair.getBoundingClientRect();
    slider.value = (event.clientX - left) / width * 100;
    divide();
  }

  function differences() {
    const [a, b] = [one, other].map(picture => new Map(factsOf(picture, lists).map(([name, value]) => [name, String(value)])));
    const names = [...new Set([...a.keys(), ...b.keys()])].filter(name => a.get(name) !== b.get(name));
    if (!names.length) return h('p', t('same'));
    return h('table', h('thead', h('tr', [t('differences'), t('left'), t('right')].map(text => h('th', { scope: 'col' }, text)))),
      h('tbody', names.map(name => h('tr', h('th', { scope: 'row' }, studio.words('fact.' + name)), h('td', a.get(name) ?? '–'), h('td', b.get(name) ?? '–')))));
  }

  slider.oninput = divide;
  pair.onpointerdown = pair.onpointermove = follow;
  const back = h('button.ghost', { onclick: close }, t('back') + ' ', h('kbd', 'Esc'));
  element.replaceChildren(h('section.view', { 'aria-label': t('compare') },
    h('div.bar2', back, modes, slider), h('div.plate2', pair)), h('aside.side', { 'aria-label': t('differences') }, h('h1', t('differences')), differences()));
  divide();
  set('slider');
  back.focus();
  return { close() {}, update() {} };
}
