// What the user has set for the next picture. It lives in the address and in the browser's store: a refresh loses
// nothing, a link carries it, and the tabs of one browser agree. Fields not set take the model's defaults.
import { whole } from './json.js';

const KEY = 'mezzotint.draft', HOME = 'generate';
const WORDS = new Set(['prompt', 'negative', 'model']);
const FIELDS = ['model', 'prompt', 'negative', 'width', 'height', 'count', 'seed', 'steps', 'cfg',
  'sampler', 'schedule', 'guidance', 'noise', 'parser', 'encoder', 'backend', 'image', 'controls', 'optimizers', 'watchers', 'finish'];
const listeners = new Set();
// The address is written a moment late, so a page that is loaded again trusts the store.
const again = performance.getEntriesByType('navigation')[0]?.type === 'reload' && Object.keys(fromStore()).length > 0;
let fields = again ? fromStore() : fromAddress() ?? fromStore();
let writing;

/** The address: #gallery/ID?search=cat is {panel, item, query}. The panel that makes has the draft as its query. */
export function place() {
  const [path, query = ''] = location.hash.slice(1).split(/\?(.*)/s), [panel, item = ''] = path.split(/\/(.*)/s);
  return { panel, item: decoded(item), query };
}

function decoded(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}

function atHome() {
  return ['', HOME].includes(place().panel);
}

function fromAddress() {
  const pairs = !atHome() ? [] : [...new URLSearchParams(place().query)].filter(([name]) => FIELDS.includes(name));
  return pairs.length ? Object.fromEntries(pairs.map(([name, text]) => [name, read(name, text)])) : null;
}

function read(name, text) {
  if (WORDS.has(name)) return text;
  try { return /^\d+$/.test(text) ? whole(text) : JSON.parse(text); } catch { return text; }
}

function fromStore() {
  try { return JSON.parse(localStorage.getItem(KEY)) ?? {}; } catch { return {}; }
}

function write() {
  clearTimeout(writing);
  writing = undefined;
  if (!atHome()) return;
  const query = new URLSearchParams();
  for (const name of FIELDS) {
    const value = fields[name];
    if (value !== undefined) query.set(name, typeof value === 'object' ? JSON.stringify(value) : value);
  }
  const hash = '#' + HOME + (query.size ? '?' + query : '');
  if (hash !== location.hash) history.replaceState(null, '', hash);
}

/** Browsers count changes of the address; a typed sentence is one. */
function writeSoon() {
  writing ??= setTimeout(write, 300);
}

function tell() {
  for (const listener of listeners) listener(fields);
}

export const draft = {
  get: () => fields,
  holds: name => FIELDS.includes(name),

  /** Changes some fields; undefined gives one back to the model. */
  set(changes) {
    const next = Object.entries({ ...fields, ...changes }).filter(([name, value]) => FIELDS.includes(name) && value !== undefined && value !== null && !(Array.isArray(value) && !value.length));
    fields = Object.fromEntries(next);
    try { localStorage.setItem(KEY, JSON.stringify(fields)); } catch { /* the address still has it */ }
    writeSoon();
    tell();
  },

  /** Calls the listener after each change, of this tab or another; returns how to stop. */
  subscribe(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};

addEventListener('pagehide', () => { if (writing) write(); });
addEventListener('hashchange', () => {
  fields = fromAddress() ?? fields;
  write();
  tell();
});
addEventListener('storage', event => {
  if (event.key !== KEY) return;
  fields = fromStore();
  writeSoon();
  tell();
});
write();
