// What is said of each capability, coloured by what was found: press a claim for the file, the fact or the arithmetic.
import { h, joined } from '/panel.js';

/** A text as plain parts and claims, each claim where its words stand; of two that overlap the earlier and longer is shown in place. */
function marked(text, claims) {
  const places = claims.map(claim => ({ claim, at: text.indexOf(claim.text) })).filter(one => one.at >= 0).sort((a, b) => a.at - b.at || b.claim.text.length - a.claim.text.length);
  const parts = [];
  let end = 0;
  for (const { claim, at } of places) {
    if (at < end) continue;
    parts.push(text.slice(end, at), claim);
    end = at + claim.text.length;
  }
  return [...parts, text.slice(end)];
}

function because(claim, t) {
  const evidence = claim.evidence.map(one => h('li', joined(one.locator, one.value), ' ', h('span.dim', one.source)));
  return h('span.because', h('b', t('status.' + claim.status)), claim.computed && h('span', claim.computed), claim.why && h('span', claim.why), evidence.length > 0 && h('ul', evidence), h('span.dim', t('checker', { name: claim.checker })));
}

function sentence(part, t) {
  if (typeof part === 'string') return part;
  const note = because(part, t), button = h('button.claim.' + part.status, { 'aria-expanded': 'false', title: t('status.' + part.status) }, part.text);
  note.hidden = true;
  button.onclick = () => { note.hidden = !note.hidden; button.ariaExpanded = String(!note.hidden); };
  return [button, note];
}

function capability(one, t) {
  const texts = [one.description, one.unique && t('unique') + ' ' + one.unique, one.versus && t('versus') + ' ' + one.versus].filter(Boolean), inText = new Set();
  const lines = texts.map(text => h('p', marked(text, one.claims).map(part => { if (typeof part !== 'string') inText.add(part); return sentence(part, t); })));
  const others = one.claims.filter(claim => !inText.has(claim));
  return h('article', { 'aria-label': one.name }, h('h4', one.name, ' ', h('span.dim', joined(one.task, one.nameSource === 'candidate' && t('candidate')))), lines, !texts.length && h('p.dim', t('notext')),
    others.length > 0 && h('ul.others', others.map(claim => h('li', sentence(claim, t)))),
    one.evidence.length > 0 && h('p.dim', t('evidence') + ' ' + one.evidence.map(each => joined(each.locator, each.value)).join('; ')));
}

export function claims({ artifacts }, t) {
  const counts = one => Object.entries(one.counts).map(([status, count]) => h('span.tag.' + status, `${count} ${t('status.' + status)}`));
  return artifacts.map(one => h('section', { 'aria-label': one.name }, h('h3', one.name, ' ', counts(one)), one.capabilities.map(each => capability(each, t))));
}
