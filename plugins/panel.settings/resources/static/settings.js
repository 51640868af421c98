// Settings: how the console looks, what the workbench may do, who may use it, what this is.
import { h, problemCard, style } from '/dom.js';
import { field } from '/form.js';
import { people, tokens } from './people.js';
import { shown } from './shown.js';
import { trust } from './trust.js';

const LANGUAGES = [['en', 'English'], ['de', 'Deutsch']];
let stops = [];

export async function mount(element, studio) {
  const t = await studio.text('/panels/settings/');
  await style(element, '/panels/settings/settings.css');
  const root = h('div.page.settings', {}, h('header', {}, h('h1', {}, t('title'))));
  element.append(root);
  const me = await studio.get('/api/me'), admin = !me.name || me.roles?.includes('admin');
  const part = (name, ...content) => h('section.box', { 'aria-labelledby': 'settings-' + name }, h('h2', { id: 'settings-' + name }, t(name)), content);
  root.append(part('look', look(studio, t)), admin ? part('network', network(studio, t)) : '', admin ? part('trust', trust(studio, t)) : '',
    me.password ? part('tokens', tokens(studio, t)) : '', admin ? part('people', people(studio, t, me)) : '', part('limits', limits(studio, t)), part('about', about(studio, t)));
}

export function unmount(element) {
  for (const stop of stops) stop();
  stops = [];
  element.replaceChildren();
}

/** What belongs to this browser. */
function look(studio, t) {
  const { dataset, lang } = document.documentElement;
  const language = field({ type: 'string', options: LANGUAGES }, { label: t('language'), change: value => { studio.preference('language', value); location.reload(); } });
  const theme = field({ type: 'string', options: [['plate', t('dark')], ['paper', t('light')]] }, { label: t('theme'), change: value => { studio.preference('theme', value); dataset.theme = value; } });
  const previews = field({ type: 'boolean' }, { label: t('previews'), change: on => studio.preference('previews', on ? 'on' : 'off') });
  language.set(lang);
  theme.set(dataset.theme);
  previews.set(studio.preference('previews') !== 'off');
  const watched = new MutationObserver(() => theme.set(dataset.theme));
  watched.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  stops.push(() => watched.disconnect());
  return h('div.fields', {}, language.element, theme.element, previews.element);
}

function network(studio, t) {
  return shown(async () => {
    const note = h('div.note'), { offline } = await studio.get('/api/settings/offline');
    const one = field({ type: 'boolean' }, { label: t('offline'), change: async on => {
      try { one.set((await studio.put('/api/settings/offline', { offline: on })).offline); note.replaceChildren(); } catch (error) { one.set(!on); note.replaceChildren(problemCard(error)); }
    } });
    one.set(offline);
    return [h('div.fields', {}, one.element), h('p.dim', {}, t('offline.note')), note];
  });
}

/** The ranges of a request's settings, as the workbench checks them. */
function limits(studio, t) {
  return shown(async () => {
    const { properties = {} } = await studio.get('/api/settings');
    const ranges = Object.entries(properties).filter(([, one]) => one.minimum !== undefined || one.maximum !== undefined);
    return h('dl', {}, ranges.map(([name, one]) => [h('dt', {}, one.title ?? name), h('dd.tabular', {}, [one.minimum ?? '…', one.maximum ?? '…'].join(' – '))]).flat());
  });
}

function about(studio, t) {
  return shown(async () => {
    const { version, engine, safe } = await studio.get('/api/status');
    const facts = [['version', 'Mezzotint ' + version], ['engine', engine], safe && ['mode', t('safe')], ['licence', 'Apache License 2.0']].filter(Boolean);
    return [h('dl', {}, facts.map(([name, value]) => [h('dt', {}, t(name)), h('dd', {}, value)]).flat()), h('p.dim', {}, t('about.note'))];
  });
}
