// What a month costs: a seller's price for tokens, or one's own hardware and power; and from how many tokens a day on the hardware is cheaper.
import { h, number } from '/panel.js';

const DAYS = 30.4375, MILLION = 1e6, HOUR = 3600, KILO = 1000;
const START = { input: 2_000_000, output: 500_000, pictures: 200, seconds: 20, watts: 300, power: .3, hardware: 1200, months: 36 };
const HOSTED = ['input', 'output'], LOCAL = ['pictures', 'seconds', 'watts', 'power', 'hardware', 'months'];

/** The price of a million by who makes it, else the cheapest; in US dollars. */
function perMillion(prices, meter, owner) {
  const found = prices.filter(one => one.meter === meter && !one.condition && one.currency === 'USD').sort((a, b) => (b.seller === owner) - (a.seller === owner) || a.amount / a.per - b.amount / b.per)[0];
  return found && { ...found, value: found.amount / found.per * MILLION };
}

/** The offers among the artifacts: each hosted one with its prices, each other as one's own. */
export function offers({ artifacts, prices }) {
  return artifacts.map((one, i) => ({ name: one.name, input: perMillion(prices[i], 'input', one.id.split('/')[0]), output: perMillion(prices[i], 'output', one.id.split('/')[0]) }));
}

export const hosted = ({ input, output }, day) => DAYS * (day.input * (input?.value ?? 0) + day.output * (output?.value ?? 0)) / MILLION;
export const own = day => day.hardware / day.months + DAYS * day.pictures * day.seconds / HOUR * day.watts / KILO * day.power;

/** Tokens a day, in the same mix of input and output, at which a month costs as much as one's own hardware. */
export function breakEven(offer, day) {
  const tokens = day.input + day.output, month = hosted(offer, day);
  return month > 0 ? own(day) * tokens / month : null;
}

export function costs(all, t, memory) {
  const offered = offers(all), sold = offered.filter(one => one.input || one.output), local = all.artifacts.filter((one, i) => !offered[i].input && !offered[i].output && ['repo', 'library', 'cli', 'framework', 'extension'].includes(one.type));
  if (!sold.length) return null;
  const day = { ...START, ...memory.get() }, result = h('div', { role: 'status' });
  const money = value => '$' + number(value, 2);
  function draw() {
    const lines = sold.map(one => h('p', h('b', one.name), ' ', t('month', { money: money(hosted(one, day)) }), ' ', h('span.dim', t('price', { input: one.input?.value ?? 0, output: one.output?.value ?? 0, seller: (one.input ?? one.output).seller, date: (one.input ?? one.output).date ?? '' }))));
    const ours = local.map(one => h('p', h('b', one.name), ' ', t('month', { money: money(own(day)) }), ' ', h('span.dim', t('own'))));
    const even = local.length ? sold.map(one => [one, breakEven(one, day)]).filter(([, tokens]) => tokens).map(([one, tokens]) => h('p', t('even', { name: one.name, tokens: number(tokens) }))) : [];
    const apart = all.verdicts.some(one => one.verdict === 'none') && local.length > 0;
    result.replaceChildren(...lines, ...ours, ...even, ...apart ? [h('p.dim', t('apart'))] : []);
  }
  const field = name => {
    const input = h('input', { type: 'number', min: name === 'months' ? 1 : 0, step: 'any', value: day[name] });
    input.oninput = () => { const value = Number(input.value); if (input.value !== '' && value >= Number(input.min)) { day[name] = value; memory.set({ [name]: value }); draw(); } };
    return h('label.field', h('span.head', t('cost.' + name)), input);
  };
  draw();
  return [h('div.fields', HOSTED.concat(local.length ? LOCAL : []).map(field)), result];
}
