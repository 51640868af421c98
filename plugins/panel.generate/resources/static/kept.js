// What was painted over each start picture, in the browser's own database: a refresh keeps what can be taken back.
const NAME = 'mezzotint', STORE = 'masks', MOST = 40;

const answered = asked => new Promise((done, failed) => { asked.onsuccess = () => done(asked.result); asked.onerror = () => failed(asked.error); });

async function store(mode) {
  const asked = indexedDB.open(NAME, 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore(STORE);
  return (await answered(asked)).transaction(STORE, mode).objectStore(STORE);
}

/** What is kept under the name of a picture, or nothing: also where the browser keeps nothing. */
export const kept = name => store('readonly').then(all => answered(all.get(name))).catch(() => undefined);

/** Keeps that; the oldest go. */
export async function keep(name, record) {
  try {
    const all = await store('readwrite');
    all.put({ ...record, when: Date.now() }, name);
    const [names, records] = await Promise.all([answered(all.getAllKeys()), answered(all.getAll())]);
    const old = names.map((one, i) => [one, records[i].when]).sort(([, one], [, other]) => other - one).slice(MOST);
    for (const [one] of old) all.delete(one);
  } catch { /* it lasts as long as the page */ }
}
