// What is around an artifact: a picture to walk through with the arrow keys, and the same rows as a table.
import { fill, ghost, h, joined, number } from '/panel.js';
import { table } from '/table.js';
import { pathOf } from './find.js';

const NARROW = 700, GAP = 14, MARK = 6, LINE = 16;
const SHAPES = { complement: ['rect', (x, y) => ({ x: x - 5, y: y - 5, width: 10, height: 10 })], lineage: ['path', (x, y) => ({ d: `M${x - MARK} ${y}l6 -6l6 6l-6 6z` })] };
const ROUND = ['circle', (cx, cy) => ({ cx, cy, r: MARK - 1 })];

/** An element of an SVG; texts are texts, as h() has them. */
function s(name, attributes, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children.flat().filter(Boolean));
  return element;
}

const cut = (text, room) => text.length > room ? text.slice(0, room - 1) + '…' : text;

function link(one) {
  return one.artifact ? '#find/' + pathOf(one.id) : one.kind === 'task' ? '#find?' + new URLSearchParams({ q: one.name.replaceAll('-', ' ') }) : undefined;
}

function reason({ what, value, words, cosine }, t) {
  const measured = cosine !== undefined ? t('cosine', { value: number(cosine, 2) }) : words.join(', ');
  return t('why.' + what, { value }) + (measured && ` (${measured})`);
}

const said = ({ source, date }) => joined(source, date);
const reasons = (one, t) => one.evidence.map(each => joined(reason(each, t), said(each)));
const near = one => one.nearness === undefined ? '' : number(one.nearness, 2);

/** The name of a node, which a screen reader says and a mouse that rests there shows. */
const spoken = (one, t) => joined(`${t('kind.' + one.kind)}: ${one.name}`, one.nearness !== undefined && t('near', { value: near(one) }), ...reasons(one, t));

function node(one, { x, y, anchor }, { room, width }, t) {
  const right = anchor === 'start', at = x + (right ? GAP : -GAP), [shape, place] = SHAPES[one.kind] ?? ROUND, href = link(one);
  return s(href ? 'a' : 'g', { class: 'node', href, role: href ? undefined : 'img', tabindex: -1, 'data-id': one.id, 'data-kind': one.kind },
    s('title', {}, spoken(one, t)), s('rect', { class: 'hit', x: right ? x - 10 : 2, y: y - 18, width: right ? width - x + 8 : x + 8, height: 36, rx: 8 }),
    s(shape, { class: 'mark ' + one.kind, ...place(x, y) }), s('text', { x: at, y: y - 1, 'text-anchor': anchor }, cut(one.name, room)),
    s('text', { class: 'dim', x: at, y: y + LINE - 3, 'text-anchor': anchor }, cut(one.nearness === undefined ? one.evidence[0].source : t('node', { vendor: one.id.split('/')[0], near: near(one) }), room)));
}

function centre(all, { x, y, width, height }, t) {
  const middle = x + width / 2;
  return s('g', { class: 'node centre', role: 'img', tabindex: 0 },
    s('title', {}, t('centre', { name: all.name, type: all.type, count: all.neighbours.length })), s('rect', { x, y, width, height, rx: 10 }), s('text', { x: middle, y: y + height / 2 - 3, 'text-anchor': 'middle' }, cut(all.name, Math.floor(width / 9))), s('text', { class: 'dim', x: middle, y: y + height / 2 + LINE, 'text-anchor': 'middle' }, all.type));
}

function picture(all, layout, t) {
  const { width, height, headings, places } = layout, edges = all.neighbours.map((one, i) => s('path', { d: places[i].edge, 'stroke-width': 1 + 2 * (one.nearness ?? 0) }));
  return s('svg', { class: 'graph', viewBox: `0 0 ${width} ${height}`, role: 'group', 'aria-label': t('picture', { name: all.name }) },
    s('g', { class: 'edges' }, edges), headings.map(one => s('text', { class: 'dim', x: one.x, y: one.y, 'text-anchor': one.anchor }, t('kind.' + one.kind))), centre(all, layout.centre, t), all.neighbours.map((one, i) => node(one, places[i], layout, t)));
}

const COLUMN = 90, least = (all, by) => all.reduce((a, b) => by(b) < by(a) ? b : a);

