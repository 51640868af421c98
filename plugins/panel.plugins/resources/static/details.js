// The chosen plugin: what it is, what it needs, what it uses and whose word there is for it.
import { ghost, h, seconds, select, when } from '/panel.js';
import { hookWords, older } from './words.js';

/** What was told of a jar already; it says so anew only when the jar is another. */
const told = new Map();

/** A card that shows at once what the list knows, and then what only the workbench's look into the jar tells. */
export function details(one, studio, t, { state, look, change }) {
  const trust = h('dl'), busy = !state.may || !!one.change;
  const jar = JSON.stringify([one.name, one.version, one.verdict?.sha256]);
  if (!told.has(jar)) told.set(jar, studio.get('/api/plugins/' + encodeURIComponent(one.name)));
  told.get(jar).then(found => trust.replaceChildren(...verdict(found, t)), error => {
    told.delete(jar);
    trust.replaceChildren(h('dt', error.title), h('dd', error.detail ?? ''));
  });
  const source = one.hooks.find(hook => /^https?:/.test(hook.source ?? ''))?.source;
  const link = name => h('button.quiet', { onclick: () => look({ chosen: name }) }, state.plugins.find(each => each.name === name)?.label || name);
  const links = names => names.map((name, i) => [i ? ', ' : '', link(name)]).flat();
  return h('section.card.one', { 'aria-label': t('details', one) },
    h('h2', one.label, h('span.dim', ' ' + one.version)),
    one.description && h('p', one.description),
    h('dl', fact(t('name'), h('code', one.name)),
      fact(t('offers'), one.hooks.map(hook => `${hook.label} (${hookWords(hook.hook, t)} ${hook.id})`).join(', ')),
      fact(t('from'), one.bundled ? t('origin.bundled') : [t('origin.' + one.origin.kind), one.origin.place].filter(Boolean).join(' ')),
      fact(t('needs'), one.needs.length && links(one.needs)), fact(t('needed'), one.neededBy.length && links(one.neededBy)),
      one.times.map(time => fact(t('time', { hook: hookWords(time.hook, t) }), t('time.of', { last: seconds(time.last), calls: time.calls, all: seconds(time.seconds) })))),
    trust,
    one.faults.length ? faults(one.faults, t) : '',
    state.may ? h('div.row', versions(one, t, change, busy),
      ghost(t('remove'), () => change.remove(one), { disabled: busy })) : '',
    source && h('a', { href: source, target: '_blank', rel: 'noreferrer noopener' }, t('source')));
}

function faults(all, t) {
  const line = fault => h('li', h('time', { datetime: fault.when }, when(fault.when) + ': '), fault.words);
  return h('details', h('summary', t(all.length === 1 ? 'faults.one' : 'faults.many', { count: all.length })), h('ul', all.slice(0, 20).map(line)));
}

function fact(name, value) {
  return value ? [h('dt', name), h('dd', value)] : [];
}

/** Newer and older versions: one button for what is chosen, which says which way it goes. */
function versions(one, t, change, busy) {
  const others = one.versions.filter(version => version !== one.version);
  if (!others.length) return '';
  const go = h('button.ghost', { disabled: busy, onclick: () => change.get(one.name, chosen.value) });
  const chosen = select(t('versions', one), others, { onchange: name });
  if (one.update) chosen.value = one.update;
  function name() { go.textContent = t(older(chosen.value, one.version) ? 'goback' : 'update'); }
  name();
  return [chosen, go];
}

function verdict({ verdict: found }, t) {
  if (!found) return fact(t('signed'), t('unjudged'));
  const words = uses => uses.map(use => t('use.' + use)).join(', ');
  return [
    ...fact(t('signed'), t('standing.' + found.standing, { name: found.publisher?.name || found.publisher?.key?.slice(0, 12) + '…' })),
    ...fact(t('declares'), words(found.declared) || t('use.none')),
    ...fact(t('found'), words(found.found) || t('use.none')),
    ...fact(t('undeclared'), found.undeclared.length && h('span.warns', words(found.undeclared))),
    ...fact(t('remarks'), found.remarks.length && h('ul', found.remarks.map(remark => h('li', remark)))),
    ...(found.publisher ? fact(t('key'), h('code', found.publisher.key)) : []),
    ...fact('SHA-256', found.sha256 && h('code', found.sha256))];
}
