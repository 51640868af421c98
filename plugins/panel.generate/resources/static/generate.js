// The Make panel: what you ask, what you see, what you had.
import { active, fill, ghost, h, overtaken, panel, problemCard, recall as recallAll } from '/panel.js';
import { startFrom } from '/start.js';
import { form } from './ask.js';
import { see, state } from './see.js';

const ASKED = ['/api/models', '/api/hooks', '/api/settings', '/api/jobs', '/api/pictures?limit=60'];
export const { mount, unmount } = panel('generate', frame, make);

function frame(t) {
  const p = {};
  p.fields = h('form', { onsubmit: event => event.preventDefault() });
  p.note = h('div.note', { 'aria-live': 'polite' });
  p.make = h('button.primary', t('make') + ' ', h('kbd', 'Ctrl ↵'));
  p.plate = h('div.plate');
  p.progress = h('div.progress', { role: 'progressbar', 'aria-label': t('running'), 'aria-valuemin': 0, 'aria-valuemax': 100, hidden: true }, h('i'));
  p.facts = h('div.facts', { role: 'group', 'aria-label': t('facts') });
  p.tools = h('div.tools');
  p.had = h('aside.had', { 'aria-label': t('had') });
  p.live = h('div.unseen', { 'aria-live': 'polite' });
  p.root = h('div.make', h('h1.unseen', t('label')), h('section.ask', { 'aria-label': t('ask') }, p.fields, h('div.go', p.make, p.note)),
    h('section.see', { 'aria-label': t('see') }, p.plate, p.progress, p.facts, p.tools, p.live), p.had);
  return p;
}

function make(parts, studio, t) {
  const jobs = new Map(), previews = new Map(), ask = form(parts.fields, studio, t);
  const view = see(parts, studio, t, { start, stop, recall, begin, tryOut });
  let pictures = [], shown = null, spoken = 0, lists;

  async function refresh() {
    const [models, hooks, settings, queue, made] = await Promise.all(ASKED.map(path => studio.get(path)));
    lists = { models: models ?? [], hooks: hooks ?? {}, settings: settings?.properties ?? {} };
    ask.draw(lists);
    pictures = made ?? [];
    jobs.clear();
    for (const job of queue ?? []) jobs.set(job.id, job);
    const running = [...jobs.values()].find(active);
    if (!jobs.has(shown?.job) && !pictures.some(p => p.id === shown?.picture)) shown = running ? { job: running.id } : pictures[0] ? { picture: pictures[0].id } : null;
    draw();
  }

  function trouble(error, ...actions) {
    parts.note.replaceChildren(problemCard(error, ...actions));
  }

  async function start() {
    if (!studio.draft.get().prompt?.trim()) { parts.note.textContent = t('noprompt'); parts.fields.querySelector('textarea')?.focus(); return; }
    parts.note.replaceChildren();
    try {
      const job = await studio.post('/api/jobs', studio.draft.get());
      shown = { job: job.id };
      changed(job);
    } catch (error) { trouble(error, ghost(t('again'), start)); }
  }

  async function stop() {
    const job = active(jobs.get(shown?.job)) ? jobs.get(shown.job) : [...jobs.values()].find(active);
    if (!job) return;
    try { changed(await studio.remove('/api/jobs/' + job.id)); } catch (error) { trouble(error); }
  }

  function changed(job) {
    if (!job?.id) return;
    const known = jobs.get(job.id);
    if (overtaken(known, job)) return;
    if (!known && active(job)) shown = { job: job.id };
    jobs.set(job.id, job);
    if (!active(job)) previews.delete(job.id);
    for (const picture of job.pictures ?? []) if (!pictures.some(p => p.id === picture.id)) pictures.unshift({ ...picture, request: job.request });
    draw();
  }

  function say(sentence, now) {
    if (!now && Date.now() - spoken < 1000) return;
    spoken = Date.now();
    parts.live.textContent = sentence;
  }

  function draw() {
    const done = jobs.get(shown?.job);
    if (done?.state === 'done') { shown = done.pictures?.length ? { picture: done.pictures[0].id } : null; say(t('done'), true); }
    const job = jobs.get(shown?.job), picture = pictures.find(p => p.id === shown?.picture);
    if (job) view.job(job, previews.get(job.id)); else if (picture) view.picture(picture, lists); else view.empty(ask.model());
    if (active(job)) say(state(job, t, studio));
    parts.progress.hidden = !active(job);
    drawStrip();
  }

  function drawStrip() {
    const waiting = [...jobs.values()].filter(active).map(job => ({ job: job.id, text: state(job, t, studio) }));
    const list = [...waiting, ...pictures.slice(0, 60).map(p => ({ picture: p.id, text: p.request?.prompt ?? '' }))];
    fill(parts.had, JSON.stringify(list.map(one => one.job ? one : one.picture)), () => list.map(one => h(one.job ? 'button.waits' : 'button', {
      title: one.text || null, 'data-shows': one.job ?? one.picture, onclick: () => { shown = one.job ? { job: one.job } : { picture: one.picture }; draw(); },
    }, one.job ? h('span.wait', one.text) : h('img', { src: `/api/pictures/${one.picture}?size=256`, alt: one.text || t('see'), loading: 'lazy' }))));
    for (const button of parts.had.children) button.ariaCurrent = button.dataset.shows === (shown?.job ?? shown?.picture);
  }

  const seen = () => pictures.find(one => one.id === shown?.picture);

  function recall() {
    if (seen()) recallAll(seen(), studio);
  }

  function begin() {
    if (seen()) startFrom(seen(), studio);
  }

  function tryOut(prompt) {
    studio.draft.set({ prompt });
    parts.make.focus();
  }

  function walk(by) {
    const at = pictures.findIndex(p => p.id === shown?.picture), next = pictures[Math.max(0, at + by)];
    if (!next) return;
    shown = { picture: next.id };
    draw();
    parts.had.querySelector('[aria-current=true]')?.scrollIntoView({ block: 'nearest' });
  }

  function preview({ job, image }) {
    if (studio.preference('previews') === 'off') return;
    previews.set(job, image);
    if (shown?.job === job) draw();
  }

  function listen() {
    parts.make.onclick = start;
    const anew = () => refresh().catch(() => {}); // the shell says what went wrong
    const keys = [['make', 'Ctrl Enter', start], ['stop', 'Esc', stop], ['recall', 'R', recall], ['begin', 'B', begin], ['next', 'J', () => walk(1)], ['previous', 'K', () => walk(-1)]];
    const asked = () => { parts.note.replaceChildren(); ask.show(); }; // what was said was about the old wish
    return [studio.draft.subscribe(asked), studio.subscribe('job', ({ job }) => changed(job)), studio.subscribe('preview', preview),
      studio.subscribe('plugins pictures back', anew), ...studio.keys(t, keys)];
  }

  return { listen, begin: refresh };
}
