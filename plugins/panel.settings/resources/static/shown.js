import { h, problemCard } from '/panel.js';

/** Shows what work() makes, or why it failed. */
export function shown(work) {
  const element = h('div.shown');
  work().then(made => element.replaceChildren(...[made].flat()), error => element.replaceChildren(problemCard(error)));
  return element;
}
