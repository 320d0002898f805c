/** In the order in which they claim to be each other: Edge says Chrome, Chrome says Safari. */
const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:HeadlessChrome|Chrome|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\bAndroid\b/, 'Android'],
  [/\b(?:iPhone|iPad)\b/, 'iOS'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** What a person recognises of a User-Agent: `Firefox · Windows`, or the program's own first word. */
export function nameBrowser(userAgent: string | null): { name: string | undefined; isProgram: boolean } {
  if (userAgent === null || userAgent.trim() === '') return { name: undefined, isProgram: true };
  const find = (known: [RegExp, string][]) => known.find(([pattern]) => pattern.test(userAgent))?.[1];
  const browser = find(browsers);
  if (!browser) return { name: userAgent.split(/[\s/]/, 1)[0], isProgram: true };
  const system = find(systems);
  return { name: system ? `${browser} · ${system}` : browser, isProgram: false };
}
