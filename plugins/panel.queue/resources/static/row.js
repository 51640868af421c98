// One job of the queue.
import { active, clock, doing, fill, ghost, h, joined, number, problemCard, when } from '/panel.js';

/** How far a job has come, in words. */
function state(job, t, words) {
  if (job.state === 'waiting') return job.after?.length ? t('after', { count: number(job.after.length) }) : t('place', { position: number(job.position || 1) });
  return job.state === 'running' ? doing(job, words) : t('state.' + job.state);
}

/** An element for a job, and how to bring it up to date: {element, show(job, chosen, withOwner)}. */
export function row(t, studio, act) {
  const parts = { head: h('div.head'), bar: h('div.progress', { role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100 }, h('i')), thumb: h('div.thumb'), tools: h('div.actions'), note: h('div.said') };
  const element = h('div.job', { role: 'listitem' }, parts.thumb, h('div.what', parts.head, parts.bar, parts.note), parts.tools);
  let job;

  function head(chosen, withOwner) {
    const left = job.state === 'running' ? job.progress?.secondsLeft : job.state === 'waiting' ? job.secondsLeft : null;
    const { width, height, steps, sampler } = job.request ?? {}, facts = [width && `${width} × ${height}`, steps && t('steps', { steps: number(steps) }), sampler?.id ?? sampler];
    const words = [state(job, t, studio.words), left > 0 && t('left', { left: clock(left) }), job.priority ? t('priority', { priority: job.priority }) : null, withOwner && job.owner, !active(job) && job.ended && when(job.ended), ...facts];
    fill(parts.head, JSON.stringify(words), () => [h('b', job.request?.prompt || t('untitled')), h('span.dim.tabular', joined(...words))]);
    element.dataset.state = job.state;
    fill(parts.thumb, job.id + active(job) + (job.pictures ?? []).map(one => one.id), () => active(job)
      ? [h('label.pick', h('input', { type: 'checkbox', 'aria-label': t('choose', { prompt: job.request?.prompt ?? '' }), checked: chosen, onchange: event => act.choose(job, event.target.checked) }))]
      : [job.pictures?.[0] && h('img', { src: `/api/pictures/${job.pictures[0].id}?size=128`, alt: '', loading: 'lazy', onerror: event => event.target.remove() })]);
    const box = parts.thumb.querySelector('input');
    if (box) box.checked = chosen;
  }

  function progress() {
    const { step = 0, steps = 0 } = job.progress ?? {}, share = steps > 0 ? Math.round(step / steps * 100) : 0;
    parts.bar.hidden = job.state !== 'running';
    parts.bar.ariaLabel = job.request?.prompt || t('making');
    parts.bar.ariaValueNow = share;
    parts.bar.firstChild.style.width = share + '%';
  }

  /** Something did what it should not, be it that the picture was made without it. */
  const wrong = () => job.state === 'failed' || job.state === 'done' && job.notes?.length > 0;

  function tools() {
    const name = job.request?.prompt ?? '', button = (key, run) => ghost(t(key), () => run(job), { 'aria-label': `${t(key)}: ${name}` });
    fill(parts.tools, job.id + job.state + wrong(), () => [
      job.state === 'waiting' && button('first', act.first), active(job) && button('cancel', act.cancel),
      !active(job) && [button('use', act.use), button('retry', act.retry)], wrong() && button('hunt', act.hunt)]);
  }

  function said() {
    fill(parts.note, JSON.stringify([job.problem, job.notes]), () => [
      job.problem && problem(job.problem), ...job.notes?.length ? [h('ul', job.notes.map(note => h('li', String(note))))] : []]);
  }

  /** It was told when it happened; a list of old ones is no alarm. */
  function problem(found) {
    const card = problemCard(found);
    card.removeAttribute('role');
    if (found.fault?.bundle) card.append(h('span.dim', t('fault', found.fault)));
    return card;
  }

  return { element, show(now, chosen, withOwner) {
    job = now;
    head(chosen, withOwner);
    progress();
    tools();
    said();
  } };
}
