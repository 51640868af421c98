// Profiles: plugins and their settings under a name, and the ways back that the workbench keeps by itself.
import { failedCard, ghost, h, problemCard, when } from '/panel.js';
import { skeleton } from './words.js';

const ROOT = '/api/profiles', OWN = /^(last-good$|before-)/;
const path = name => ROOT + '/' + encodeURIComponent(name);

/** Draws them into an element; a plan to apply one is shown at the side, by `change`. */
export function profiles(main, studio, t, { change, state }) {
  const name = h('input', { 'aria-label': t('profile.name'), placeholder: t('profile.name'), maxlength: 40, autocomplete: 'off', spellcheck: 'false' });
  const picker = h('input', { type: 'file', accept: '.json', hidden: true, onchange: () => { read(picker.files[0]); picker.value = ''; } });
  const trouble = h('div'), list = h('div');

  const failed = error => trouble.replaceChildren(problemCard(error));
  const attempt = async work => {
    trouble.replaceChildren();
    try { await work(); } catch (error) { failed(error); }
    await load();
  };

  function show() {
    const save = event => { event.preventDefault(); if (name.value.trim()) attempt(() => keep(name.value.trim())); };
    main.replaceChildren(state.may ? h('form.row', { onsubmit: save }, name, h('button.ghost', { type: 'submit' }, t('profile.save')),
      ghost(t('profile.import'), () => picker.click()), picker,
      ghost(t('profile.rollback'), () => change.profile(ROOT + '/rollback?plan'))) : h('p.dim', t('forbidden')), trouble, list);
    return load();
  }

  async function load() {
    const waiting = setTimeout(() => { if (!list.firstChild) list.append(skeleton(t, 4)); }, 200);
    try {
      const all = await studio.get(ROOT) ?? [], saved = all.filter(one => !OWN.test(one.name)), kept = all.filter(one => OWN.test(one.name));
      list.replaceChildren(...(saved.length ? saved.map(card) : [h('p.none', t('profile.none'))]), kept.length ? h('h2', t('profile.kept')) : '', ...kept.map(card));
    } catch (error) { list.replaceChildren(failedCard(error, t('again'), load)); }
    clearTimeout(waiting);
  }

  function card(one) {
    const own = OWN.test(one.name), differences = h('div', { 'aria-live': 'polite' });
    const act = (key, onclick) => ghost(t('profile.' + key), onclick, { 'aria-label': t('profile.' + key) + ' ' + one.name });
    return h('section.card.profile', { 'aria-label': one.name }, h('div', h('b', one.name), one.about && h('span.dim', ' ' + one.about)),
      h('p', t('profile.facts', { when: when(one.saved), by: one.by, count: one.plugins })),
      differences,
      state.may ? h('div.row', act('compare', () => compare(one, differences)), act('apply', () => change.profile(path(one.name) + '/plan')), act('export', () => attempt(async () => download(await studio.get(path(one.name))))),
        own ? '' : act('delete', () => attempt(() => forget(one)))) : '');
  }

  async function keep(called) {
    await studio.put(path(called), {});
    name.value = '';
    studio.say(t('profile.saved', { name: called }));
  }

  async function compare(one, differences) {
    try {
      const found = await studio.get(`${ROOT}/compare?a=now&b=${encodeURIComponent(one.name)}`), words = found.differences.map(each => each.words);
      differences.replaceChildren(h('p', t(words.length ? 'profile.then' : 'profile.same')), h('ul', words.map(text => h('li', text))));
    } catch (error) { failed(error); }
  }

  function download(one) {
    const link = h('a', { href: URL.createObjectURL(new Blob([JSON.stringify(one, null, 2)], { type: 'application/json' })), download: one.name + '.json' });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  async function forget(one) {
    const whole = await studio.get(path(one.name));
    await studio.remove(path(one.name));
    const back = () => attempt(() => studio.post(ROOT + '/import', whole));
    studio.say(t('profile.deleted', one), { label: t('undo'), run: back });
  }

  function read(file) {
    if (file) attempt(() => studio.send(ROOT + '/import', file, 'application/json'));
  }

  return { show };
}
