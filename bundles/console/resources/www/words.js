// Numbers and times as the page's language writes them.
const language = () => document.documentElement.lang;

export const number = (value, digits = 0) => value.toLocaleString(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Seconds in words: 1.2 s, 45 s, 3 min. */
export const clock = s => s < 10 ? number(s, 1) + ' s' : s < 90 ? number(s) + ' s' : number(s / 60) + ' min';

/** How long a part took: 12 ms, 1.23 s. */
export const seconds = s => s >= 10 ? number(s) + ' s' : s >= 1 ? number(s, 2) + ' s' : number(s * 1000, s >= 0.0095 ? 0 : 1) + ' ms';

export const bytes = n => n >= 1e9 ? number(n / 1e9, 1) + ' GB' : n >= 1e6 ? number(n / 1e6) + ' MB' : number(n / 1e3) + ' KB';

/** Short facts in one line; what is not known is left out. */
export const joined = (...facts) => facts.filter(Boolean).join(' · ');

/** Whether a text has all words that are searched for. */
export const has = (text, search) => search.toLowerCase().split(/\s+/).every(part => text.toLowerCase().includes(part));

/** When it was: the time alone if it was today. */
export function when(text) {
  const date = new Date(text), today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(language(), today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
}
