// Runs before the first paint, so that the page never flashes in the other theme.
(() => {
  let theme = null;
  try { theme = localStorage.getItem('mezzotint.theme'); } catch { /* storage is switched off: follow the system */ }
  theme ??= matchMedia('(prefers-color-scheme: light)').matches ? 'paper' : 'plate';
  document.documentElement.dataset.theme = theme;
})();