/** The node that an arrow key leads to: the next one in the column, or the one at the same height in the next column; null at the end. */
export function next(nodes, from, key) {
  if (key === 'Home' || key === 'End') return nodes.at(key === 'End' ? -1 : 0);
  const across = key === 'ArrowLeft' || key === 'ArrowRight', sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  const on = one => sign * (across ? one.x - from.x : one.y - from.y), off = one => Math.abs(across ? one.y - from.y : one.x - from.x);
  const ahead = nodes.filter(one => across ? on(one) > COLUMN : on(one) > 0 && off(one) < COLUMN);
  if (!ahead.length) return null;
  const nearest = least(ahead, on);
  return across ? least(ahead.filter(one => on(one) < on(nearest) + COLUMN), off) : nearest;
}

const KEYS = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'];

/** One stop of the Tab key; arrow keys move within. What has the focus says why it is there. */
function walks(svg, all, { centre: box, places }, say) {
  const elements = [...svg.querySelectorAll('.node')], above = box.y < places[0]?.y && box.width > 2 * COLUMN;
  const nodes = elements.map((element, i) => i ? { element, ...places[i - 1] } : { element, x: above ? places[0].x : box.x + box.width / 2, y: box.y + box.height / 2 });
  svg.onkeydown = event => {
    const from = nodes.find(one => one.element === document.activeElement);
    if (!from || !KEYS.includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    next(nodes, from, event.key)?.element.focus();
  };
  const show = ({ target }) => { const i = elements.indexOf(target.closest('.node')); if (i >= 0) say(i ? all.neighbours[i - 1] : null); };
  svg.onpointerover = show;
  svg.addEventListener('focusin', event => { for (const element of elements) element.setAttribute('tabindex', element === event.target ? 0 : -1); show(event); });
}

function rows(all, t) {
  const name = one => { const href = link(one); return [href ? h('a', { href }, one.name) : one.name, h('span.why', joined(one.evidence.map(each => reason(each, t)).join('; '), ...new Set(one.evidence.map(said))))]; };
  return table(t, t('ties'), [t('name'), t('tie'), t('nearness')], all.neighbours.map(one => [name(one), t('kind.' + one.kind), near(one)]));
}

/** Draws all of it into an element; gives how to stop, and how to put the focus on the middle. */
export function draw(element, all, t) {
  const frame = h('div.box.picture'), why = h('div.why'), counts = Object.entries(all.counts).map(([kind, count]) => t('count', { kind: t('kind.' + kind), shown: number(all.neighbours.filter(one => one.kind === kind).length), count: number(count) }));
  const say = one => fill(why, one?.id ?? '', () => one ? [h('b', one.name), h('ul', reasons(one, t).map(each => h('li', each)))] : [all.description ?? all.name]);
  let shape;
  function turn(width) {
    const now = width < NARROW ? 'narrow' : 'wide';
    if (now === shape) return;
    shape = now;
    const svg = picture(all, all.pictures[now], t), focused = frame.contains(document.activeElement) && document.activeElement.closest('.node')?.dataset.id;
    frame.replaceChildren(svg, why);
    walks(svg, all, all.pictures[now], say);
    if (focused) [...svg.querySelectorAll('.node')].find(one => one.dataset.id === focused)?.focus();
  }
  const path = pathOf(all.id);
  element.replaceChildren(h('div.line', h('h2', t('around', { name: all.name })), h('code.dim', all.id), h('span.actions.end', ghost(t('back.found'), () => history.back()), h('a.ghost', { href: '/graph/' + path }, t('page')), h('a.ghost', { href: `/graph/${path}.svg` }, 'SVG'), h('a.ghost', { href: '/agent/graph/' + path }, 'Markdown'))),
    h('p.dim', joined(...counts), '. ', t('by.' + all.by)), h('div.beside', frame, h('div.box', rows(all, t))), h('p.dim', t('keys')));
  say(null);
  const seen = new ResizeObserver(([entry]) => turn(entry.contentRect.width));
  turn(frame.clientWidth);
  seen.observe(frame);
  return { stop: () => seen.disconnect(), focus: () => frame.querySelector('.centre')?.focus() };
}
