// Lists of plugins in the form: what is done to the finished picture, and what a picture that is used again brought along.
import { fill, find, h, hooksOf, idOf, labels, unfill } from '/panel.js';
import { field } from '/form.js';

const BROUGHT = ['controls', 'optimizers', 'watchers'];

/** Parameters of a plugin as a part of the form that opens: {element, set(params)}; change(key, value) is called when the user alters one. */
export function parameters(hook, properties, t, change, ...more) {
  const fields = properties.map(([key, schema]) => [key, schema.default, field(schema, { label: schema.title ?? key, hint: schema.description, change: value => change(key, value) })]);
  return {
    element: h('details', h('summary', hook.label ?? hook.id, h('span.by', t('by', hook))), h('div.in', fields.map(([, , one]) => one.element), more)),
    set(params) { for (const [key, standard, one] of fields) one.set(params?.[key] ?? standard); },
  };
}

/** What is done to the finished picture, one plugin after the other: {element, draw(lists), show()}. */
export function finish(studio, t) {
  const { draft } = studio, list = h('div.extras'), choose = h('select', { id: 'finish', onchange: () => { set([...now(), choose.value]); choose.value = ''; } });
  const element = h('div.field', h('span.head', h('label', { for: 'finish', title: t('finish.hint') }, t('finish'))), list, choose);
  let lists, drawn, parts = [];
  const now = () => draft.get().finish ?? [], set = next => draft.set({ finish: next });

  function change(at, id, key, value) {
    set(now().map((one, i) => i === at ? { id, params: { ...one.params, [key]: value } } : one));
  }

  function part(one, at) {
    const id = idOf(one), hook = find(lists, 'finish', id) ?? { id, label: t('missing', { id }) }, name = hook.label ?? id;
    const drop = h('button.quiet', { 'aria-label': t('drop', { name }), onclick: () => set(now().filter((_, i) => i !== at)) }, t('drop.short'));
    return parameters(hook, Object.entries(hook.schema?.properties ?? {}), t, (key, value) => change(at, id, key, value), drop);
  }

  function show() {
    const all = now(), hooks = hooksOf(lists, 'finish').filter(hook => hook.on !== false), key = JSON.stringify([all.map(idOf), hooks]);
    if (key !== drawn) {
      parts = all.map(part);
      list.replaceChildren(...parts.map(one => one.element));
      choose.replaceChildren(...[['', t(all.length ? 'finish.more' : 'finish.none')], ...hooks.map(hook => [hook.id, hook.label ?? hook.id])].map(([value, text]) => h('option', { value }, text)));
      element.hidden = !all.length && !hooks.length;
      drawn = key;
    }
    parts.forEach((one, at) => one.set(all[at].params));
  }

  return { element, show, draw(found) { lists = found; drawn = null; } };
}

/** What the form has no field for and a picture brought: each is seen, and can be left out: {element, draw(lists), show()}. */
export function brought(studio, t) {
  const { draft } = studio, element = h('div.others', { role: 'group', 'aria-label': t('brought') });
  let lists;

  function chip(name) {
    const text = `${t(name)}: ${labels(lists, name, draft.get()[name])}`;
    return h('button.chip', { 'aria-label': t('drop', { name: text }), title: t('drop', { name: text }), onclick: () => draft.set({ [name]: undefined }) }, text + ' ×');
  }

  const show = () => fill(element, JSON.stringify(BROUGHT.map(name => draft.get()[name])), () => BROUGHT.filter(name => draft.get()[name]).map(chip));
  return { element, show, draw(found) { lists = found; unfill(element); } };
}
