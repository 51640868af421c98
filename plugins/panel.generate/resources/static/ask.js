// What the user asks for: the form, drawn from the lists and schemas of the API.
import { h } from '/dom.js';
import { field } from '/form.js';

const HOOKS = ['sampler', 'schedule', 'guidance'], REST = ['noise', 'parser', 'encoder', 'backend'];
export const idOf = value => value?.id ?? value;

/** Draws the form into an element: {show()} brings it in line with the draft, {draw(lists)} with what is installed. */
export function form(element, studio, t) {
  let lists, fields = {}, extras;
  const { draft } = studio;
  const set = name => value => draft.set({ [name]: value });

  const model = () => lists.models.find(m => m.name === draft.get().model) ?? lists.models[0];
  const effective = () => ({ prompt: '', negative: '', count: 1, seed: -1, ...model()?.defaults, ...draft.get() });

  function add(name, schema, change = set(name)) {
    fields[name] = field({ title: t(name), ...lists.settings[name], ...schema }, { label: t(name), hint: t(name + '.hint') === name + '.hint' ? undefined : t(name + '.hint'), change });
    return fields[name].element;
  }

  function select(name) {
    const options = (lists.hooks[name] ?? []).filter(hook => hook.on !== false).map(hook => [hook.id, hook.label]);
    if (!model()?.defaults?.[name]) options.unshift(['', t('default')]);
    return add(name, { options, missing: id => t('missing', { id }) }, id => draft.set({ [name]: id || undefined }));
  }

  function draw(found) {
    lists = found;
    fields = {};
    extras = h('div.extras');
    const rest = REST.filter(name => (lists.hooks[name] ?? []).length > 1);
    element.replaceChildren(
      add('prompt', { type: 'string', 'x-rows': 4, 'x-placeholder': t('prompt.placeholder') }),
      add('negative', { type: 'string', 'x-rows': 2, 'x-placeholder': t('negative.placeholder') }),
      shapes(),
      h('div.row.free', {}, add('width', { 'x-plain': true }), add('height', { 'x-plain': true })),
      h('div.row', {}, add('count', { type: 'integer', 'x-plain': true }), seed()),
      add('steps', {}), add('cfg', {}),
      h('div.row', {}, select('sampler'), select('schedule')),
      (lists.hooks.guidance ?? []).length > 1 ? select('guidance') : '',
      extras,
      rest.length ? h('details', {}, h('summary', {}, t('more')), h('div.in', {}, rest.map(select))) : '',
      h('button.quiet', { type: 'button', onclick: reset }, t('reset')));
    drawn = '';
    show();
  }

  function seed() {
    return add('seed', { type: 'string', minimum: undefined, maximum: undefined, 'x-input': 'numeric', 'x-placeholder': t('seed.placeholder') },
      text => draft.set({ seed: /^\d+$/.test(text.trim()) ? Number(text) : undefined }));
  }

  function reset() {
    const { model: name, prompt, negative } = draft.get();
    draft.set({ ...Object.fromEntries(Object.keys(draft.get()).map(key => [key, undefined])), model: name, prompt, negative });
  }

  function sizes() {
    const { width = 256, height = 256 } = model()?.defaults ?? {}, base = Math.min(width, height), round = n => Math.round(n / 8) * 8;
    return { square: [base, base], wide: [round(base * 1.25), round(base * 5 / 6)], tall: [round(base * 5 / 6), round(base * 1.25)] };
  }

  let free = false;
  function shapes() {
    const icons = { square: 14, wide: 18, tall: 12, free: 16 };
    return h('div.shapes', { role: 'group', 'aria-label': t('shape') }, Object.keys(icons).map(name => h('button', {
      type: 'button', 'data-shape': name, onclick: () => {
        free = name === 'free';
        const [width, height] = sizes()[name] ?? [];
        draft.set(free ? {} : { width, height });
      } }, h('i.' + name, { 'aria-hidden': 'true' }), t(name))));
  }

  function showShape({ width, height }) {
    const named = Object.entries(sizes()).find(([, [w, h]]) => w === width && h === height)?.[0];
    const now = free || !named ? 'free' : named;
    for (const button of element.querySelectorAll('.shapes button')) button.setAttribute('aria-pressed', String(button.dataset.shape === now));
    element.querySelector('.row.free').hidden = now !== 'free';
  }

  function show() {
    if (!lists) return;
    const values = effective();
    for (const [name, one] of Object.entries(fields)) {
      const value = idOf(values[name]);
      if (name === 'seed') { if (document.activeElement?.closest('.field') !== one.element) one.set(value >= 0 ? value : ''); }
      else one.set(value ?? '');
    }
    showShape(values);
    showParams(values);
  }

  let drawn = '', params = [];
  function showParams(values) {
    const chosen = HOOKS.map(name => [name, lists.hooks[name]?.find(hook => hook.id === idOf(values[name]))]).filter(([, hook]) => Object.keys(hook?.schema?.properties ?? {}).length);
    const key = chosen.map(([name, hook]) => name + hook.id + hook.version).join();
    if (key !== drawn) {
      params = [];
      extras.replaceChildren(...chosen.map(([name, hook]) => details(name, hook)));
      drawn = key;
    }
    for (const [name, key, one, standard] of params) one.set(values[name]?.params?.[key] ?? standard);
  }

  function details(name, hook) {
    const inner = Object.entries(hook.schema.properties).map(([key, schema]) => {
      const one = field(schema, { label: schema.title ?? key, change: value => draft.set({ [name]: { id: hook.id, params: { ...draft.get()[name]?.params, [key]: value } } }) });
      params.push([name, key, one, schema.default]);
      return one.element;
    });
    return h('details', {}, h('summary', {}, hook.label, h('span.by', {}, t('by', hook))), h('div.in', {}, inner));
  }

  return { draw, show, effective, model };
}
