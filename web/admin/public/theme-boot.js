// Runs before the first paint, so that nobody who chose dark sees a white flash. Kept outside the bundle
// because the content security policy forbids inline scripts. Same rules as web/ui/src/theme/theme.ts.
(function applyThemeBeforeFirstPaint() {
  var read = function (key) {
    try {
      return window.localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  var theme = read('trunkline.theme');
  var contrast = read('trunkline.contrast');
  var isDark =
    theme === 'dark' || (theme !== 'light' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  var isMore =
    contrast === 'more' || (contrast !== 'normal' && window.matchMedia('(prefers-contrast: more)').matches);
  document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
  document.documentElement.dataset.contrast = isMore ? 'more' : 'normal';
})();
