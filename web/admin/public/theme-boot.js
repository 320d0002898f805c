// Runs before the first paint, so that nobody who chose dark sees a white flash. Kept outside the bundle
// because the content security policy forbids inline scripts. Same rules as web/ui/src/theme/theme.ts.
function storedChoice(key) {
  try {
    return window.localStorage.getItem(key);
  } catch {
    // A browser may refuse storage altogether; then the system's choice holds.
    return null;
  }
}

function decide(choice, { on, off, query }) {
  return choice === on || (choice !== off && window.matchMedia(query).matches) ? on : off;
}

document.documentElement.dataset.theme = decide(storedChoice('trunkline.theme'), {
  on: 'dark',
  off: 'light',
  query: '(prefers-color-scheme: dark)',
});
document.documentElement.dataset.contrast = decide(storedChoice('trunkline.contrast'), {
  on: 'more',
  off: 'normal',
  query: '(prefers-contrast: more)',
});
