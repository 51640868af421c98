// The start picture in the form: a tile with its strength beside it, and what else its plugin can be told behind a disclosure.
import { attempt, fill, find, h, unfill } from '/panel.js';
import { field } from '/form.js';
import { addressOf, imageOf, properties, startAt, starters } from '/start.js';

/** What the control itself shows. */
const SHOWN = ['picture', 'mask', 'pictures', 'strength'];

/** {element, draw(lists), show()}. */
export function startPicture(studio, t) {
  const { draft } = studio, body = h('div.extras'), note = h('div');
  const file = h('input', { type: 'file', accept: 'image/*', hidden: true, onchange: () => { take(file.files[0]); file.value = ''; } });
  const element = h('div.field.start', { role: 'group', 'aria-label': t('image'), 'data-name': 'image' }, h('span.head', t('image')), body, note, file);
  let lists, fields = [];

  const now = () => draft.get().image, params = () => now()?.params ?? {}, choose = () => file.click();
  const set = changes => draft.set({ image: imageOf(lists, now(), changes) ?? now() });

  function take(picture) {
    if (picture) attempt(note, () => startAt(studio, picture));
  }

  /** The focus goes where the next picture is chosen. */
  function drop() {
    draft.set({ image: undefined });
    body.querySelector('button')?.focus();
  }

  /** A refresh while one paints leads back to where one was. */
  const painting = studio.memory('painting');

  let opening = false;

  async function paint() {
    if (opening || document.querySelector('dialog')) return;
    opening = true;
    await attempt(note, async () => {
      const { paintMask } = await import('./mask.js');
      await paintMask(studio, t, lists, () => { painting.set({ on: false }); body.querySelector('.tile')?.focus(); });
    });
    painting.set({ on: !!document.querySelector('.paint') });
    opening = false;
  }

  function goOn() {
    if (painting.get().on && params().picture) paint();
  }

  function missing() {
    return [h('span.dim', studio.words('start.missing') + ' ', h('a', { href: '#plugins' }, t('image.find')))];
  }

  function empty() {
    return [h('button.drop', { onclick: choose }, h('b', t('image.choose')), h('span', t('image.ways')))];
  }

  function one(hook) {
    const [name, schema] = ['strength', properties(hook).strength];
    if (schema) fields.push([name, schema.default, field({ 'x-step': 0.01, ...schema }, { change: value => set({ [name]: value }) })]);
    const { picture, mask } = params(), masked = starters(lists, true).length > 0;
    return h('div.begun',
      h('button.tile', { onclick: masked ? paint : choose, 'aria-label': t(masked ? mask ? 'mask.change' : 'mask.paint' : 'image.other') },
        picture && h('img', { src: addressOf(picture), alt: '', onerror: event => event.target.replaceWith(h('span.dim', t('lost'))) }),
        mask && h('img.over', { src: addressOf(mask), alt: '' })),
      h('div.beside', fields.at(-1)?.[2].element,
        h('div.acts', masked && h('button.quiet', { onclick: paint }, t(mask ? 'mask.change' : 'mask.paint')),
          h('button.quiet', { onclick: choose }, t('image.other')), h('button.quiet', { onclick: drop }, t('image.drop')))));
  }

  function rest(hook) {
    const more = Object.entries(properties(hook)).filter(([name]) => !SHOWN.includes(name)), hooks = starters(lists, !!params().mask);
    const parts = more.map(([name, schema]) => [name, schema.default, field(schema, { change: value => set({ [name]: value }) })]);
    fields.push(...parts);
    if (!parts.length && hooks.length < 2) return null;
    const by = id => draft.set({ image: imageOf(lists, { ...now(), id }, {}) });
    const which = hooks.length > 1 && field({ options: hooks.map(one => [one.id, one.label ?? one.id]) }, { label: t('image.how'), change: by });
    if (which) fields.push(['id', hook.id, which]);
    return h('details', h('summary', hook.label ?? hook.id, h('span.by', t('by', hook))), h('div.in', which?.element, parts.map(([, , part]) => part.element)));
  }

  function begun(hook) {
    fields = [];
    return [one(hook), hook ? rest(hook) : h('span.dim', t('missing', { id: now().id ?? now() }))];
  }

  function show() {
    const hook = find(lists, 'image', now()), { picture, mask } = params(), can = starters(lists, false).map(one => one.id).join();
    fill(body, JSON.stringify([now() && [hook, picture, mask], can, starters(lists, true).length]), () => now() ? begun(hook) : can ? empty() : missing());
    if (now()) for (const [name, standard, part] of fields) part.set(params()[name] ?? standard);
    element.classList.toggle('dropping', false);
  }

  const pictureIn = transfer => [...transfer?.files ?? []].find(one => one.type.startsWith('image/'));
  const ready = () => starters(lists, false).length > 0;
  element.ondragover = event => {
    if (!ready() || ![...event.dataTransfer.items].some(item => item.type.startsWith('image/'))) return;
    event.preventDefault();
    element.classList.add('dropping');
  };
  element.ondragleave = () => element.classList.remove('dropping');
  element.ondrop = element.onpaste = event => {
    element.classList.remove('dropping');
    const picture = pictureIn(event.dataTransfer ?? event.clipboardData);
    if (!ready() || !picture) return;
    event.preventDefault();
    take(picture);
  };

  return { element, show, draw(found) { lists = found; unfill(body); goOn(); } };
}
