// The stream of events: a WebSocket, or server-sent events where a proxy lets no WebSocket through.
import { parse } from './json.js';

const listeners = new Map();
let source, waits = 0, timer, sockets = true, changing, image;

function tell(message) {
  for (const listener of [...(listeners.get(message.type) ?? [])]) {
    try { listener(message); } catch (error) { reportError(error); } // the others still hear it
  }
}

/** A preview: the length of its JSON in four bytes, the JSON, the picture. */
function bytes(data) {
  const end = 4 + new DataView(data).getUint32(0);
  URL.revokeObjectURL(image);
  image = URL.createObjectURL(new Blob([data.slice(end)]));
  tell({ ...JSON.parse(new TextDecoder().decode(data.slice(4, end))), image });
}

function received(text) {
  if (waits > 0 || !events.online) tell({ type: 'connection', online: true });
  events.online = true;
  waits = 0;
  let message;
  try { message = parse(text); } catch { return; } // not ours
  if (message.url) message.image = message.url;
  if (message.type !== 'plugins') return tell(message);
  clearTimeout(changing); // an installation is a burst of changes
  changing = setTimeout(tell, 150, message);
}

function lost() {
  source?.close();
  source = undefined;
  events.online = false;
  const seconds = Math.min(1 + waits++ * 2, 15);
  tell({ type: 'connection', online: false, seconds });
  timer = setTimeout(connect, seconds * 1000);
}

function connect() {
  clearTimeout(timer);
  source?.close();
  const opened = sockets
    ? new WebSocket(new URL('/api/events', location.href.replace(/^http/, 'ws')))
    : new EventSource('/api/events');
  opened.binaryType = 'arraybuffer';
  source = opened;
  let answered = false;
  opened.onopen = () => { answered = true; if (events.online === false) received('{"type":"open"}'); };
  opened.onmessage = event => { answered = true; (event.data.trim ? received : bytes)(event.data); };
  opened.onclose = opened.onerror = () => {
    if (source !== opened) return;
    if (!answered) sockets = !sockets; // perhaps the other kind gets through
    lost();
  };
}

/** The other tabs of this browser. */
const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel('mezzotint') : null;
if (tabs) tabs.onmessage = event => tell(event.data);

export const events = {
  /** Undefined until the first answer. */
  online: undefined,
  connect,

  /** Calls the listener for each message of a type; returns how to stop. */
  subscribe(type, listener) {
    if (!listeners.has(type)) listeners.set(type, new Set());
    listeners.get(type).add(listener);
    return () => listeners.get(type).delete(listener);
  },

  /** Tells a message that the workbench does not send to all listeners, in this browser's other tabs too. */
  announce(message) {
    tell(message);
    tabs?.postMessage(message);
  },
};

addEventListener('online', connect);
