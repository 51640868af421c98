// Users, their roles and passwords; and one's own tokens.
import { attempt, ghost, h, joined, select, when } from '/panel.js';
import { shown } from './shown.js';

const ROLES = ['make', 'plugins', 'admin'];
/** The first user has to be one who may add others. */
const FIRST = [...ROLES].reverse();

/** How a browser keeps the field that holds a password. */
const SECRET = { password: 'new-password', old: 'current-password', new: 'new-password' };

const roleField = (t, label, roles, more) => select(label, roles.map(role => [role, t('role.' + role)]), more);

/** A line of fields that are sent together; what went wrong is said below it. */
function form(t, names, button, send, roles = ROLES) {
  const note = h('div.note'), text = name => t('field.' + name);
  const input = name => name === 'role' || name === 'scope'
    ? roleField(t, text(name), roles, { name })
    : h('input', { name, type: SECRET[name] ? 'password' : 'text', 'aria-label': text(name), placeholder: text(name), required: name !== 'days', autocomplete: SECRET[name] ?? 'off', inputmode: name === 'days' ? 'numeric' : null });
  const element = h('form.line', { onsubmit: async event => {
    event.preventDefault();
    const values = Object.fromEntries([...new FormData(element)].filter(([, value]) => value !== ''));
    attempt(note, async () => { await send(values); element.reset(); });
  } }, names.map(input), h('button.primary.small', { type: 'submit' }, t(button)));
  return [element, note];
}

/** One's own password; whoever changes it says the old one first. */
export function password(studio, t) {
  return form(t, ['old', 'new'], 'password.set', async values => {
    await studio.post('/api/me/password', values);
    studio.say(t('password.own.changed'));
  });
}

export function people(studio, t, me) {
  return shown(async () => {
    const rows = h('tbody'), note = h('div.note');
    const change = async work => { await attempt(note, work); await draw(); };

    function row(user) {
      const role = roleField(t, `${t('field.role')}: ${user.name}`, ROLES, { onchange: () => change(() => studio.put('/api/users/' + user.name, { role: role.value })) });
      role.value = user.role;
      const password = h('div.change', { hidden: true }, form(t, ['password'], 'password.set', async values => {
        await studio.put('/api/users/' + user.name, values);
        studio.say(t('password.changed', user));
        password.hidden = true;
      }));
      return h('tr', h('th', { scope: 'row' }, user.name, user.name === me.name && h('span.dim', ` (${t('you')})`)), h('td', role),
        h('td.tools', ghost(t('password'), event => { password.hidden = !password.hidden; event.target.ariaExpanded = String(!password.hidden); password.querySelector('input').focus(); }, { 'aria-expanded': 'false' }),
          ghost(t('remove'), () => change(() => studio.remove('/api/users/' + user.name)), { 'aria-label': `${t('remove')}: ${user.name}` }), password));
    }

    async function draw() {
      const users = await studio.get('/api/users');
      rows.replaceChildren(...users.map(row));
      rows.parentNode.hidden = !users.length;
    }

    const table = h('table', h('thead', h('tr', ['field.name', 'field.role', 'actions'].map(key => h('th', { scope: 'col' }, t(key))))), rows);
    await draw();
    return [!me.password && h('p', t('people.none')), table, note, ...form(t, ['name', 'password', 'role'], 'add', async values => {
      await studio.post('/api/users', values);
      if (!me.password) return location.reload(); // from now on somebody has to log in
      await draw();
    }, me.password ? ROLES : FIRST)].filter(Boolean);
  });
}

export function tokens(studio, t) {
  return shown(async () => {
    const list = h('ul.plainlist'), made = h('div.note', { 'aria-live': 'polite' });
    const token = one => h('li', h('span', one.label || one.id, ' ', h('span.dim', joined(t('role.' + one.scope), one.expires ? t('until', { when: when(one.expires) }) : t('always'), one.used && t('usedAt', { when: when(one.used) })))),
      ghost(t('remove'), async () => { await attempt(made, () => studio.remove('/api/me/tokens/' + one.id)); draw(); }, { 'aria-label': `${t('remove')}: ${one.label || one.id}` }));
    const draw = async () => list.replaceChildren(...(await studio.get('/api/me/tokens')).map(token));
    await draw();
    return [h('p', t('tokens.note')), list, ...form(t, ['label', 'scope', 'days'], 'token.make', async values => {
      const { token } = await studio.post('/api/me/tokens', values);
      made.replaceChildren(h('p', t('token.keep')), h('code', { tabindex: '0' }, token));
      await draw();
    }), made];
  });
}
