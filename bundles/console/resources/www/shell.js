// The shell knows no panel: it lists what the workbench offers, loads a panel's module, hands it an element and `studio`.
import { studio, speak, login, logOut } from './studio.js';
import { draft, place } from './draft.js';
import { events } from './events.js';
import { choose } from './chooser.js';
import { fill, ghost, h, icon, problemCard, sentence, typing } from './dom.js';
import { bytes, joined } from './words.js';
import { watch } from './reading.js';

const find = selector => document.querySelector(selector);
const stage = find('main'), rail = find('.rail'), banner = find('.offline');
const t = await studio.text('/');
speak(t);
for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
for (const element of document.querySelectorAll('[data-label]')) element.ariaLabel = t(element.dataset.label);
let panels = [], models = [], current = null, countdown, leading = false;

async function open(panel) {
  if (current?.panel.id === panel?.id && current?.panel.module === panel?.module) return;
  current?.module?.unmount?.(current.element);
  const element = h('div.panel'), opening = current = { panel: panel ?? {}, module: null, element };
  stage.replaceChildren(element); // one for each, so that a panel which is still coming does not come into the next
  if (!panel) return element.append(problemCard({ title: t('panel.none'), advice: t('panel.none.advice') }));
  document.title = panel.label + ' · Mezzotint';
  mark();
  try {
    const module = await import(panel.module);
    if (current !== opening) return;
    opening.module = module;
    await module.mount(element, studio);
  } catch (error) {
    if (current !== opening) return;
    current = null; // so that a next try is a real one
    element.replaceChildren(problemCard({ title: t('panel.failed', { label: panel.label }), detail: error.detail ?? String(error.message), advice: error.advice ?? t('panel.failed.advice') }));
  }
}

function chosen() {
  return panels.find(panel => panel.id === place().panel) ?? panels[0];
}

function mark() {
  for (const link of rail.children) {
    if (link.dataset.id === current?.panel.id) link.ariaCurrent = 'page';
    else link.removeAttribute('aria-current');
  }
}

async function refreshPanels() {
  const offered = (await studio.get('/api/panels') ?? []).filter(panel => panel.id && panel.module)
    .map(panel => ({ ...panel, label: panel.label || panel.id, order: panel.order ?? 500 })).sort((a, b) => a.order - b.order);
  const translated = await Promise.all(offered.map(translate)), before = panels;
  panels = translated;
  rail.replaceChildren(...panels.map(panel => h('a', { href: '#' + panel.id, 'data-id': panel.id, class: panel.order >= 900 ? 'last' : null }, icon(panel.icon), panel.label)));
  mark();
  if (before.length) {
    for (const panel of panels) {
      const old = before.find(p => p.id === panel.id);
      if (!old) studio.say(t('panel.new', panel));
      else if (old.version !== panel.version) studio.say(t('panel.changed', panel), { label: t('reload'), run: () => location.reload() });
    }
    for (const panel of before) if (!panels.some(p => p.id === panel.id)) studio.say(t('panel.gone', panel));
  }
  await open(chosen());
}

/** A panel's label in the page's language is with its words; without them it stays English. */
async function translate(panel) {
  if (document.documentElement.lang === 'en') return panel;
  const words = await studio.text(new URL('.', new URL(panel.module, location.href)).pathname).catch(() => String);
  const label = words('label');
  return label === 'label' ? panel : { ...panel, label };
}

/** The key after G that opens each panel: the first letter of its label that no panel before it has. */
function letters() {
  const taken = new Map();
  for (const panel of panels) taken.set([...panel.label.toLowerCase()].find(letter => /\p{L}/u.test(letter) && !taken.has(letter)) ?? panel.id, panel);
  return taken;
}

async function refreshModels() {
  models = (await studio.get('/api/models') ?? []).map(model => ({ ...model, label: model.label || model.name }));
  drawModel();
}

function drawModel() {
  const model = models.find(m => m.name === draft.get().model) ?? models[0];
  find('.model .name').textContent = model?.label ?? t('model.unknown');
}

async function refreshStatus() {
  if (document.hidden || !studio.online()) return;
  try {
    const { engine, memory, running, notes } = await studio.get('/api/status') ?? {};
    const parts = [engine, memory?.total > 0 && t('memory', { used: bytes(memory.used), total: bytes(memory.total) }),
      running?.length ? t('busy', { count: running.length }) : t('idle')];
    find('.pulse').textContent = joined(...parts);
    showNotes(notes ?? []);
  } catch { /* the banner says it */ }
}

/** What the workbench has to say of itself, such as a full disk, until it is true no more. */
function showNotes(notes) {
  const place = find('.notes');
  fill(place, JSON.stringify(notes), () => notes.map(note => h('span', sentence(note))));
  place.hidden = !notes.length;
}

