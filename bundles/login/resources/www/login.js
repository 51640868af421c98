// The login page: sends the name and the password, and goes on to the page that was asked for.
const words = await fetch(new URL(document.documentElement.lang + '.json', import.meta.url)).then(response => response.json());
const form = document.querySelector('form'), problem = form.querySelector('.problem');

document.title = words.title;
for (const element of document.querySelectorAll('[data-text]')) element.textContent = words[element.dataset.text];

/** Only a page of this workbench is gone on to, as the browser reads the address: it drops tabs and line breaks, and takes \ for /. */
function goOn() {
  const home = new URL('/', location);
  let to = home;
  try { to = new URL(new URLSearchParams(location.search).get('to') ?? '/', home); } catch { /* no address at all */ }
  if (to.origin !== home.origin || to.pathname.startsWith('//')) to = home;
  to.hash = location.hash;
  location.replace(to);
}

function show(title, advice) {
  problem.firstElementChild.textContent = title;
  problem.lastElementChild.textContent = advice;
  problem.hidden = false;
}

const capital = text => text ? text[0].toUpperCase() + text.slice(1) + '.' : '';

form.addEventListener('submit', async event => {
  event.preventDefault();
  const { name, password } = Object.fromEntries(new FormData(form));
  const button = form.querySelector('button');
  button.disabled = true;
  problem.hidden = true;
  try {
    const response = await fetch('/api/login', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ name, password }) });
    if (response.ok) return goOn();
    const { title, detail, advice } = await response.json();
    show(capital(detail) || title, capital(advice));
    form.elements.password.select();
  } catch {
    show(words.away, words['away.advice']);
  } finally {
    button.disabled = false;
  }
});

// A link from another site arrives without the cookie; here it is there.
const me = await fetch('/api/me').then(response => response.json());
if (me.name) goOn();
