// The side: new plugins, changes, what was set aside, the chosen plugin.
import { fill, ghost, h, problemCard, sentence } from '/panel.js';
import { browse } from './browse.js';
import { details } from './details.js';
import { search } from './search.js';
import { emphasized, facts, older, pending, waits } from './words.js';

export function side(aside, studio, t, act) {
  const { state, change } = act;
  const add = h('div.add'), shelf = h('div.shelf', { hidden: true }), hunt = h('div'), trouble = h('div'), plan = h('div'), going = h('div.cards'), set = h('div.cards'), one = h('div');
  aside.append(add, hunt, trouble, plan, shelf, going, set, one);
  const picker = h('input', { type: 'file', accept: '.jar,.sig', multiple: true, hidden: true,
    onchange: () => { take(picker.files); picker.value = ''; } });
  const offers = browse(shelf, studio, t, act);
  const hunting = search(hunt, studio, t, act);
  let told = '', open;

  const take = files => { if (files.length) change.file([...files]); };
  const choose = () => { if (state.may) picker.click(); };

  function drawAdd() {
    fill(add, String(state.may), () => state.may ? [
      picker, h('span', t('drop') + ' '), h('button.chip', { onclick: choose }, t('choose')),
      h('button.chip', { 'aria-expanded': String(!shelf.hidden), onclick: event => openShelf(event.target) }, t('browse'))]
      : [h('p.dim', t('forbidden'))]);
    add.classList.toggle('closed', !state.may);
  }

  function openShelf(button) {
    shelf.hidden = !shelf.hidden;
    button.ariaExpanded = !shelf.hidden;
    if (!shelf.hidden) offers.show();
  }

  add.ondragover = event => { if (state.may) { event.preventDefault(); add.classList.add('over'); } };
  add.ondragleave = () => add.classList.remove('over');
  add.ondrop = event => { event.preventDefault(); add.classList.remove('over'); if (state.may) take(event.dataTransfer.files); };

  function planCard(found, heading) {
    const uses = found.steps.flatMap(step => step.verdict?.remarks ?? []), names = found.steps.flatMap(step => [step.name, step.version]);
    const { busy } = change.now, agree = () => { change.now.plan = found; change.agree(); };
    const button = h('button.primary', { disabled: busy, onclick: agree }, t(busy ? 'busy' : 'do.' + (found.steps[0]?.action ?? 'install')));
    return h('section.card.plan', { 'aria-label': heading },
      h('h2', { tabindex: -1 }, heading),
      h('ol', found.words.map(word => h('li', emphasized(word, names)))),
      uses.length ? h('details', h('summary', t('found.in')), h('ul', uses.map(remark => h('li', remark)))) : '',
      found.consent ? h('p.consent', t('consent')) : '',
      h('div.row', button, ghost(t('notnow'), () => change.decline(found), { disabled: busy })));
  }

  function heading(found) {
    const first = found.steps[0], label = state.plugins.find(each => each.name === first?.name)?.label || first?.name;
    const many = found.steps.filter(step => step.why === 'wanted').length > 1;
    return t('would.' + (many ? 'all' : first?.action ?? 'install'), { label, version: first?.version });
  }

  function drawPlan() {
    const { plan: found, busy } = change.now;
    const dropped = state.may ? state.plans.filter(each => each.id !== found?.id && each.steps.some(step => step.origin?.kind === 'folder')) : [];
    fill(plan, JSON.stringify([found?.id, busy, dropped.map(each => each.id)]), () => [found && planCard(found, heading(found)),
      !found && busy && h('section.card', { role: 'status' }, t('planning')), dropped.map(each => planCard(each, heading(each)))]);
    if (found && told !== found.id) { told = found.id; plan.querySelector('h2')?.focus(); }
  }

  function drawGoing() {
    const some = state.changes.filter(pending);
    fill(going, JSON.stringify([some, state.may]), () => some.map(each => h('section.card', { 'aria-label': t('going') },
      h('ol', each.plan.words.map(word => h('li', emphasized(word, each.plan.steps.map(step => step.name))))),
      each.state === 'running' ? h('p', t('running')) : h('p', sentence(waits(each, t))),
      each.state !== 'running' && state.may ? h('div.row', {},
        ghost(t('cancel'), () => change.cancel(each))) : '')));
  }

  function asideCard(each) {
    const here = state.plugins.find(plugin => plugin.name === each.bundle), back = here?.versions.find(version => older(version, here.version));
    return h('section.problem', h('b', t('aside', { label: here?.label || each.bundle, version: each.version })), h('span', sentence(each.reason)),
      each.leak && h('span.advice', each.leak),
      h('span.actions', h('span.dim', each.bundle),
        state.may ? h('button.quiet', { onclick: () => change.release(each.bundle) }, t('release')) : '',
        state.may && back ? h('button.quiet', { onclick: () => change.get(each.bundle, back) }, t('rollback', { version: back })) : ''));
  }

  function draw() {
    drawAdd();
    hunting.draw();
    fill(trouble, JSON.stringify(change.now.problem), () => [change.now.problem
      && problemCard(change.now.problem, ghost(t('close'), change.dismiss))]);
    drawPlan();
    drawGoing();
    const some = [...state.quarantine.values()];
    const versions = some.map(each => state.plugins?.find(plugin => plugin.name === each.bundle)?.versions);
    fill(set, JSON.stringify([some, state.may, versions]), () => some.map(asideCard));
    const chosen = state.look.view === 'plugins' && state.plugins?.find(each => each.name === state.look.chosen);
    const fact = chosen && facts(chosen, state, t);
    fill(one, JSON.stringify([fact, state.may]), () => [fact && details(fact, studio, t, act)]);
    if (fact && open !== fact.name) one.scrollIntoView({ block: 'nearest' });
    open = fact?.name;
    offers.draw();
  }

  return { draw, choose, hunting };
}
