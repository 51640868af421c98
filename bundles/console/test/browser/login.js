// Drives the login page: node login.js, with MEZZOTINT_URL naming a workbench that nobody has to log in to yet.
import assert from 'node:assert/strict';
import { checkContrast } from './contrast.js';
import { browser, expected, go, run, shooter, until, url, watched } from './setup.js';

const RIGHT = 'correct horse battery', NEXT = 'a new horse battery';
const page = watched(await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'en-US' })), shot = shooter(page);
const button = (name, exact = false) => page.getByRole('button', { name, exact });
expected.push('status of 401', 'status of 400', 'status of 403');

async function sends(name, password) {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill(password);
  await button('Log in').click();
}

/** The first user; from then on the console is behind the login page. */
async function locks() {
  await page.goto(url + '#settings');
  await page.getByRole('textbox', { name: 'Name' }).fill('anna');
  await page.locator('form.line').getByLabel('Password').fill(RIGHT);
  await button('Add', true).click();
  await page.waitForURL('**/login/**');
  await page.getByLabel('Name').waitFor();
  await shot('login');
  await checkContrast(page);
}

async function refuses() {
  await sends('anna', 'wrong horse battery');
  const card = page.getByRole('alert');
  await card.waitFor();
  assert.match(await card.textContent(), /\.$/, 'it says what to do');
  assert.equal(await page.getByLabel('Name').inputValue(), 'anna');
  assert.equal(await page.getByLabel('Password').evaluate(input => input === document.activeElement), true, 'the password can be typed anew at once');
  await shot('login-wrong');
  await sends('nobody', RIGHT);
  await until('who is not known is told no more', async () => await button('Log in').isEnabled() && await card.isVisible());
  assert.equal((await fetch(new URL('/api/jobs', url))).status, 401);
}

/** Whatever the address says to go on to, as the browser reads it: another site is not gone to. */
async function staysHere() {
  const origin = new URL(url).origin, gone = [];
  page.on('request', request => { if (request.isNavigationRequest() && new URL(request.url()).origin !== origin) gone.push(request.url()); });
  for (const to of ['//evil.example/', '/\t/evil.example/', '/\n/evil.example', '/\\evil.example', '\\\\evil.example', 'https://evil.example', '/.//evil.example', '//@evil.example', 'javascript:alert(1)', ' //evil.example']) {
    await page.goto(new URL('/login/index.html?to=' + encodeURIComponent(to), url).href);
    await page.waitForURL(at => !at.pathname.startsWith('/login'));
    assert.ok(page.url().startsWith(origin + '/'), to);
  }
  assert.deepEqual(gone, []);
  await page.goto(url + '#settings');
  await page.getByRole('rowheader', { name: 'anna' }).waitFor();
}

/** Comes back to the panel that was asked for. */
async function letsIn() {
  await sends('anna', RIGHT);
  await page.getByRole('rowheader', { name: 'anna' }).waitFor();
  assert.match(page.url(), /#settings/);
}

async function makesTokens() {
  await page.getByRole('textbox', { name: 'What it is for' }).fill('a script');
  await button('Make a token').click();
  const token = await page.locator('.note > code').textContent();
  const me = await fetch(new URL('/api/me', url), { headers: { Authorization: 'Bearer ' + token } }).then(response => response.json());
  assert.equal(me.name, 'anna');
  await shot('people');
  await button('Remove: a script').click();
  await page.getByText('a script').waitFor({ state: 'detached' });
  assert.equal((await fetch(new URL('/api/jobs', url), { headers: { Authorization: 'Bearer ' + token } })).status, 401, 'it is good for nothing any more');
  await go(page, 'l');
  await page.locator('.line').first().waitFor();
}

async function logsOut() {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search or command' }).fill('log out');
  await page.getByRole('option', { name: 'Log out anna' }).waitFor();
  await page.keyboard.press('Enter');
  await page.waitForURL('**/login/**');
  await page.goto(url);
  await page.waitForURL('**/login/**');
}

/** One's own password, with the old one first. */
async function changesThePassword() {
  await sends('anna', RIGHT);
  await page.locator('.rail [data-id=settings]').click();
  const own = page.getByRole('region', { name: 'Your password' });
  await own.getByLabel('Password until now').fill('not that');
  await own.getByLabel('New password').fill(NEXT);
  await own.getByRole('button').click();
  await own.getByRole('alert').waitFor();
  await own.getByLabel('Password until now').fill(RIGHT);
  await own.getByRole('button').click();
  await page.locator('.toast', { hasText: 'Your password is changed' }).waitFor();
  await logsOut();
  await sends('anna', RIGHT);
  await page.getByRole('alert').waitFor();
  await sends('anna', NEXT);
  await page.waitForURL(at => !at.pathname.startsWith('/login'));
}

const { paths } = await (await fetch(new URL('/api/openapi.json', url))).json();
await run('login', page, [locks, refuses, letsIn, staysHere, makesTokens, logsOut, ...paths['/api/me/password'] ? [changesThePassword] : []]);