function chooseModel() {
  choose(t('models'), models.map(model => ({ label: model.label, note: model.description, also: model.name, run: () => draft.set({ model: model.name }) })), t('models.none'));
}

function commands() {
  return [...studio.commands(),
    ...[...letters()].map(([letter, panel]) => ({ label: t('command.open', panel), keys: 'G ' + letter.toUpperCase(), also: panel.id, run: () => { location.hash = '#' + panel.id; } })),
    ...models.map(model => ({ label: t('command.use', model), note: model.description, run: () => draft.set({ model: model.name }) }))];
}

/** The panel goes first, so that it asks for nothing when the session is over. */
async function leave() {
  current?.module?.unmount?.(current.element);
  await logOut();
}

function switchTheme() {
  const theme = document.documentElement.dataset.theme === 'paper' ? 'plate' : 'paper';
  document.documentElement.dataset.theme = theme;
  studio.preference('theme', theme);
}

const palette = () => choose(t('search'), commands(), t('search.none'));
const keys = () => choose(t('keys'), commands().filter(command => command.keys), t('search.none'));
studio.command({ label: t('search'), keys: 'Ctrl K', also: 'palette', run: palette });
studio.command({ label: t('command.model'), keys: 'M', also: 'checkpoint', run: chooseModel });
studio.command({ label: t('command.theme'), also: 'dark mode paper plate', run: switchTheme });
studio.get('/api/me').then(me => {
  if (me.password) studio.command({ label: t('command.logout', me), also: 'log out sign off', run: () => leave().catch(error => studio.say(error.message)) });
}).catch(() => { /* the banner says it */ });
studio.command({ label: t('command.keys'), keys: '?', also: 'keyboard shortcuts help', run: keys });

/** A command's key is its `keys` without modifiers, or with Ctrl (Cmd on a Mac) before it. */
function matches(command, event) {
  if (!command.keys || command.keys.startsWith('G ')) return false;
  const [last, control] = command.keys.split(' ').reverse();
  const pressed = event.key === 'Escape' ? 'Esc' : event.key;
  if (pressed.toLowerCase() !== last.toLowerCase() || !!control !== (event.ctrlKey || event.metaKey) || event.altKey) return false;
  return control || last === 'Esc' || !typing();
}

addEventListener('keydown', event => {
  if (find('dialog[open]') || event.isComposing) return;
  const going = leading && !typing() && letters().get(event.key.toLowerCase());
  leading = !leading && event.key.toLowerCase() === 'g' && !event.ctrlKey && !event.metaKey && !typing();
  const command = going ? { run: () => { location.hash = '#' + going.id; } } : studio.commands().find(one => matches(one, event));
  if (!command) return;
  event.preventDefault();
  command.run();
});

function connection({ online, seconds }) {
  clearInterval(countdown);
  banner.hidden = online;
  if (online) return;
  fetch('/api/me').then(response => response.json()).then(me => { if (!me.name) login(); }).catch(() => { /* it does not answer at all */ });
  let left = seconds;
  const sentence = h('span', { 'aria-live': 'off' });
  const draw = () => { sentence.textContent = t('offline', { seconds: Math.max(0, left--) }); };
  draw();
  countdown = setInterval(draw, 1000);
  banner.replaceChildren(sentence, ghost(t('offline.now'), events.connect));
}

/** Asks anew for what may have changed; what fails now is asked for again on reconnecting. */
function refresh() {
  for (const part of [refreshPanels, refreshModels, refreshStatus]) {
    part().catch(error => { if (!panels.length) stage.replaceChildren(problemCard(error)); });
  }
}

addEventListener('storage', event => {
  if (event.key === 'mezzotint.theme' && event.newValue) document.documentElement.dataset.theme = event.newValue;
  if (event.key === 'mezzotint.language') location.reload();
});
watch(studio);
find('.model').onclick = chooseModel;
find('.search').onclick = palette;
find('.theme').onclick = switchTheme;
find('.skip').onclick = event => { event.preventDefault(); stage.focus(); };
addEventListener('hashchange', () => open(chosen()));
draft.subscribe(drawModel);
events.subscribe('connection', connection);
events.subscribe('connection', ({ online }) => { if (online) refresh(); });
events.subscribe('plugins', refresh);
events.subscribe('queue', () => studio.get('/api/queue').then(queue => { if (queue.trouble) studio.say(queue.trouble); }).catch(() => { /* asked for again when it is looked at */ }));
events.subscribe('job', ({ job }) => { if (job && (job.state !== 'running' || !job.progress?.step)) refreshStatus(); });
setInterval(refreshStatus, 10_000);
events.connect();
refresh();
