// What you see: the picture, or what there is instead of it, and what can be done with it.
import { h, problemCard } from '/dom.js';
import { find, idOf } from './ask.js';

export const active = job => job?.state === 'waiting' || job?.state === 'running';
const clock = s => s < 10 ? s.toFixed(1) + ' s' : s < 90 ? Math.round(s) + ' s' : Math.round(s / 60) + ' min';
const given = value => value !== undefined && value !== null && value !== '';
const drawn = new WeakMap();

/** Fills an element anew only when the key changed: a press is not lost and no picture flickers. The focus stays in its place. */
export function fill(node, key, make) {
  if (drawn.get(node) === key) return;
  drawn.set(node, key);
  const place = [...node.querySelectorAll('button, a')].indexOf(document.activeElement);
  node.replaceChildren(...make().flat(2).filter(Boolean));
  if (place >= 0) node.querySelectorAll('button, a')[place]?.focus({ preventScroll: true });
}

/** How far a job has come, in words. */
export function state(job, t) {
  const { step = 0, steps = 0, stage } = job.progress ?? {}, words = t('stage.' + stage);
  if (job.state === 'waiting') return t('waiting', { position: job.position || 1 });
  if (stage && words !== 'stage.' + stage) return words;
  return steps ? t('step', { step, steps }) : t('running');
}

/** What to set so that a fact holds again. */
function changes(name, value, request) {
  if (name === 'sampler') return { sampler: request.sampler, schedule: request.schedule };
  return { [name]: name === 'seed' ? value : request[name] };
}

/** Draws what is shown into the parts of the panel; `act` holds what its buttons do. */
export function see(parts, t, act) {
  /** The element stays while its picture changes, so the old one is seen until the new one is there. */
  function image(src, alt, width, height, early) {
    drawn.set(parts.plate, null);
    let img = parts.plate.querySelector(':scope > img');
    if (!img) parts.plate.replaceChildren(img = h('img'));
    img.classList.toggle('early', early);
    img.alt = alt;
    img.style.setProperty('--ratio', width > 0 && height > 0 ? width / height : 1);
    img.style.setProperty('--wide', (width > 0 ? width : 256) + 'px');
    img.onerror = () => fill(parts.plate, 'lost ' + src, () => [problemCard({ title: t('lost'), detail: t('lost.detail') })]);
    if (img.getAttribute('src') !== src) img.src = src;
  }

  function instead(job) {
    if (job.state === 'failed') return problemCard({ title: t('failed'), ...job.problem }, h('button.ghost', { type: 'button', onclick: act.start }, t('again')));
    if (job.state === 'cancelled') return h('div.empty', {}, h('h1', {}, t('cancelled')), h('span', {}, t('cancelled.detail')));
    return null;
  }

  function job(job, preview) {
    const { step = 0, steps = 0, secondsLeft } = job.progress ?? {}, share = steps > 0 ? step / steps * 100 : 0;
    const words = state(job, t), { width, height } = job.request ?? {}, on = active(job);
    if (on && preview) image(preview, t('running'), width, height, true);
    else fill(parts.plate, [job.id, job.state, words].join(), () => [instead(job) ?? h('div.ghostplate', {}, words)]);
    parts.progress.setAttribute('aria-valuenow', Math.round(share));
    parts.progress.firstChild.style.width = share + '%';
    const left = secondsLeft > 0 ? t('left', { left: clock(secondsLeft) }) : null;
    fill(parts.facts, [job.id, on, words, left].join(), () => on ? [h('span.chip', {}, words), left && h('span.chip', {}, left), job.request?.prompt && h('span.chip', {}, job.request.prompt)] : []);
    fill(parts.tools, job.id + on, () => on ? [h('button.end', { type: 'button', onclick: act.stop }, t('stop') + ' ', h('kbd', {}, 'Esc'))] : []);
  }

  function picture(p, lists) {
    const r = p.request ?? {}, src = p.url ?? '/api/pictures/' + p.id;
    const label = (name, value) => find(lists, name, value)?.label ?? idOf(value);
    const model = lists?.models.find(m => m.name === r.model);
    const facts = [['prompt', r.prompt], ['seed', p.seed ?? r.seed], ['steps', r.steps], ['sampler', [label('sampler', r.sampler), label('schedule', r.schedule)].filter(Boolean).join(' ')], ['cfg', r.cfg], ['model', model?.label ?? r.model]];
    const chip = (name, value, set) => h('button.chip', { type: 'button', 'data-fact': name, title: t('use', { name: t('fact.' + name) }), onclick: () => act.use(t('fact.' + name), set) }, t('fact.' + name) + ' ', h('b', {}, String(value)));
    image(src, r.prompt ?? '', p.width, p.height, false);
    fill(parts.facts, JSON.stringify([p.id, facts]), () => [
      ...facts.filter(([, value]) => given(value)).map(([name, value]) => chip(name, value, changes(name, value, r))),
      p.width && p.height && chip('size', `${p.width} × ${p.height}`, { width: p.width, height: p.height })]);
    fill(parts.tools, 'picture ' + p.id, () => [
      h('button', { type: 'button', onclick: act.recall }, t('recall') + ' ', h('kbd', {}, 'R')),
      p.infotext && navigator.clipboard && h('button', { type: 'button', onclick: () => act.copy(p.infotext) }, t('copy')),
      h('a.button.end', { href: src, download: p.id + '.png' }, t('save'))]);
  }

  function empty(model) {
    const examples = model?.examples?.length ? model.examples.slice(0, 6) : [0, 1, 2, 3, 4, 5].map(i => t('example.' + i));
    fill(parts.plate, JSON.stringify(examples), () => [h('div.empty', {}, h('h1', {}, t('empty')), h('span', {}, t('empty.note')),
      h('div.tries', {}, examples.map(prompt => h('button.chip', { type: 'button', onclick: () => act.tryOut(prompt) }, prompt))))]);
    fill(parts.facts, '', () => []);
    fill(parts.tools, '', () => []);
  }

  return { job, picture, empty };
}
