// What you see: the picture, or what there is instead of it, and what can be done with it.
import { active, chips, clock, doing, fill, ghost, h, problemCard, unfill } from '/panel.js';

/** How far a job has come, in words. */
export function state(job, t, studio) {
  return job.state === 'waiting' ? t('waiting', { position: job.position || 1 }) : doing(job, studio.words);
}

/** Draws what is shown into the parts of the panel; `act` holds what its buttons do. */
export function see(parts, studio, t, act) {
  /** The element stays while its picture changes, so the old one is seen until the new one is there. */
  function image(src, alt, width, height, early) {
    unfill(parts.plate);
    let img = parts.plate.querySelector(':scope > img');
    if (!img) parts.plate.replaceChildren(img = h('img'));
    img.classList.toggle('early', early);
    img.alt = alt;
    img.style.setProperty('--ratio', width > 0 && height > 0 ? width / height : 1);
    img.style.setProperty('--wide', (width > 0 ? width : 256) + 'px');
    img.onerror = early ? null : () => fill(parts.plate, 'lost ' + src, () => [problemCard({ title: t('lost'), detail: t('lost.detail') })]);
    if (img.getAttribute('src') !== src) img.src = src;
  }

  function instead(job) {
    if (job.state === 'failed') return problemCard({ title: t('failed'), ...job.problem }, ghost(t('again'), act.start), h('a.ghost', { href: '#plugins?breaks=' + job.id }, t('hunt')));
    if (job.state === 'cancelled') return h('div.empty', h('h2', t('cancelled')), h('span', t('cancelled.detail')));
    return null;
  }

  function job(job, preview) {
    const { step = 0, steps = 0, secondsLeft } = job.progress ?? {}, share = steps > 0 ? step / steps * 100 : 0;
    const words = state(job, t, studio), { width, height } = job.request ?? {}, on = active(job);
    if (on && preview) image(preview, t('running'), width, height, true);
    else fill(parts.plate, [job.id, job.state, words].join(), () => [instead(job) ?? h('div.ghostplate', words)]);
    parts.progress.ariaValueNow = Math.round(share);
    parts.progress.firstChild.style.width = share + '%';
    const left = secondsLeft > 0 ? t('left', { left: clock(secondsLeft) }) : null;
    fill(parts.facts, [job.id, on, words, left].join(), () => on ? [h('span.chip', words), left && h('span.chip', left), job.request?.prompt && h('span.chip', job.request.prompt)] : []);
    fill(parts.tools, job.id + on, () => on ? [h('button.end', { onclick: act.stop }, t('stop') + ' ', h('kbd', 'Esc'))] : []);
  }

  function picture(p, lists) {
    const src = p.url ?? '/api/pictures/' + p.id;
    image(src, p.request?.prompt ?? '', p.width, p.height, false);
    fill(parts.facts, JSON.stringify([p.id, lists?.models.length]), () => chips(p, lists, studio));
    fill(parts.tools, 'picture ' + p.id, () => [
      h('button', { onclick: act.recall }, t('recall') + ' ', h('kbd', 'R')),
      h('button', { onclick: act.begin }, studio.words('start.from') + ' ', h('kbd', 'B')),
      p.infotext && h('button', { onclick: () => studio.copy(p.infotext) }, t('copy')),
      h('a.button.end', { href: src, download: p.id + '.png' }, t('save'))]);
  }

  function empty(model) {
    const examples = model?.examples?.length ? model.examples.slice(0, 6) : [0, 1, 2, 3, 4, 5].map(i => t('example.' + i));
    fill(parts.plate, JSON.stringify(examples), () => [h('div.empty', h('h2', t('empty')), h('span', t('empty.note')),
      h('div.tries', examples.map(prompt => h('button.chip', { onclick: () => act.tryOut(prompt) }, prompt))))]);
    fill(parts.facts, '', () => []);
    fill(parts.tools, '', () => []);
  }

  return { job, picture, empty };
}
