// What becomes of what was found, where that is kept: a list counts as shown once it has stood still, and what is chosen of it is told with it.
import { attempt, ghost, h } from '/panel.js';

const STILL = 2000, PATH = '/api/catalog/outcomes';

/** Draws into `part` what is kept; gives {begin, stop, shown, told, verdict}. */
export function outcomes(part, note, studio, t) {
  const memory = studio.memory('find.outcomes');
  let kept = {}, me = {}, list, timer;

  async function begin() {
    try { [kept, me] = await Promise.all([studio.get(PATH + '/kept'), studio.get('/api/me')]); } catch { return; } // then nothing is told
    part.replaceChildren(...kept.kept ? about() : []);
  }

  function about() {
    const words = h('input', { type: 'checkbox', checked: Boolean(memory.get().words), onchange: () => memory.set({ words: words.checked }) });
    const all = !me.name || me.roles?.includes('admin');
    return [h('span.dim', t('outcomes.kept')), kept.words && h('label', words, ' ', t('outcomes.words')), all && h('a.ghost', { href: PATH, download: 'outcomes.json' }, 'JSON'),
      all && h('a.ghost', { href: PATH + '?format=csv', download: '' }, 'CSV'), all && forget()].filter(Boolean);
  }

  /** Pressed twice: there is no way back. */
  function forget() {
    const button = ghost(t('outcomes.forget'), () => {
      if (button.dataset.sure) return attempt(note, async () => { const { forgotten } = await studio.remove(PATH); list = undefined; studio.say(t('outcomes.forgotten', { count: forgotten })); part.replaceChildren(...about()); });
      button.dataset.sure = true;
      button.textContent = t('outcomes.sure');
    });
    return button;
  }

  function shown(words, results) {
    const ids = results.map(one => one.artifact), key = JSON.stringify([words, ids]);
    if (!kept.kept || list?.key === key) return;
    clearTimeout(timer);
    list = ids.length ? { key, words, ids } : undefined;
    if (list) timer = setTimeout(tell, STILL, list);
  }

  /** Once a list. What is refused is not told again: it helps, and nobody waits for it. */
  const tell = one => one.told ??= studio.post(PATH, { shown: one.ids, ...kept.words && memory.get().words && { need: one.words } }).catch(() => null);

  async function told(artifact, kind) {
    const answer = list && await tell(list);
    if (answer) await attempt(note, () => studio.post(PATH, { search: answer.search, artifact, kind }));
  }

  /** The buttons by which a user says whether what was chosen worked. */
  function verdict(artifact, on) {
    const say = (kind, label) => { const button = ghost(label, () => { for (const other of row.children) other.ariaPressed = String(other === button); told(artifact, kind); }, { 'aria-pressed': 'false' }); return button; };
    const row = h('div.chips', { hidden: !on }, say('worked', t('outcomes.worked')), say('failed', t('outcomes.failed')));
    return kept.kept && row;
  }

  return { begin, stop: () => clearTimeout(timer), shown, told, verdict };
}
