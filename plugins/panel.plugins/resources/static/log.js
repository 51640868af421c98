// The audit log: what was done, when, by whom, and whether the log is whole.
import { failedCard, ghost, h, joined, problemCard, when } from '/panel.js';
import { skeleton } from './words.js';

export function log(main, studio, t) {
  const place = h('div'); // never over another view

  async function show(limit = 200) {
    main.replaceChildren(place);
    const waiting = setTimeout(() => place.replaceChildren(skeleton(t)), 200);
    try {
      const found = await studio.get('/api/audit?limit=' + limit);
      clearTimeout(waiting);
      place.replaceChildren(state(found), found.entries.length ? lines(found.entries) : h('p.none', t('log.none')),
        found.entries.length >= limit && limit < 10_000 ? ghost(t('log.more'), () => show(Math.min(10_000, limit * 5))) : '');
    } catch (error) {
      clearTimeout(waiting);
      place.replaceChildren(error.status === 403 ? h('div.none', h('h2', t('log.forbidden')), h('p', t('log.forbidden.advice')))
        : failedCard(error, t('again'), () => show(limit)));
    }
  }

  function state({ whole, damage }) {
    return whole ? h('p.whole', h('i.dot.good', { 'aria-hidden': 'true' }), t('log.whole'))
      : problemCard({ title: t('log.damaged'), detail: damage, advice: t('log.damaged.advice') });
  }

  function lines(entries) {
    return h('table.log', h('caption.unseen', t('view.log')),
      h('thead', h('tr', ['when', 'by', 'action', 'subject', 'detail'].map(name => h('th', { scope: 'col', class: name }, t('log.' + name))))),
      h('tbody', entries.map(entry => h('tr', h('td.when', h('time', { datetime: entry.when }, when(entry.when))),
        h('td.by', entry.by), h('td.action', entry.action),
        h('td.subject', entry.subject), h('td.detail', joined(entry.detail, entry.origin))))));
  }

  return { show: () => show() };
}
