// What is known of a plugin, in words.
import { h, has, seconds } from '/panel.js';

const going = new Set(['queued', 'waiting', 'running']);
export const pending = change => going.has(change?.state);

/** Stands where something is still asked for. */
export const skeleton = (t, rows = 8) => h('div.skeleton', { role: 'status', 'aria-label': t('loading') }, Array.from({ length: rows }, () => h('i')));

/** A hook as one would call it; one that a plugin brought is called by its id. */
export function hookWords(hook, t) {
  const words = t('hook.' + hook);
  return words.startsWith('hook.') ? hook : words;
}

/** Everything the table and the card say of a bundle. */
export function facts(one, state, t) {
  const hooks = state.hooks.get(one.name) ?? [], times = (state.faults.times ?? []).filter(time => time.bundle === one.name);
  const faults = (state.faults.faults ?? []).filter(fault => fault.bundle === one.name), aside = state.quarantine.get(one.name);
  const change = state.changes.find(each => pending(each) && each.plan?.steps?.some(step => step.name === one.name));
  return {
    ...one, hooks, times, faults, aside, change, label: one.label || one.name,
    hook: [...new Set(hooks.map(hook => hookWords(hook.hook, t)))].join(', ') || t('library'),
    publisher: publisher(one, t), last: times.length ? seconds(times.reduce((sum, time) => sum + time.last, 0)) : '',
    mood: mood(one, aside, change), says: says(one, aside, change, t),
  };
}

function publisher({ bundled, verdict, origin }, t) {
  if (verdict?.publisher) return verdict.publisher.name || verdict.publisher.key.slice(0, 12) + '…';
  if (bundled) return 'Mezzotint';
  if (verdict) return t('signed.nobody');
  return origin?.place || t('origin.' + (origin?.kind ?? 'upload'));
}

function mood(one, aside, change) {
  return change ? 'warn' : aside ? 'bad' : one.restart || one.switchedOn && !one.on ? 'warn' : one.on ? 'good' : 'off';
}

function says(one, aside, change, t) {
  if (change) {
    const step = change.plan.steps.find(each => each.name === one.name);
    return t((change.state === 'waiting' ? 'doing.' : change.state + '.') + step.action);
  }
  if (aside) return t('aside.state');
  return t(one.on ? 'on' : one.switchedOn ? 'idle' : 'off') + (one.note ? ', ' + one.note : one.restart ? ', ' + t('restart') : '');
}

/** Waits for the picture "a cat" of job 12ab, step 5 of 12. */
export function waits(change, t) {
  const named = (change.waitsFor ?? []).flatMap(wait => wait.users).map(user => user.replace(/\b([0-9a-f]{8})-[0-9a-f-]{27}\b/g, '$1'));
  const users = [...new Set(named)];
  return change.state === 'queued' ? t('waits.queue') : users.length ? t('waits', { users: users.join('; ') }) : t('waits.soon');
}

/** Whether a plugin is among those that are looked for. */
export function matches(fact, { search, filter, hook }) {
  const text = [fact.label, fact.name, fact.hook, fact.publisher, fact.description,
    ...fact.hooks.flatMap(each => [each.hook, each.label, each.id, ...(each.aliases ?? [])])].join(' ');
  return has(text, search) && (!hook || fact.hooks.some(each => each.hook === hook)) && filters[filter](fact);
}

export const filters = { '': () => true, updates: one => !!one.update, faults: one => !!one.aside || one.faults.length > 0, off: one => !one.on };

/** A sentence in which names stand out. */
export function emphasized(sentence, names) {
  const found = [...new Set(names.filter(Boolean))].sort((a, b) => b.length - a.length).map(name => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  if (!found.length) return [sentence];
  return sentence.split(new RegExp(`(${found.join('|')})`)).map((part, i) => i % 2 ? h('b', part) : part);
}

/** Orders versions by number, a qualifier last; they come with all of their parts. */
export const older = (one, other) => one.localeCompare(other, 'en', { numeric: true }) < 0;
