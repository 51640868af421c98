// The stream of events: a WebSocket, or server-sent events where a proxy lets no WebSocket through.
const listeners = new Map();
let source, waits = 0, timer, sockets = true, changing;

function tell(message) {
  for (const listener of [...(listeners.get(message.type) ?? [])]) {
    try { listener(message); } catch (error) { reportError(error); } // the others still hear it
  }
}

function received(text) {
  if (waits > 0 || !events.online) tell({ type: 'connection', online: true });
  events.online = true;
  waits = 0;
  let message;
  try { message = JSON.parse(text); } catch { return; } // not ours
  if (message.type !== 'plugins') return tell(message);
  clearTimeout(changing); // an installation is a burst of changes
  changing = setTimeout(tell, 150, message);
}

function lost() {
  source?.close();
  source = undefined;
  clearTimeout(timer);
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
  source = opened;
  let answered = false;
  opened.onopen = () => { answered = true; if (events.online === false) received('{"type":"open"}'); };
  opened.onmessage = event => { answered = true; received(event.data); };
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
