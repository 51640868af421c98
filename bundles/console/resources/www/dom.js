/**
 * Makes an element: h('button.primary', {onclick}, 'Make'), or h('b', 'Make'). Children are text or nodes, never markup, so that nothing
 * a user or a plugin wrote is read as HTML. A button sends no form unless it says so.
 */
export function h(name, attributes = {}, ...children) {
  if (attributes?.constructor !== Object) return h(name, {}, attributes, ...children);
  const [tag, ...classes] = name.split('.');
  const element = document.createElement(tag || 'div');
  if (classes.length) element.className = classes.join(' ');
  if (tag === 'button') element.type = 'button';
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on') || key === 'value' || key === 'checked') element[key] = value;
    else element.setAttribute(key, value === true ? '' : value);
  }
  element.append(...children.flat(3).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

const ICONS = ' make gallery queue plugins compare grid chat settings models log ';

/** An icon of /icons.svg by name, drawn in the colour of the text beside it; an unknown name gives the plain panel. */
export function icon(name) {
  const [svg, use] = ['svg', 'use'].map(tag => document.createElementNS('http://www.w3.org/2000/svg', tag));
  use.setAttribute('href', '/icons.svg#' + (ICONS.includes(` ${name} `) ? name : 'panel'));
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  return svg;
}

/** Whether keys typed now go into a field. */
export function typing() {
  return !!document.activeElement?.closest('textarea, select, input:not([type=range]):not([type=checkbox]), [contenteditable]');
}

const filled = new WeakMap();

/** Fills an element anew when the key changed: no press is lost, no picture flickers, the focus stays in its place. */
export function fill(node, key, make) {
  if (filled.get(node) === key) return;
  filled.set(node, key);
  const all = 'button, a, input, select', place = [...node.querySelectorAll(all)].indexOf(document.activeElement);
  node.replaceChildren(...make().flat(2).filter(Boolean));
  if (place >= 0) (node.querySelectorAll(all)[place] ?? node.querySelector('[tabindex]'))?.focus({ preventScroll: true });
}

/** So that the next fill is done whatever its key. */
export const unfill = node => filled.delete(node);

/** Does what may fail; what went wrong is said in the note, and is gone from there once it worked. */
export async function attempt(note, work) {
  try { await work(); note.replaceChildren(); } catch (error) { note.replaceChildren(problemCard(error)); }
}

/** A button beside the one that acts. */
export const ghost = (label, onclick, more) => h('button.ghost', { onclick, ...more }, label);

/** A choice among [value, text]s, or values that are shown as they are. */
export const select = (label, options, more) => h('select', { 'aria-label': label, ...more }, options.map(one => [one].flat()).map(([value, text = value]) => h('option', { value }, text)));

/** Names and what they stand for, one below the other. */
export const pairs = (entries, more) => h('dl', { ...more }, entries.map(([name, value]) => [h('dt', name), h('dd', value)]));

/** A field to search with. */
export const searchField = (label, more) => h('input', { type: 'search', placeholder: label, 'aria-label': label, autocomplete: 'off', spellcheck: 'false', ...more });

/** A card in place of what could not be had, with a button that asks again. */
export const failedCard = (error, label, again) => problemCard(error, ghost(label, again));

/** Adds a panel's style; it is to be there before the markup, so that nothing jumps. */
export function style(element, href) {
  return new Promise(done => element.append(h('link', { rel: 'stylesheet', href, onload: done, onerror: done })));
}

/** A sentence from what a program said: capital, full stop, no brackets around a list. */
export function sentence(text) {
  const plain = String(text ?? '').trim().replace(/\[([^\]]*)\]$/, '$1');
  return plain && plain[0].toUpperCase() + plain.slice(1) + (/[.!?…]$/.test(plain) ? '' : '.');
}

/** A problem as a card: what happened, what was found, what to do. */
export function problemCard(problem, ...actions) {
  return h('div.problem', { role: 'alert' }, h('b', problem.title ?? problem.message ?? ''),
    problem.detail && h('span', sentence(problem.detail)),
    problem.advice && h('span.advice', sentence(problem.advice)),
    actions.length > 0 && h('span.actions', actions));
}
