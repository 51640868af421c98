// Scores with their bounds and arithmetic; what each counts is the reader's.
import { h, number } from '/panel.js';
import { table } from '/table.js';

const OVERALL = 'overall', ALL = 100;

function bar({ value, lo, hi }) {
  const meter = h('meter', { min: 0, max: ALL, value: value ?? lo, 'aria-hidden': 'true' });
  return value === undefined ? null : [meter, h('b.tabular', number(value, 1)), h('span.dim.tabular', ` ${number(lo, 1)}–${number(hi, 1)}`)];
}

/** Only where the bounds do not meet is one ahead for certain. */
function order(scores, names, t) {
  if (scores.some(one => one?.value === undefined)) return t('order.unknown');
  const first = scores.findIndex((one, i) => scores.every((other, j) => i === j || one.lo > other.hi));
  return first < 0 ? t('order.open') : t('order.ahead', { name: names[first] });
}

function cell(score, t) {
  if (!score) return t('nothing');
  const steps = h('details', h('summary', t('recompute')), h('code.formula', score.formula), h('ol', score.steps.map(step => h('li', h('code', step)))));
  return h('div.score', bar(score) ?? h('i', t('refused', { why: score.refused }), ' ', h('span.dim.tabular', t('bounds', { lo: number(score.lo, 1), hi: number(score.hi, 1) }))), steps);
}

function slider(id, value, t, change) {
  const output = h('output', number(value * ALL)), input = h('input', { type: 'range', min: 0, max: 1, step: .05, value, 'aria-label': t('weight', { score: t('score.' + id) }) });
  input.oninput = () => { output.textContent = number(input.value * ALL); change(id, input.value); };
  return h('label.weight', h('span', t('score.' + id)), input, output);
}

export function scores({ artifacts, weights }, t, change) {
  const names = artifacts.map(one => one.name), ids = [...new Set(artifacts.flatMap(one => one.scores.map(score => score.score)))];
  const of = (artifact, id) => artifact.scores.find(one => one.score === id);
  if (!ids.length) return [h('p', t('scores.none'))];
  const rows = ids.map(id => [t('score.' + id), ...artifacts.map(one => cell(of(one, id), t)), order(artifacts.map(one => of(one, id)), names, t)]);
  const sliders = Object.entries(weights ?? {}).map(([id, value]) => slider(id, value, t, change));
  return [h('p', t('scores.note')), table(t, t('scores'), [t('score'), ...names, t('order')], rows, ids.map(id => id === OVERALL ? 'overall' : '')),
    sliders.length > 0 && h('fieldset', h('legend', t('weights')), sliders)];
}
