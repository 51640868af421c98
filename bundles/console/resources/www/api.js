// The page of the API: what /api/openapi.json says, for reading.
import { h, problemCard } from './dom.js';
import { studio, speak } from './studio.js';

const stage = document.querySelector('main'), VERBS = ['get', 'post', 'put', 'patch', 'delete'];
const t = await studio.text('/');
speak(t);

/** What a reference points to, or the thing itself. */
const resolve = (api, thing) => thing?.$ref ? thing.$ref.slice(2).split('/').reduce((at, key) => at[key], api) : thing;

/** A schema in a form between JSON and words: {"id": text, "step"?: whole number}. */
function sketch(api, schema, depth = 0, seen = []) {
  const name = schema?.$ref?.split('/').pop(), pad = '  '.repeat(depth + 1);
  if (name && (seen.includes(name) || depth > 3)) return name;
  const one = resolve(api, schema) ?? {}, inner = (part, deeper = 0) => sketch(api, part, depth + deeper, name ? [...seen, name] : seen);
  if (one.enum) return one.enum.map(value => JSON.stringify(value)).join(' | ');
  if (one.anyOf) return [...new Set(one.anyOf.map(part => inner(part)))].join(' | ');
  if (one.type === 'array') return '[' + inner(one.items) + ', …]';
  if (one.properties) {
    const line = ([key, part]) => `${pad}"${key}"${one.required?.includes(key) ? '' : '?'}: ${inner(part, 1)}${part.description ? '  // ' + part.description : ''}`;
    const lines = Object.entries(one.properties).map(line);
    return '{\n' + lines.join('\n') + '\n' + '  '.repeat(depth) + '}';
  }
  if (typeof one.additionalProperties === 'object') return '{ "…": ' + inner(one.additionalProperties, 1) + ' }';
  return [one.type ?? 'object'].flat().map(type => t('api.' + type)).join(' | ') + (one.format ? ` (${one.format})` : '');
}

function parameters(api, all) {
  if (!all.length) return '';
  const name = one => [h('code', one.name), one.required ? '' : '?'];
  const row = one => h('tr', h('th', { scope: 'row' }, name(one)), [t('api.in.' + one.in), sketch(api, one.schema), one.description ?? ''].map(text => h('td', text)));
  return [h('h3', t('api.parameters')), h('table', h('tbody', all.map(row)))];
}

function contents(api, content = {}) {
  return Object.entries(content).map(([type, { schema }]) => [h('p', h('code', type)), schema && h('pre', { tabindex: 0 }, sketch(api, schema))]);
}

function answers(api, responses) {
  return Object.entries(responses).map(([status, response]) => {
    const one = resolve(api, response), good = Number(status) < 400;
    return [h('p', h('b', status), ' ', one.description), good ? contents(api, one.content) : ''];
  });
}

/** One operation; what is inside is drawn when it is opened. */
function route(api, path, verb, operation, shared) {
  const inside = h('div.inside'), id = operation.operationId;
  const draw = () => {
    if (inside.firstChild) return;
    const all = [...shared, ...(operation.parameters ?? [])].map(one => resolve(api, one)), body = operation.requestBody;
    inside.append(...[operation.description && h('p', operation.description), parameters(api, all),
      body && [h('h3', t('api.body')), contents(api, body.content)], h('h3', t('api.answers')), answers(api, operation.responses)].flat(4).filter(Boolean));
  };
  const opened = event => { if (event.target.open) { draw(); history.replaceState(null, '', '#' + id); } };
  return h('details.route', { id, ontoggle: opened },
    h('summary', h('span.verb', verb.toUpperCase()), h('span.path', path), h('span.what', operation.summary)), inside);
}

function page(api) {
  const routes = Object.entries(api.paths).flatMap(([path, item]) => VERBS.filter(verb => item[verb]).map(verb => ({
    tag: item[verb].tags?.[0] ?? 'other', text: `${verb} ${path} ${item[verb].summary}`.toLowerCase(), element: route(api, path, verb, item[verb], item.parameters ?? []),
  })));
  const tags = [...new Set(routes.map(one => one.tag))];
  const about = tag => api.tags.find(one => one.name === tag)?.description ?? '';
  const sections = tags.map(tag => h('section', h('h2', { id: 'tag-' + tag }, about(tag) || tag),
    routes.filter(one => one.tag === tag).map(one => one.element)));
  const find = h('input.find', { type: 'search', 'aria-label': t('api.find'), placeholder: t('api.find'), oninput: () => {
    for (const one of routes) one.element.hidden = !find.value.toLowerCase().split(/\s+/).every(part => one.text.includes(part));
    for (const section of sections) section.hidden = !section.querySelector('.route:not([hidden])');
  } });
  stage.append(h('h1', t('api.title', api.info)), h('p', api.info.description),
    h('p', h('a', { href: '/api/openapi.json' }, 'openapi.json'), ` (OpenAPI ${api.openapi})`), find,
    h('nav', { 'aria-label': t('api.parts') }, tags.map(tag => h('a.chip', { href: '#tag-' + tag }, tag))), ...sections);
  const asked = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (asked) { asked.open = true; asked.scrollIntoView(); }
}

studio.get('/api/openapi.json').then(page, error => stage.append(problemCard(error)));
