// What was painted over each start picture, in the browser's own database: a refresh keeps what can be taken back.
const NAME = 'mezzotint', STORE = 'masks', MOST = 40;

const answered = asked => new Promise((done, failed) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error); });

let opened;
const drop = () => { opened = null; };

function connect() {
  const asked = indexedDB.open(NAME, 2);
  asked.onupgradeneeded = () => {
    const { result, transaction } = asked, there = result.objectStoreNames.contains(STORE);
    (there ? transaction.objectStore(STORE) : result.createObjectStore(STORE)).createIndex('when', 'when');
  };
  return new Promise((done, failed) => {
    asked.onsuccess = () => {
      const { result } = asked;
      result.onclose = drop;
      result.onversionchange = () => { result.close(); drop(); };
      done(result);
    };
    asked.onerror = asked.onblocked = failed;
  });
}

/** The one connection serves all; it is given up when another page needs another version, or the browser closes it. */
async function store(mode) {
  opened ??= connect();
  opened.catch(drop);
  return (await opened).transaction(STORE, mode).objectStore(STORE);
}

/** What is kept under the name of a picture, or nothing: also where the browser keeps nothing. */
export const kept = name => store('readonly').then(all => answered(all.get(name))).catch(() => undefined);

/** Keeps that; the oldest go. */
export async function keep(name, record) {
  try {
    const all = await store('readwrite');
    all.put({ ...record, when: Date.now() }, name);
    for (const old of (await answered(all.index('when').getAllKeys())).slice(0, -MOST)) all.delete(old);
  } catch { /* it lasts as long as the page */ }
}
