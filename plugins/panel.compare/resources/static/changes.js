// What changed since a day: what became known, what is gone, and what is said otherwise, with who says it and when.
import { h, joined } from '/panel.js';
import { table } from '/table.js';

const said = values => [...new Map(values.map(one => [one.value, one])).values()].map((one, i) => [i > 0 && '; ', one.value, ' ', h('span.dim', joined(one.source, one.date))]);

export function changes({ changes: { since, unknown, rows }, artifacts }, t) {
  const name = id => artifacts.find(one => one.id === id)?.name ?? id;
  const cells = one => [t('of.' + one.kind) + (one.kind === one.name ? '' : ' ' + one.name), name(one.artifact), one.before.length ? h('span', said(one.before)) : h('span.dim', t('before.none')), one.after.length ? h('span', said(one.after)) : h('span.dim', t('after.none'))];
  return [...unknown.map(id => h('p', t('unknown.then', { name: name(id), since }))), h('p', t(rows.length ? 'changes.note' : 'changes.none', { since })),
    rows.length > 0 && table(t, t('changes'), [t('what'), t('artifact'), since, t('now')], rows.map(cells))];
}
