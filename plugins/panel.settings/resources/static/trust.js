// Whose plugins may come in: the mode, the publishers, what was revoked.
import { ghost, h, problemCard } from '/panel.js';
import { field } from '/form.js';
import { shown } from './shown.js';

export function trust(studio, t) {
  return shown(async () => {
    const note = h('div.note'), lists = h('div.lists');
    const attempt = async work => { try { draw(await work()); note.replaceChildren(); } catch (error) { note.replaceChildren(problemCard(error)); draw(await studio.get('/api/trust')); } };
    const mode = field({ type: 'string', options: ['signed', 'ask', 'open'].map(one => [one, t('trust.' + one)]) },
      { label: t('trust.mode'), change: value => attempt(() => studio.put('/api/trust/mode', { mode: value })) });

    function draw(found) {
      mode.set(found.mode);
      lists.replaceChildren(...[h('h3', t('publishers')), found.publishers.length ? h('ul.plainlist', found.publishers.map(publisher)) : h('p.dim', t('publishers.none')),
        found.revocations.length > 0 && h('h3', t('revocations')), found.revocations.length > 0 && h('ul.plainlist', found.revocations.map(one => h('li', h('code', one.what), h('span.dim', one.reason))))].filter(Boolean));
    }

    const publisher = one => h('li', h('span', one.name, ' ', h('code.dim', String(one.key).slice(0, 16) + '…')),
      ghost(t('distrust'), () => attempt(() => studio.remove('/api/trust/publishers?key=' + encodeURIComponent(one.key))), { 'aria-label': `${t('distrust')}: ${one.name}` }));
    draw(await studio.get('/api/trust'));
    return [h('div.fields', mode.element), lists, note];
  });
}
