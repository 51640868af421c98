// Tells how many pictures there are, and counts on while it is looked at.
import { h } from '/dom.js';

let stop = () => {};

export async function mount(element, studio) {
  const t = await studio.text('/panels/example/');
  const count = h('p', { 'aria-live': 'polite' });
  const refresh = async () => { count.textContent = t('count', { count: (await studio.get('/api/pictures')).length }); };
  element.append(h('h1', {}, t('title')), count);
  stop = studio.subscribe('job', refresh);
  await refresh();
}

export function unmount(element) {
  stop();
  element.replaceChildren();
}
