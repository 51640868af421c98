// What the user asks for: the form, drawn from the lists and schemas of the API.
import { find, h, hooksOf, idOf } from '/panel.js';
import { field } from '/form.js';
import { whole } from '/json.js';
import { startPicture } from './picture.js';
import { promptField } from './prompt.js';
import { brought, finish, parameters } from './plugins.js';

/** The notation that takes all of a prompt as words. */
const PLAIN = 'plain';
const HOOKS = ['sampler', 'schedule', 'guidance'], REST = ['noise', 'parser', 'encoder', 'backend'];
/** Fields if the workbench does not say otherwise, and the range that is worth a slider; the number may leave it. */
const KNOWN = { width: { type: 'integer' }, height: { type: 'integer' }, count: { type: 'integer', minimum: 1 }, steps: { type: 'integer', minimum: 1 }, cfg: { type: 'number', minimum: 0 } };
const USUAL = { steps: 50, cfg: 15 };

/** Draws the form into an element: {show()} brings it in line with the draft, {draw(lists)} with what is installed. */
export function form(element, studio, t) {
  let lists, fields = {}, extras, prompts = [];
  const { draft } = studio, begin = startPicture(studio, t), more = [finish(studio, t), brought(studio, t)]; // each draws itself
  const set = name => value => draft.set({ [name]: value });

  const model = () => lists?.models.find(m => m.name === draft.get().model) ?? lists?.models[0];
  const effective = () => ({ prompt: '', negative: '', count: 1, seed: -1, ...model()?.defaults, ...draft.get() });

  function add(name, schema, change = set(name)) {
    const known = { title: t(name), ...KNOWN[name], ...lists.settings[name], ...schema };
    if (USUAL[name]) known.maximum = Math.min(known.maximum ?? Infinity, USUAL[name]);
    fields[name] = field(known, { label: t(name), hint: t(name + '.hint') === name + '.hint' ? undefined : t(name + '.hint'), change });
    fields[name].element.dataset.name = name;
    return fields[name].element;
  }

  function select(name) {
    const options = hooksOf(lists, name).filter(hook => hook.on !== false).map(hook => [hook.id, hook.label ?? hook.id]);
    if (!model()?.defaults?.[name]) options.unshift(['', t('default')]);
    return add(name, { options, missing: id => t('missing', { id }) }, id => draft.set({ [name]: id || undefined }));
  }

  /** What is typed into stays in hand while the form changes around it. */
  function draw(found) {
    if (JSON.stringify(found) === JSON.stringify(lists)) return show();
    const typed = document.activeElement, name = typed?.closest('[data-name]')?.dataset.name, range = [typed?.selectionStart, typed?.selectionEnd];
    build(found);
    const again = element.querySelector(`[data-name="${name}"] :is(input, textarea, select)`);
    again?.focus({ preventScroll: true });
    if (again?.localName === 'textarea') again.setSelectionRange(...range);
  }

  function build(found) {
    const open = !!element.querySelector('details.rest')?.open;
    lists = found;
    [fields, prompts] = [{}, []];
    extras = h('div.extras');
    for (const one of [begin, ...more]) one.draw(found);
    const rest = REST.filter(name => hooksOf(lists, name).length > 1);
    element.replaceChildren(
      prompt('prompt', 4), prompt('negative', 2),
      begin.element,
      shapes(),
      h('div.row.free', add('width', { 'x-plain': true }), add('height', { 'x-plain': true })),
      h('div.row', add('count', { type: 'integer', 'x-plain': true }), seed()),
      add('steps', {}), add('cfg', {}),
      h('div.row', select('sampler'), select('schedule')),
      hooksOf(lists, 'guidance').length > 1 ? select('guidance') : '',
      extras,
      ...more.map(one => one.element),
      rest.length ? h('details.rest', { open }, h('summary', t('more')), h('div.in', rest.map(select))) : '',
      h('button.quiet', { onclick: reset }, t('reset')));
    drawn = '';
    show();
  }

  function prompt(name, rows) {
    const element = add(name, { type: 'string', 'x-rows': rows, 'x-placeholder': t(name + '.placeholder') });
    prompts.push(promptField(element.querySelector('textarea'), studio, t('prompt.names'), () => find(lists, 'parser', effective().parser)?.id !== PLAIN));
    return element;
  }

  function seed() {
    return add('seed', { type: 'string', minimum: undefined, maximum: undefined, 'x-input': 'numeric', 'x-placeholder': t('seed.placeholder') },
      text => draft.set({ seed: /^\d+$/.test(text.trim()) ? whole(text.trim()) : undefined }));
  }

  function reset() {
    free = false;
    const { model: name, prompt, negative, image } = draft.get();
    draft.set({ ...Object.fromEntries(Object.keys(draft.get()).map(key => [key, undefined])), model: name, prompt, negative, image });
  }

  function sizes() {
    const { width = 256, height = 256 } = model()?.defaults ?? {}, base = Math.min(width, height), long = Math.round(base * 1.5 / 64) * 64;
    return { square: [base, base], wide: [long, base], tall: [base, long] };
  }

  let free = false;
  function shapes() {
    const icons = { square: 14, wide: 18, tall: 12, free: 16 };
    return h('div.shapes', { role: 'group', 'aria-label': t('shape') }, Object.keys(icons).map(name => h('button', {
      'data-shape': name, onclick: () => {
        free = name === 'free';
        const [width, height] = sizes()[name] ?? [];
        draft.set(free ? {} : { width, height });
      } }, h('i.' + name, { 'aria-hidden': 'true' }), t(name))));
  }

  function showShape({ width, height }) {
    const named = Object.entries(sizes()).find(([, [w, h]]) => w === width && h === height)?.[0];
    const now = free || !named ? 'free' : named;
    for (const button of element.querySelectorAll('.shapes button')) button.ariaPressed = button.dataset.shape === now;
    element.querySelector('.row.free').hidden = now !== 'free';
  }

  function show() {
    if (!lists) return;
    const values = effective();
    for (const [name, one] of Object.entries(fields)) {
      const value = find(lists, name, values[name])?.id ?? idOf(values[name]);
      if (name === 'seed') { if (document.activeElement?.closest('.field') !== one.element) one.set(value >= 0 ? value : ''); }
      else one.set(value ?? '');
    }
    for (const one of prompts) one.show();
    showShape(values);
    showParams(values);
    for (const one of [begin, ...more]) one.show();
  }

  let drawn = '', params = [];
  function showParams(values) {
    const chosen = HOOKS.map(name => [name, find(lists, name, values[name])]).filter(([name, hook]) => properties(name, hook).length);
    const key = chosen.map(([name, hook]) => name + hook.id + hook.version).join();
    if (key !== drawn) {
      params = [];
      extras.replaceChildren(...chosen.map(([name, hook]) => details(name, hook)));
      drawn = key;
    }
    for (const [name, one] of params) one.set(values[name]?.params);
  }

  /** Parameters of a plugin; the scale of guidance has its own slider. */
  function properties(name, hook) {
    return Object.entries(hook?.schema?.properties ?? {}).filter(([key]) => name !== 'guidance' || key !== 'scale');
  }

  function details(name, hook) {
    const one = parameters(hook, properties(name, hook), t, (key, value) => draft.set({ [name]: { id: hook.id, params: { ...draft.get()[name]?.params, [key]: value } } }));
    params.push([name, one]);
    return one.element;
  }

  return { draw, show, effective, model };
}
