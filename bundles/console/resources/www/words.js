// Numbers and times as the page's language writes them.
const language = () => document.documentElement.lang;

export const number = (value, digits = 0) => value.toLocaleString(language(), { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** Seconds in words: 1.2 s, 45 s, 3 min. */
export const clock = s => s < 10 ? number(s, 1) + ' s' : s < 90 ? number(s) + ' s' : number(s / 60) + ' min';

export const bytes = n => n >= 1e9 ? number(n / 1e9, 1) + ' GB' : n >= 1e6 ? number(n / 1e6) + ' MB' : number(n / 1e3) + ' KB';

/** When it was: the time alone if it was today. */
export function when(text) {
  const date = new Date(text), today = date.toDateString() === new Date().toDateString();
  return date.toLocaleString(language(), today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' });
}
