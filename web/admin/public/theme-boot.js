// Runs before the first paint, so that nobody who chose dark sees a white flash. Kept outside the bundle
// because the content security policy forbids inline scripts. Same rules as web/ui/src/theme/theme.ts.
{
  const read = (key) => {
    try {
      return window.localStorage.getItem(key);
    } catch {
      // A browser may refuse storage altogether; then the system's choice holds.
      return null;
    }
  };
  const decide = (choice, on, off, query) =>
    choice === on || (choice !== off && window.matchMedia(query).matches) ? on : off;
  const { dataset } = document.documentElement;
  dataset.theme = decide(read('trunkline.theme'), 'dark', 'light', '(prefers-color-scheme: dark)');
  dataset.contrast = decide(read('trunkline.contrast'), 'more', 'normal', '(prefers-contrast: more)');
}
