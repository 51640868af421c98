// Settings: how the console looks, what the workbench may do, who may use it, what this is.
import { attempt, h, pairs, panel } from '/panel.js';
import { field } from '/form.js';
import { password, people, tokens } from './people.js';
import { shown } from './shown.js';
import { trust } from './trust.js';

const LANGUAGES = [['en', 'English'], ['de', 'Deutsch']];
export const { mount, unmount } = panel('settings', t => ({ root: h('div.page.settings', h('header', h('h1', t('title')))) }), settings);

function settings({ root }, studio, t) {
  const stops = [], looks = look(studio, t, stops);
  const part = (name, ...content) => h('section.box', { 'aria-labelledby': 'settings-' + name }, h('h2', { id: 'settings-' + name }, t(name)), content);

  async function begin() {
    const me = await studio.get('/api/me'), admin = !me.name || me.roles?.includes('admin');
    root.append(part('look', looks), admin ? part('network', network(studio, t)) : '', admin ? part('trust', trust(studio, t)) : '',
      ...me.password ? [part('password.own', password(studio, t)), part('tokens', tokens(studio, t))] : [], admin ? part('people', people(studio, t, me)) : '', part('limits', limits(studio, t)), part('about', about(studio, t)));
  }

  return { begin, listen: () => stops };
}

/** What belongs to this browser. */
function look(studio, t, stops) {
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
  return h('div.fields', language.element, theme.element, previews.element);
}

function network(studio, t) {
  return shown(async () => {
    const note = h('div.note'), { offline } = await studio.get('/api/settings/offline');
    const one = field({ type: 'boolean' }, { label: t('offline'), change: on => {
      attempt(note, () => studio.put('/api/settings/offline', { offline: on }).catch(error => { one.set(!on); throw error; }));
    } });
    one.set(offline);
    return [h('div.fields', one.element), h('p.dim', t('offline.note')), note];
  });
}

/** The ranges of a request's settings, as the workbench checks them. */
function limits(studio, t) {
  return shown(async () => {
    const { properties = {} } = await studio.get('/api/settings');
    const ranges = Object.entries(properties).filter(([, one]) => one.minimum !== undefined || one.maximum !== undefined);
    return pairs(ranges.map(([name, one]) => [one.title ?? name, [one.minimum ?? '…', one.maximum ?? '…'].join(' – ')]), { class: 'tabular' });
  });
}

function about(studio, t) {
  return shown(async () => {
    const { version, engine, safe } = await studio.get('/api/status');
    const facts = [['version', 'Mezzotint ' + version], ['engine', engine], safe && ['mode', t('safe')], ['licence', 'Apache License 2.0']].filter(Boolean);
    return [pairs(facts.map(([name, value]) => [t(name), value])), h('p.dim', t('about.note'))];
  });
}
