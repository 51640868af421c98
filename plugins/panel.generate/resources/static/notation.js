// The notation of prompts as AUTOMATIC1111 has it: what is to be marked, and how a weight is changed.

const MORE = 1.1, STEP = 0.1, NETWORK_STEP = 0.05;
/** What weighs nothing or less is marked as if it weighed this, which has a logarithm. */
const LEAST = 1e-9;
const PARTS = /\\[^]|<\w+:[^<>]*>|__[\w/-]+__|\b(?:BREAK|AND)\b|[()[\]:|]/g;
const NUMBER = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)\s*$/, WORD = /[^.,\\/!?%^*;:{}=`~()[\]<>|\s]/;

/** How much brackets weigh; what changes while the picture is made weighs nothing. */
function weightOf({ char, colon, edits }, text, end) {
  const number = colon && text.slice(colon + 1, end);
  if (char === '(') return number && NUMBER.test(number) ? Number(number) : MORE;
  return colon || edits ? null : 1 / MORE;
}

/** Pairs of brackets {from, to, weight, colon}, inner ones first, and the parts of notation {from, to, kind}; what has no partner is of the kind `bad`. */
function read(text) {
  const open = [], pairs = [], parts = [];
  for (const { 0: found, index } of text.matchAll(PARTS)) {
    const top = open.at(-1), char = found[0];
    if (found.length > 1) parts.push({ from: index, to: index + found.length, kind: { '\\': 'plain', '<': 'network', _: 'wildcard' }[char] ?? 'section' });
    else if (char === '(' || char === '[') open.push({ char, from: index });
    else if (top && char === ':') top.colon = index;
    else if (top && char === '|') top.edits = true;
    else if (char === ')' || char === ']') {
      if (top?.char !== { ')': '(', ']': '[' }[char]) parts.push({ from: index, to: index + 1, kind: 'bad' });
      else pairs.push({ ...open.pop(), to: index + 1, weight: weightOf(top, text, index) });
    }
  }
  for (const { from } of open) parts.push({ from, to: from + 1, kind: 'bad' });
  return { pairs, parts };
}

const named = weight => weight > 1.25 ? 'most' : weight > 1.01 ? 'more' : weight < 0.99 ? 'less' : '';

/** A text in runs {text, kind}: 'more', 'most' and 'less' for what weighs so, 'edit', 'network', 'wildcard', 'section', 'bad', or '' for words. */
export function runs(text) {
  const { pairs, parts } = read(text), turn = new Float64Array(text.length + 1), edits = new Int32Array(text.length + 1), kinds = [], all = [];
  for (const { from, to, weight } of pairs) {
    const [change, by] = weight === null ? [edits, 1] : [turn, Math.log(Math.max(LEAST, weight))];
    change[from] += by;
    change[to] -= by;
  }
  for (const { from, to, kind } of parts) for (let at = from; kind !== 'plain' && at < to; at++) kinds[at] = kind;
  for (let at = 0, log = 0, depth = 0; at < text.length; at++) {
    log += turn[at];
    depth += edits[at];
    const kind = kinds[at] ?? (depth ? 'edit' : named(Math.exp(log))), last = all.at(-1);
    if (last?.kind === kind) last.text += text[at]; else all.push({ text: text[at], kind });
  }
  return all;
}

/** A weight after a step, with two digits: a step ends at 0, and goes on below it only where a sign was typed. */
const stepped = (weight, step) => String(Math.round(Math.max(weight < 0 ? -Infinity : 0, weight + step) * 100) / 100);

/** What a selection means: itself, or the brackets or the word around the caret. */
function meant(text, start, end, pairs) {
  const around = pairs.find(one => one.char === '(' && one.from < start && end < one.to && one.weight !== null);
  if (start !== end && !(around?.from === start - 1)) return { start, end };
  if (around) {
    const { from, to, colon, weight } = around, numbered = colon && NUMBER.test(text.slice(colon + 1, to - 1));
    return { start: from, end: to, inner: text.slice(from + 1, numbered ? colon : to - 1), weight };
  }
  while (start > 0 && WORD.test(text[start - 1])) start--;
  while (end < text.length && WORD.test(text[end])) end++;
  return { start, end };
}

/** Weighs what is selected, or the word at the caret, by a step more or less: {start, end, text, select: [from, to]} to put there, or nothing. */
export function weigh(text, from, to, more) {
  const { pairs, parts } = read(text), network = parts.find(one => one.kind === 'network' && one.from < to && from < one.to);
  if (network) {
    const [name, kind, weight = '1', ...rest] = text.slice(network.from + 1, network.to - 1).split(':');
    if (!NUMBER.test(weight)) return null;
    const next = `<${[name, kind, stepped(Number(weight), more ? NETWORK_STEP : -NETWORK_STEP), ...rest].join(':')}>`;
    return { start: network.from, end: network.to, text: next, select: [network.from + 1, network.from + 1] };
  }
  const { start, end, inner = text.slice(start, end), weight = 1 } = meant(text, from, to, pairs);
  if (!inner.trim()) return null;
  const next = stepped(weight, more ? STEP : -STEP), bare = next === '1';
  return { start, end, text: bare ? inner : `(${inner}:${next})`, select: [start + !bare, start + !bare + inner.length] };
}
