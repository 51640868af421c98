// The Make panel: what you ask, what you see, what you had.
import { h, problemCard } from '/dom.js';
import { form, idOf } from './ask.js';

const active = job => job.state === 'waiting' || job.state === 'running';
const clock = s => s < 10 ? s.toFixed(1) + ' s' : s < 90 ? Math.round(s) + ' s' : Math.round(s / 60) + ' min';
let stops = [];

export async function mount(element, studio) {
  const t = await studio.text('/panels/generate/');
  const parts = frame(t);
  const skeleton = setTimeout(() => parts.fields.classList.add('loading'), 200);
  await style(element);
  element.append(parts.root);
  const panel = make(parts, studio, t);
  stops = panel.listen();
  try { await panel.refresh(); } finally { clearTimeout(skeleton); parts.fields.classList.remove('loading'); }
}

export function unmount(element) {
  for (const stop of stops) stop();
  stops = [];
  element.replaceChildren();
}

/** The style comes before the markup, so that nothing jumps. */
function style(element) {
  return new Promise(done => {
    const link = h('link', { rel: 'stylesheet', href: '/panels/generate/generate.css', onload: done, onerror: done });
    element.append(link);
  });
}

function frame(t) {
  const p = {};
  p.fields = h('form', { onsubmit: event => event.preventDefault() });
  p.note = h('div.note', { 'aria-live': 'polite' });
  p.make = h('button.primary', { type: 'button' }, t('make') + ' ', h('kbd', {}, 'Ctrl ↵'));
  p.plate = h('div.plate');
  p.progress = h('div.progress', { role: 'progressbar', 'aria-label': t('running'), 'aria-valuemin': 0, 'aria-valuemax': 100, hidden: true }, h('i'));
  p.facts = h('div.facts', { role: 'group', 'aria-label': t('facts') });
  p.tools = h('div.tools');
  p.had = h('aside.had', { 'aria-label': t('had') });
  p.live = h('div.unseen', { 'aria-live': 'polite' });
  p.root = h('div.make', {}, h('section.ask', { 'aria-label': t('ask') }, p.fields, h('div.go', {}, p.make, p.note)),
    h('section.see', { 'aria-label': t('see') }, p.plate, p.progress, p.facts, p.tools, p.live), p.had);
  return p;
}

