// Draws a field from JSON Schema: a number with a range is a slider with its value, a choice a select, yes or no a switch.
import { h } from './dom.js';
import { whole } from './json.js';

let serial = 0;

/** A labelled field: {element, set(value)}; change(value) is called when the user alters it. */
export function field(schema, { label = schema.title, hint = schema.description, change }) {
  const id = 'field' + ++serial;
  const control = kind(schema)(schema, id, change);
  const head = h('span.head', h('label', { for: id, title: hint || null }, label), control.note);
  return { element: h('div.field', head, control.element), set: control.set };
}

function kind(schema) {
  if (schema.options || schema.enum || schema.oneOf || schema['x-files']) return choice;
  if (schema.type === 'boolean') return toggle;
  if (schema.type !== 'number' && schema.type !== 'integer') return words;
  return schema.minimum !== undefined && schema.maximum !== undefined && schema.maximum - schema.minimum <= 1000 && !schema['x-plain'] ? slider : number;
}

function stepOf(schema) {
  return schema['x-step'] ?? schema.multipleOf ?? (schema.type === 'integer' ? 1 : 0.1);
}

function slider(schema, id, change) {
  const step = stepOf(schema), unit = schema['x-unit'] ? ' ' + schema['x-unit'] : '';
  const digits = (String(step).split('.')[1] ?? '').length;
  const note = h('output', { for: id });
  const show = value => { note.textContent = Number(value).toFixed(digits) + unit; };
  const element = h('input', {
    type: 'range', id, min: schema.minimum, max: schema.maximum, step,
    oninput: () => { show(element.value); change(element.valueAsNumber); },
  });
  return { element, note, set(value) {
    if (value > element.max) element.max = value; // asked for elsewhere: the slider makes room
    element.value = value;
    show(element.value);
  } };
}

function number(schema, id, change) {
  const given = () => schema.type === 'integer' ? whole(element.value) : element.valueAsNumber;
  const element = h('input', {
    type: 'number', id, min: schema.minimum, max: schema.maximum, step: stepOf(schema),
    // An empty or half-typed number changes nothing; leaving the field puts a number that is out of range in range.
    oninput: () => { if (element.value !== '' && element.checkValidity()) change(given()); },
    onchange: () => {
      const near = Math.min(schema.maximum ?? Infinity, Math.max(schema.minimum ?? -Infinity, element.valueAsNumber || 0));
      if (near !== element.valueAsNumber) element.value = near;
      change(given());
    },
  });
  return { element, set(value) { if (document.activeElement !== element || element.value !== String(value)) element.value = value; } };
}

function choice(schema, id, change) {
  const options = schema.options ?? schema.oneOf?.map(one => [one.const, one.title ?? one.const]) ?? files(schema) ?? schema.enum.map(one => [one, one]);
  const element = h('select', { id, onchange: () => change(element.value) }, options.map(([value, text]) => h('option', { value }, String(text))));
  return {
    element,
    set(value) {
      if (![...element.options].some(option => option.value === String(value))) {
        element.append(h('option', { value }, schema.missing?.(value) ?? String(value)));
      }
      element.value = value;
    },
  };
}

/** Of a kind of files the first there is, or one by its name. */
const files = schema => schema['x-files'] && [['', '\u2013'], ...schema['x-files'].map(one => [one, one])];

function toggle(schema, id, change) {
  const element = h('input.switch', { type: 'checkbox', role: 'switch', id, onchange: () => change(element.checked) });
  return { element, set(value) { element.checked = !!value; } };
}

function words(schema, id, change) {
  const element = h(schema['x-rows'] ? 'textarea' : 'input', {
    id, rows: schema['x-rows'], placeholder: schema['x-placeholder'], maxlength: schema.maxLength,
    inputmode: schema['x-input'], spellcheck: schema['x-rows'] ? 'true' : 'false', autocomplete: 'off',
    oninput: () => change(element.value),
  });
  return { element, set(value) { if (element.value !== String(value ?? '')) element.value = value ?? ''; } };
}
