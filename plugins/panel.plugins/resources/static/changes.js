// What the user does to plugins: a plan first, then the change; what is plain and can be undone is done at once.
import { pending } from './words.js';

const ROOT = '/api/plugins';

/** `panel` holds {state, draw, refresh, say}. A plan to be read lies in `now.plan`, what went wrong in `now.problem`. */
export function changes(studio, t, panel) {
  const { state } = panel, flips = new Map(), begun = new Map(), now = { plan: null, problem: null, busy: false };
  const path = name => ROOT + '/' + encodeURIComponent(name);

  /** Asks for a plan and shows it; `simple` ones are carried out at once. */
  async function plan(ask, { simple = () => false, done } = {}) {
    Object.assign(now, { problem: null, busy: true });
    panel.draw();
    try {
      const found = await ask();
      if (found?.steps?.length === 0) { found.warnings[0] ? failed({ detail: found.words.join(' ') }) : studio.say(t('nothing')); forget(found); now.plan = null; }
      else if (simple(found)) await carryOut(found, done);
      else { now.plan = { ...found, done }; panel.say(found.words.join(' ')); }
    } catch (error) { failed(error); }
    now.busy = false;
    panel.draw();
  }

  function failed(error) {
    now.problem = { title: error.title ?? t('failed'), detail: error.detail ?? error.message, advice: error.advice };
  }

  function forget(one) {
    if (one?.id) studio.remove(ROOT + '/plans/' + one.id).catch(() => {}); // else after an hour
  }

  async function carryOut(one, done) {
    const change = await studio.post(ROOT + '/plans/' + one.id, undefined, { Prefer: 'respond-async' }); // the list tells its end
    begun.set(change.id, done);
    state.changes = [change, ...state.changes.filter(other => other.id !== change.id)];
    await panel.refresh();
  }

  /** Says how the changes of this page ended. */
  function settle() {
    for (const change of state.changes) {
      if (!begun.has(change.id) || pending(change)) continue;
      const done = begun.get(change.id);
      begun.delete(change.id);
      if (change.state === 'done') (done ?? (() => studio.say(t('done'))))(change);
      if (change.state === 'failed') failed({ title: t('failed'), ...change.problem });
      if (change.state === 'cancelled') studio.say(t('cancelled'));
    }
  }

  async function agree() {
    const one = now.plan;
    Object.assign(now, { busy: true, problem: null });
    panel.draw();
    try { await carryOut(one, one.done); } catch (error) { failed(error); }
    Object.assign(now, { busy: false, plan: null });
    panel.draw();
  }

  function decline(one) {
    forget(one);
    if (now.plan?.id === one.id) now.plan = null;
    state.plans = state.plans.filter(other => other.id !== one.id);
    panel.draw();
  }

  const label = name => state.plugins.find(one => one.name === name)?.label || name;
  const alone = found => found.steps.length === 1 && !found.warnings.length && !found.restart && !found.consent;

  /** Switches at once where nothing else is touched; the way back stays at hand. */
  async function flip(name, on) {
    const back = () => flip(name, !on);
    flips.set(name, on);
    await plan(() => studio.post(`${path(name)}/${on ? 'start' : 'stop'}?plan`), { simple: alone,
      done: () => studio.say(t(on ? 'switched.on' : 'switched.off', { label: label(name) }), { label: t('undo'), run: back }) });
    flips.delete(name);
    panel.draw();
  }

  /** Removes at once what can be had again; else the plan is shown first. */
  function remove({ name, version, versions, label: called }) {
    const again = versions.includes(version) && { label: t('undo'), run: () => get(name, version, alone) };
    return plan(() => studio.remove(path(name) + '?plan'), { simple: found => again && alone(found),
      done: () => studio.say(t('removed', { label: called }), again || undefined) });
  }

  /** Gets a version from a repository; without one the newest that works. */
  function get(name, version = '', simple) {
    return plan(() => studio.post(`${path(name)}/install?plan&version=${encodeURIComponent(version)}`), { simple,
      done: () => studio.say(t('installed', { label: label(name) })) });
  }

  /** Brings everything to what a profile says; the path is that of its plan. */
  function profile(plans) {
    return plan(() => studio.post(plans));
  }

  function updateAll(some) {
    return plan(() => studio.post(ROOT + '/plans', { install: some.map(({ name }) => ({ name })) }));
  }

  /** A jar, and its signature if it lies beside it. */
  async function file(files) {
    const jar = files.find(one => one.name.endsWith('.jar')), sig = files.find(one => one.name.endsWith('.sig'));
    if (!jar) {
      failed({ title: t('nojar'), detail: t('nojar.detail', { names: files.map(one => one.name).join(', ') }), advice: t('nojar.advice') });
      return panel.draw();
    }
    const headers = { 'Content-Type': 'application/java-archive',
      ...sig && { 'Mezzotint-Signature': (await sig.text()).trim().replace(/\s*\n\s*/g, ' ') } };
    return plan(() => studio.post(ROOT + '?plan', jar, headers),
      { done: change => studio.say(t('installed', { label: label(change.plan.steps[0].name) })) });
  }

  function address(url) {
    return plan(() => studio.post(ROOT + '/plans', { addresses: [url] }));
  }

  async function cancel(change) {
    try { await studio.remove(`${ROOT}/changes/${change.id}`); } catch (error) { failed(error); }
    await panel.refresh();
  }

  async function release(name) {
    try {
      await studio.remove('/api/faults/' + encodeURIComponent(name));
      studio.say(t('released', { label: label(name) }));
    } catch (error) { failed(error); }
    await panel.refresh();
  }

  return { now, agree, decline, flip, remove, get, profile, updateAll, file, address, cancel, release, settle,
    flipping: name => flips.get(name), dismiss: () => { now.problem = null; panel.draw(); } };
}
