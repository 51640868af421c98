// The client of the REST API that each panel is handed.
import { draft } from './draft.js';
import { events } from './events.js';
import { h } from './dom.js';

/** What went wrong, as the workbench says it (RFC 9457, with advice). */
export class Problem extends Error {
  constructor({ title, status, detail, advice }) {
    super(title);
    Object.assign(this, { title, status, detail, advice });
  }
}

const commands = new Map();
let words = key => key;

/** Leaves for the login page, which comes back here. */
export function login() {
  location.assign('/login/index.html?to=' + encodeURIComponent(location.pathname + location.search) + location.hash);
}

/** A file is sent as it is, anything else as JSON. */
async function ask(method, path, body, headers = {}) {
  const raw = body === undefined || body instanceof Blob;
  let response;
  try {
    response = await fetch(path, { method, headers: raw ? headers : { 'Content-Type': 'application/json', ...headers }, body: raw ? body : JSON.stringify(body) });
  } catch {
    throw new Problem({ status: 0, title: words('away.title'), detail: words('away.detail'), advice: words('away.advice') });
  }
  const text = await response.text();
  const json = response.headers.get('Content-Type')?.includes('json') && text ? JSON.parse(text) : null;
  if (response.ok) return json;
  if (response.status === 401) login();
  throw new Problem(json?.title ? { status: response.status, ...json }
    : { status: response.status, title: words('odd.title'), detail: words('odd.detail', { status: response.status, path }), advice: words('odd.advice') });
}

export const studio = {
  draft,
  get: path => ask('GET', path),
  post: (path, body, headers) => ask('POST', path, body, headers),
  put: (path, body) => ask('PUT', path, body),
  remove: path => ask('DELETE', path),
  subscribe: events.subscribe,
  online: () => events.online !== false,

  /** The words of a folder, in the page's language: t('step', {step: 3}) fills "{step}". */
  async text(folder) {
    const found = await fetch(new URL(document.documentElement.lang + '.json', new URL(folder, location.href))).then(response => response.json()).catch(() => ({}));
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
  commands: () => [...commands.values()],

  /** Says a sentence that goes away by itself, later if {label, run} can still be chosen; not while it is pointed at or has the focus. */
  say(sentence, action) {
    const toast = h('div.toast', {}, sentence, action && h('button.quiet', { type: 'button', onclick: () => { toast.remove(); action.run(); } }, action.label));
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
