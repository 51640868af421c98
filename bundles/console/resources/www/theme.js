// Runs before the first paint, so that the page never flashes in the other theme, and knows its language.
(() => {
  const LANGUAGES = ['en', 'de'];
  let theme = null, language = null;
  try {
    theme = localStorage.getItem('mezzotint.theme');
    language = localStorage.getItem('mezzotint.language');
  } catch { /* storage is switched off: follow the system */ }
  theme ??= matchMedia('(prefers-color-scheme: light)').matches ? 'paper' : 'plate';
  document.documentElement.dataset.theme = theme;
  document.documentElement.lang = [language, ...navigator.languages.map(one => one.slice(0, 2))].find(one => LANGUAGES.includes(one)) ?? 'en';
})();