function make(parts, studio, t) {
  const jobs = new Map(), previews = new Map(), ask = form(parts.fields, studio, t);
  let pictures = [], shown = null, spoken = 0, lists;

  async function refresh() {
    const [models, hooks, schema, queue, made] = await Promise.all(['/api/models', '/api/hooks', '/api/settings', '/api/jobs', '/api/pictures?limit=60'].map(path => studio.get(path)));
    lists = { models, hooks, settings: schema.properties ?? {} };
    ask.draw(lists);
    pictures = made;
    jobs.clear();
    for (const job of queue) jobs.set(job.id, job);
    const running = queue.find(active);
    if (!jobs.has(shown?.job) && !pictures.some(p => p.id === shown?.picture)) shown = running ? { job: running.id } : pictures[0] ? { picture: pictures[0].id } : null;
    draw();
  }

  async function start() {
    if (!studio.draft.get().prompt?.trim()) { parts.note.textContent = t('noprompt'); parts.fields.querySelector('textarea')?.focus(); return; }
    parts.note.replaceChildren();
    try { const job = await studio.post('/api/jobs', studio.draft.get()); shown = { job: job.id }; changed(job); }
    catch (error) { parts.note.replaceChildren(problemCard(error, h('button.ghost', { type: 'button', onclick: start }, t('again')))); }
  }

  async function stop() {
    const job = active(jobs.get(shown?.job) ?? {}) ? jobs.get(shown.job) : [...jobs.values()].find(active);
    if (job) await studio.remove('/api/jobs/' + job.id).catch(error => parts.note.replaceChildren(problemCard(error)));
  }

  function changed(job) {
    const known = jobs.get(job.id);
    if (known && !active(known) && active(job)) return; // an answer that was overtaken by an event
    if (!known && active(job)) shown = { job: job.id };
    jobs.set(job.id, job);
    if (!active(job)) previews.delete(job.id);
    for (const picture of job.pictures ?? []) if (!pictures.some(p => p.id === picture.id)) pictures.unshift({ ...picture, request: job.request });
    if (job.state === 'done' && shown?.job === job.id && job.pictures?.length) { shown = { picture: job.pictures[0].id }; say(t('done'), true); }
    draw();
  }

  function say(sentence, now) {
    if (!now && Date.now() - spoken < 1000) return;
    spoken = Date.now();
    parts.live.textContent = sentence;
  }

  function draw() {
    const job = jobs.get(shown?.job), picture = pictures.find(p => p.id === shown?.picture);
    if (job) drawJob(job); else if (picture) drawPicture(picture); else drawEmpty();
    parts.progress.hidden = !job || !active(job);
    drawStrip();
  }

  function keep(node, ...children) {
    const focused = [...node.querySelectorAll('button, a')].indexOf(document.activeElement);
    node.replaceChildren(...children.flat().filter(Boolean));
    if (focused >= 0) node.querySelectorAll('button, a')[focused]?.focus({ preventScroll: true });
  }

  function drawJob(job) {
    const { step = 0, steps = 0, secondsLeft, stage } = job.progress ?? {}, share = steps ? step / steps * 100 : 0;
    const state = job.state === 'waiting' ? t('waiting', { position: job.position ?? 1 }) : steps ? t('step', { step, steps }) : stage || t('running');
    const image = previews.get(job.id);
    const card = job.state === 'failed' ? problemCard({ title: t('failed'), ...job.problem }, h('button.ghost', { type: 'button', onclick: start }, t('again')))
      : job.state === 'cancelled' ? h('div.empty', {}, h('b', {}, t('cancelled')), h('span', {}, t('cancelled.detail'))) : null;
    keep(parts.plate, card ?? (image ? h('img.early', { src: image, alt: t('running') }) : h('div.ghostplate', {}, state)));
    parts.progress.setAttribute('aria-valuenow', Math.round(share));
    parts.progress.firstChild.style.width = share + '%';
    keep(parts.facts, active(job) ? [h('span.chip.still', {}, state), Number.isFinite(secondsLeft) ? h('span.chip.still', {}, t('left', { left: clock(secondsLeft) })) : null] : []);
    keep(parts.tools, active(job) ? h('button.end', { type: 'button', onclick: stop }, t('stop') + ' ', h('kbd', {}, 'Esc')) : '');
    if (active(job)) say(state);
  }

  function drawPicture(p) {
    const r = p.request ?? {};
    keep(parts.plate, h('img', { src: p.url ?? '/api/pictures/' + p.id, alt: r.prompt ?? '', width: p.width, height: p.height }));
    const label = (hook, value) => lists?.hooks[hook]?.find(one => one.id === idOf(value))?.label ?? idOf(value);
    const facts = [['prompt', r.prompt], ['seed', p.seed], ['steps', r.steps], ['sampler', label('sampler', r.sampler)], ['schedule', label('schedule', r.schedule)], ['cfg', r.cfg], ['model', lists?.models.find(m => m.name === r.model)?.label ?? r.model]];
    const again = (name, changes) => () => { studio.draft.set(changes); say(t('used', { name }), true); };
    keep(parts.facts, ...facts.filter(([, value]) => value !== undefined && value !== null && value !== '').map(([name, value]) =>
      h('button.chip', { type: 'button', 'data-fact': name, onclick: again(t('fact.' + name), { [name]: name === 'seed' ? p.seed : r[name] }) }, t('fact.' + name) + ' ', h('b', {}, String(value)))),
    h('button.chip', { type: 'button', onclick: again(t('size'), { width: p.width, height: p.height }) }, t('size') + ' ', h('b', {}, `${p.width} × ${p.height}`)));
    keep(parts.tools, h('button', { type: 'button', onclick: recall }, t('recall') + ' ', h('kbd', {}, 'R')),
      h('button', { type: 'button', onclick: () => navigator.clipboard?.writeText(p.infotext ?? '').then(() => studio.say(t('copied'))) }, t('copy')),
      h('a.button.end', { href: p.url ?? '/api/pictures/' + p.id, download: p.id + '.png' }, t('save')));
  }

  function recall() {
    const p = pictures.find(one => one.id === shown?.picture);
    if (!p) return;
    studio.recall({ ...p.request, seed: p.seed, width: p.width, height: p.height });
    say(t('usedAll'), true);
  }

  function drawEmpty() {
    const examples = ask.model()?.examples?.length ? ask.model().examples.slice(0, 6) : [0, 1, 2, 3, 4, 5].map(i => t('example.' + i));
    keep(parts.plate, h('div.empty', {}, h('h1', {}, t('empty')), h('span', {}, t('empty.note')),
      h('div.tries', {}, examples.map(prompt => h('button.chip', { type: 'button', onclick: () => { studio.draft.set({ prompt }); parts.make.focus(); } }, prompt)))));
    keep(parts.facts);
    keep(parts.tools);
  }

  function drawStrip() {
    const waiting = [...jobs.values()].filter(active).reverse();
    const show = next => () => { shown = next; draw(); };
    keep(parts.had, waiting.map(job => h('button', { type: 'button', 'aria-current': String(shown?.job === job.id), onclick: show({ job: job.id }) },
      h('span.wait', {}, job.state === 'waiting' ? t('waiting', { position: job.position ?? 1 }) : t('step', { step: job.progress?.step ?? 0, steps: job.progress?.steps ?? 0 })))),
    pictures.slice(0, 60).map(p => h('button', { type: 'button', title: p.request?.prompt, 'aria-current': String(shown?.picture === p.id), onclick: show({ picture: p.id }) },
      h('img', { src: `/api/pictures/${p.id}?size=256`, alt: p.request?.prompt ?? '' }))));
  }

  function walk(by) {
    const at = pictures.findIndex(p => p.id === shown?.picture), next = pictures[Math.max(0, at + by)];
    if (next) { shown = { picture: next.id }; draw(); parts.had.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' }); }
  }

  function listen() {
    parts.make.onclick = start;
    return [studio.draft.subscribe(ask.show), studio.subscribe('job', ({ job }) => changed(job)),
      studio.subscribe('preview', ({ job, image }) => { previews.set(job, image); if (shown?.job === job) draw(); }),
      studio.subscribe('plugins', () => refresh().catch(() => {})),
      studio.subscribe('connection', ({ online }) => { if (online) refresh().catch(() => {}); }),
      ...[[t('make'), 'Ctrl Enter', start], [t('stop'), 'Esc', stop], [t('recall'), 'R', recall], [t('next'), 'J', () => walk(1)], [t('previous'), 'K', () => walk(-1)]]
        .map(([label, keys, run]) => studio.command({ label, keys, run }))];
  }

  return { refresh, listen };
}
