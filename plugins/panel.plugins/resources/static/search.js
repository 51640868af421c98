// The search for the plugin that breaks a request: from a job that went wrong to the answer.
import { fill, ghost, h, problemCard, sentence } from '/panel.js';
import { emphasized } from './words.js';

const EVERY = 700;

/** Draws into an element what the address asks for: #plugins?breaks=JOB, and &search=ID once it is begun. */
export function search(element, studio, t, { state, look, change }) {
  let job, found, trouble, timer;

  /** Where the address says; a refresh goes on with the search that was begun. */
  async function arrive() {
    const { breaks, search } = studio.place();
    if (job?.id === breaks) return;
    stop();
    [job, found, trouble] = [breaks && { id: breaks }];
    if (!job) return draw();
    try {
      const asked = await studio.get('/api/jobs/' + encodeURIComponent(breaks));
      if (job?.id !== breaks) return;
      job = asked;
      if (search) await follow(studio.get('/api/faults/bisect/' + encodeURIComponent(search)));
    } catch (error) { trouble = error; }
    draw();
    element.querySelector('h2')?.focus();
  }

  async function follow(asked) {
    const mine = job;
    trouble = null;
    try {
      const now = await asked;
      if (mine !== job) return;
      found = now;
      studio.goTo({ breaks: job.id, search: found.id }, true);
      if (found.state === 'running') timer = setTimeout(() => follow(studio.get('/api/faults/bisect/' + found.id)), EVERY);
    } catch (error) { trouble = error; }
    draw();
  }

  const begin = () => follow(studio.post('/api/faults/bisect', { request: job.request }));

  function stop() {
    clearTimeout(timer);
    job = null;
  }

  function close() {
    studio.goTo({});
    arrive();
  }

  const named = name => state.plugins?.find(each => each.name === name);

  function culprit(name) {
    const one = named(name);
    return h('li', h('button.quiet', { onclick: () => look({ view: 'plugins', chosen: name }) }, one?.label || name), ' ',
      one?.switchedOn && ghost(t('do.stop'), () => change.flip(name, false), { disabled: !state.may }));
  }

  function draw() {
    const running = found?.state === 'running', culprits = found?.culprits ?? [];
    fill(element, JSON.stringify([job, found, trouble, culprits.map(named), state.may]), () => !job ? [] : [h('section.card.hunt', { 'aria-label': t('hunt') },
      h('h2', { tabindex: -1 }, t('hunt')), job.request && h('p', h('b', job.request.prompt || job.id)),
      h('div', { role: 'status' }, h('p', ...found ? emphasized(sentence(found.words), culprits) : [t('hunt.how')])),
      running && h('progress', { max: found.most, value: found.runs, 'aria-label': t('hunt') }),
      culprits.length > 0 && h('ul', culprits.map(culprit)), trouble && problemCard(trouble),
      h('div.row', !running && job.request && h(found ? 'button.ghost' : 'button.primary', { disabled: !state.may, onclick: begin }, t(found ? 'hunt.again' : 'hunt.begin')), ghost(t('close'), close)))]);
  }

  return { arrive, draw, stop };
}
