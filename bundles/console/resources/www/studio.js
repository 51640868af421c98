// The client of the REST API that each panel is handed.
import { draft, place } from './draft.js';
import { events } from './events.js';
import { h } from './dom.js';
import { parse, stringify } from './json.js';

/** What went wrong, as the workbench says it (RFC 9457, with advice). */
export class Problem extends Error {
  constructor({ title, status, detail, advice }) {
    super(title);
    Object.assign(this, { title, status, detail, advice });
  }
}

const commands = new Map();
let words = key => key;

/** Once the session is over nothing is asked any more: the answer would be a refusal, to a page that nobody sees. */
let leaving = false;

/** Leaves for the login page, which comes back here. */
export function login() {
  leaving = true;
  location.assign('/login/index.html?to=' + encodeURIComponent(location.pathname + location.search) + location.hash);
}

/** Ends the session. */
export async function logOut() {
  await studio.post('/api/logout');
  login();
}

/** A change of one's password on its way, which ends the session and begins another, and how many there were. */
let renewing = null, renewals = 0;

function renew(path, options) {
  return renewing = fetch(path, options).finally(() => { renewing = null; renewals++; });
}

/** Fetches; and again what a workbench that is just starting cannot give yet, and what was refused to the session before. */
async function fetched(path, options = {}) {
  for (let left = 30; ; left--) {
    if (leaving) await new Promise(() => {});
    if (path === '/api/me/password') return renew(path, options);
    await renewing?.catch(() => {});
    const before = renewals, response = await fetch(path, options), seconds = Number(response.headers.get('Retry-After'));
    const early = response.status === 503 && seconds && (options.method ?? 'GET') === 'GET', late = response.status === 401 && (renewing || renewals !== before);
    if (!left || !early && !late) return response;
    if (early) await new Promise(done => setTimeout(done, seconds * 1000));
  }
}

/** What the workbench answers, with its headers. A file or a text is sent as it is, anything else as JSON. */
async function ask(method, path, body, headers = {}) {
  const raw = body === undefined || body instanceof Blob || typeof body === 'string';
  let response;
  try {
    response = await fetched(path, { method, headers: raw ? headers : { 'Content-Type': 'application/json', ...headers }, body: raw ? body : stringify(body) });
  } catch {
    throw new Problem({ status: 0, title: words('away.title'), detail: words('away.detail'), advice: words('away.advice') });
  }
  const text = await response.text();
  const json = response.headers.get('Content-Type')?.includes('json') && text ? parse(text) : null;
  if (response.ok) return { json, response };
  if (response.status === 401) login();
  throw new Problem(json?.title ? { status: response.status, ...json }
    : { status: response.status, title: words('odd.title'), detail: words('odd.detail', { status: response.status, path }), advice: words('odd.advice') });
}

function stored(storage, name) {
  try { return JSON.parse(storage.getItem('mezzotint.' + name)) ?? {}; } catch { return {}; }
}

const answer = (...asked) => ask(...asked).then(({ json }) => json);

export const studio = {
  draft,
  get: path => answer('GET', path),
  post: (path, body, headers) => answer('POST', path, body, headers),
  put: (path, body) => answer('PUT', path, body),
  patch: (path, body) => answer('PATCH', path, body),
  remove: path => answer('DELETE', path),
  /** Posts what is not JSON: a file, a text. */
  send: (path, body, type) => answer('POST', path, body, { 'Content-Type': type }),

  /** A part of a long list: {items, total}. */
  async page(path) {
    const { json, response } = await ask('GET', path);
    return { items: json, total: Number(response.headers.get('X-Total-Count') ?? json.length) };
  },

  /** Calls the listener for messages of types: 'job pictures'; 'back' is a lost connection that is there again. Returns how to stop. */
  subscribe(types, listener) {
    const back = message => { if (message.online) listener(message); };
    const stops = types.split(' ').map(type => type === 'back' ? events.subscribe('connection', back) : events.subscribe(type, listener));
    return () => { for (const stop of stops) stop(); };
  },
  announce: events.announce,
  online: () => events.online !== false,

  /** What a panel remembers over a refresh, for this tab: {get(), set(changes)}. */
  memory(name) {
    return {
      get: () => stored(sessionStorage, name),
      set(changes) { try { sessionStorage.setItem('mezzotint.' + name, JSON.stringify({ ...stored(sessionStorage, name), ...changes })); } catch { /* lasts as long as the page */ } },
    };
  },

  /** Where the open panel is, in the address: #gallery/ID?search=cat is {item: 'ID', search: 'cat'}. */
  place: () => ({ item: place().item, ...Object.fromEntries(new URLSearchParams(place().query)) }),

  /** Changes that; the way back leads to where one was before, unless this only goes on from there. */
  goTo({ item = '', ...values }, goesOn) {
    const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value));
    const hash = '#' + place().panel + (item && '/' + encodeURIComponent(item)) + (query.size ? '?' + query : '');
    if (hash !== location.hash) history[goesOn ? 'replaceState' : 'pushState'](null, '', hash);
  },

  /** What the user prefers in this browser: 'previews' ('on' or 'off'), 'theme', 'language'; a value sets it for all tabs. */
  preference(name, value) {
    try {
      if (value !== undefined) localStorage.setItem('mezzotint.' + name, value);
      return localStorage.getItem('mezzotint.' + name);
    } catch { return value ?? null; }
  },

  /** The shell's own words, as text() gives a folder's. */
  words: (key, values) => words(key, values),

  /** The words of a folder, in the page's language, else in English: t('step', {step: 3}) fills "{step}". */
  async text(folder) {
    const read = language => fetched(new URL(language + '.json', new URL(folder, location.href))).then(response => response.json()).catch(() => ({}));
    const { lang } = document.documentElement;
    const found = Object.assign({}, ...await Promise.all((lang === 'en' ? ['en'] : ['en', lang]).map(read)));
    return (key, values = {}) => (found[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
  },

  /** Sets everything a picture was made with, and shows the panel that makes. */
  recall(request) {
    draft.set({ ...request, count: undefined });
    if (!location.hash.startsWith('#generate')) location.hash = '#generate';
  },

  /** Adds {label, keys, also, key(event), run} to the palette and the keyboard; returns how to take it back. */
  command(command) {
    const id = Symbol(command.label);
    commands.set(id, command);
    return () => commands.delete(id);
  },
  /** Several at once: [name of its label, keys, run]. */
  keys: (t, all) => all.map(([name, keys, run]) => studio.command({ label: t(name), keys, run })),
  commands: () => [...commands.values()],

  /** Puts a text on the clipboard; a page that came over plain HTTP from another machine has none. */
  copy: text => (navigator.clipboard?.writeText(text) ?? Promise.reject()).then(() => studio.say(words('copied')), () => studio.say(words('notcopied'))),

  /** Says a sentence that goes away by itself, later if {label, run} can be chosen; not while it is pointed at. */
  say(sentence, action) {
    const toast = h('div.toast', sentence, action && h('button.quiet', { onclick: () => { toast.remove(); action.run(); } }, action.label));
    const leave = () => { if (toast.matches(':hover, :focus-within')) setTimeout(leave, 1000); else toast.remove(); };
    const all = document.querySelector('.toasts');
    all.append(toast);
    while (all.children.length > 3) all.firstChild.remove();
    setTimeout(leave, action ? 12_000 : 6000);
  },
};

/** The shell's own words, for problems that happen before the workbench can say anything. */
export function speak(text) {
  words = text;
}
