// What the repositories offer: a search, the versions of each plugin, and the way in.
import { bytes, failedCard, ghost, h, searchField, select } from '/panel.js';

export function browse(shelf, studio, t, { state, change }) {
  const search = searchField(t('offers.search'), { oninput: () => { clearTimeout(typing); typing = setTimeout(ask, 200); } });
  const address = h('input', { type: 'url', required: true, 'aria-label': t('address'), placeholder: 'https://', autocomplete: 'off', spellcheck: 'false' });
  const list = h('ul.offers'), sources = h('p.dim'), count = h('p.unseen', { 'aria-live': 'polite' });
  let typing, asked = 0, drawn = '';
  const fetched = event => { event.preventDefault(); change.address(address.value.trim()); };
  shelf.append(h('section.card', { 'aria-label': t('browse') }, h('h2', t('offers.title')), search, count, list, sources,
    h('details', h('summary', t('address.more')), h('form.row', { onsubmit: fetched }, address, h('button.ghost', { type: 'submit' }, t('address.get'))))));

  async function ask() {
    const mine = ++asked;
    try {
      const asking = ['/api/offers?search=' + encodeURIComponent(search.value), '/api/repositories'];
      const [offers, repositories] = await Promise.all(asking.map(path => studio.get(path)));
      if (mine === asked) show(offers ?? [], repositories ?? []);
    } catch (error) {
      if (mine === asked) list.replaceChildren(h('li', failedCard(error, t('again'), ask)));
    }
  }

  function show(offers, repositories) {
    const byName = new Map();
    for (const offer of offers) byName.set(offer.name, [...(byName.get(offer.name) ?? []), offer]);
    list.replaceChildren(...[...byName.values()].map(item));
    count.textContent = t('offers.count', { count: byName.size });
    if (!byName.size) list.append(h('li.dim', t(repositories.some(one => one.offers) ? 'offers.none' : 'offers.empty')));
    sources.replaceChildren(...repositories.map(one => h('span', {},
      t(one.signer ? 'repository.signed' : 'repository', { ...one, signer: one.signer?.name }), one.problem ? h('span.warns', ' ' + one.problem) : '', ' ')));
  }

  function item(versions) {
    const [newest] = versions, here = newest.installed;
    const chosen = select(t('versions', newest), versions.map(one => one.version));
    return h('li', h('div', h('b', newest.label || newest.name), h('span.dim', ` ${newest.repository} · ${bytes(newest.size)}`)),
      newest.description && h('p', newest.description),
      h('div.row', versions.length > 1 ? chosen : h('span.dim', newest.version),
        here && h('span.dim', t('offers.here', { version: here })),
        here !== newest.version || versions.length > 1
          ? ghost(t(here ? 'offers.other' : 'do.install'), () => change.get(newest.name, chosen.value)) : ''));
  }

  /** What is here has changed: the offers say so. */
  function draw() {
    const key = JSON.stringify(state.plugins?.map(one => [one.name, one.version]));
    if (key !== drawn && !shelf.hidden) ask();
    drawn = key;
  }

  return { show() { ask(); search.focus(); }, draw };
}
