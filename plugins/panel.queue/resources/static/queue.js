// The queue: what is being made, what waits, what has ended.
import { active, attempt as noted, clock, failedCard, fill, ghost, h, joined, number, overtaken, panel, recall } from '/panel.js';
import { row } from './row.js';

const MOST_PRIORITY = 100, PART = 100;
export const { mount, unmount } = panel('queue', frame, queue);

function frame(t) {
  const p = {}, section = name => {
    p[name] = h('div.jobs', { role: 'list', 'aria-label': t(name) });
    p[name + '.count'] = h('span.dim.tabular');
    return h('section', h('h2', t(name) + ' ', p[name + '.count']), p[name]);
  };
  p.state = h('span.dim', { role: 'status' });
  p.flow = h('div.actions.end');
  p.bulk = h('div.bulk', { hidden: true });
  p.note = h('div.note');
  p.more = h('button.quiet', { hidden: true }, t('older'));
  p.root = h('div.page.queue', h('header', h('h1', t('title')), p.state, p.flow), p.note, p.bulk, ['running', 'waiting', 'ended'].map(section), p.more);
  return p;
}

function queue(parts, studio, t) {
  const jobs = new Map(), chosen = new Set();
  let flow = {}, me = {}, total = 0, limit = PART, drawing;

  async function refresh() {
    try {
      const [page, state, user] = await Promise.all([studio.page('/api/jobs?limit=' + limit), studio.get('/api/queue'), studio.get('/api/me')]);
      jobs.clear();
      for (const job of page.items) jobs.set(job.id, job);
      [flow, me, total] = [state, user, page.total];
      parts.note.replaceChildren();
      draw();
    } catch (error) { parts.note.replaceChildren(failedCard(error, t('again'), refresh)); }
  }

  const attempt = work => noted(parts.note, work);

  const list = state => [...jobs.values()].filter(job => state === 'ended' ? !active(job) : job.state === state);
  const late = (a, b) => String(b.ended ?? '').localeCompare(String(a.ended ?? ''));

  const act = {
    cancel: job => attempt(async () => changed(await studio.remove('/api/jobs/' + job.id))),
    first: job => attempt(async () => {
      const highest = Math.max(...list('waiting').filter(one => one.id !== job.id).map(one => one.priority), -MOST_PRIORITY - 1);
      await studio.patch('/api/jobs/' + job.id, { priority: Math.min(highest + 1, MOST_PRIORITY) });
      await refresh();
      studio.say(t('moved'));
    }),
    retry: job => attempt(async () => { changed(await studio.post('/api/jobs', job.request)); studio.say(t('retried')); }),
    use: job => recall({ ...job.pictures?.[0], request: job.request }, studio),
    hunt: job => { location.hash = '#plugins?breaks=' + job.id; },
    choose(job, on) { if (on) chosen.add(job.id); else chosen.delete(job.id); drawBulk(); },
  };

  function drawFlow() {
    const may = !me.name || me.roles?.includes('admin'), go = name => () => attempt(async () => { flow = await studio.post('/api/queue/' + name); studio.announce({ type: 'queue' }); draw(); });
    const button = (name, run) => ghost(t(name), run, { title: t(name + '.hint') });
    fill(parts.flow, [flow.state, may, list('ended').length > 0].join(), () => [
      may && (flow.state === 'open' ? [button('pause', go('pause')), button('drain', go('drain'))] : button('resume', go('resume'))),
      list('ended').length > 0 && button('clear', clear)]);
    const left = flow.secondsLeft > 0 && list('waiting').length ? t('left', { left: clock(flow.secondsLeft) }) : null;
    parts.state.textContent = joined(t('flow.' + flow.state), flow.trouble && t('trouble', { why: flow.trouble }), left);
    parts.state.classList.toggle('warn', flow.state !== 'open' || Boolean(flow.trouble));
  }

  /** Only the list forgets them: their pictures stay. */
  const clear = () => attempt(async () => {
    const ids = list('ended').filter(job => !me.name || me.roles?.includes('admin') || job.owner === me.name).map(job => job.id);
    await studio.remove('/api/jobs?forget=true&id=' + ids.join());
    await refresh();
  });

  function drawBulk() {
    for (const id of chosen) if (!active(jobs.get(id))) chosen.delete(id);
    parts.bulk.hidden = chosen.size === 0;
    fill(parts.bulk, [...chosen].join(), () => [h('span', { role: 'status' }, t('chosen', { count: number(chosen.size) })),
      ghost(t('cancelMany', { count: number(chosen.size) }), cancelMany),
      h('button.quiet', { onclick: () => { chosen.clear(); redraw(); } }, t('none'))]);
  }

  const cancelMany = () => attempt(async () => {
    await studio.remove('/api/jobs?id=' + [...chosen].join());
    chosen.clear();
    await refresh();
  });

  const rows = new Map();

  /** Rows stay while what they show changes, so that no press is lost. */
  function place(name, some) {
    const wanted = some.map(job => {
      if (!rows.has(job.id)) rows.set(job.id, row(t, studio, act));
      const one = rows.get(job.id);
      one.show(job, chosen.has(job.id), me.password);
      return one.element;
    });
    const node = parts[name];
    if (wanted.length !== node.children.length || wanted.some((element, i) => node.children[i] !== element)) {
      const focused = document.activeElement;
      node.replaceChildren(...wanted);
      if (node.contains(focused)) focused.focus({ preventScroll: true });
    }
    node.role = wanted.length ? 'list' : 'group';
    if (!wanted.length) node.replaceChildren(h('p.none', t('no.' + name)));
    parts[name + '.count'].textContent = some.length ? number(some.length) : '';
  }

  function draw() {
    drawing = undefined;
    place('running', list('running'));
    place('waiting', list('waiting').sort((a, b) => a.position - b.position));
    place('ended', list('ended').sort(late));
    for (const id of rows.keys()) if (!jobs.has(id)) rows.delete(id);
    parts.more.hidden = jobs.size >= total || limit >= 1000;
    drawFlow();
    drawBulk();
  }

  /** Many messages at once are drawn once. */
  function redraw() { drawing ??= requestAnimationFrame(draw); }

  function changed(job) {
    if (!job?.id) return;
    const known = jobs.get(job.id);
    if (overtaken(known, job)) return;
    if (!known) total++;
    jobs.set(job.id, job);
    redraw();
  }

  function listen() {
    parts.more.onclick = () => { limit = Math.min(limit + PART, 1000); refresh(); };
    const polled = setInterval(() => { if (!document.hidden && list('waiting').length) refresh(); }, 5000); // positions and times of those that wait
    return [() => clearInterval(polled), () => cancelAnimationFrame(drawing),
      studio.subscribe('job', ({ job }) => changed(job)), studio.subscribe('queue pictures back', refresh),
      studio.command({ label: t('pauseOrResume'), keys: 'P', run: () => parts.flow.querySelector('button')?.click() })];
  }

  return { listen, begin: refresh };
}
