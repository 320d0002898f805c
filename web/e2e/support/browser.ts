import { existsSync } from 'node:fs';
import process from 'node:process';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';

export type Theme = 'light' | 'dark';

export interface OpenPage {
  page: Page;
  context: BrowserContext;
  /** What a page must never do: throw, be refused by its own security policy, or open a dialog by script. */
  faults: string[];
  /** What only a scenario with a fault in it may do: a request that fails or is refused, an error on the console. */
  failures: string[];
}

export interface PageOptions {
  /** Where paths begin. */
  url: string;
  theme?: Theme;
  width?: number;
  height?: number;
  language?: 'en' | 'ar';
  /** Signed in as another page is: what its context keeps. */
  storageState?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

const actionLimitMs = 10_000;
const wide = { width: 1_440, height: 900 };

/** The last three would talk to the maker's servers; tests run where nothing answers. */
const launchArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium, as `scripts/install-system-tool.ts chromium` installs it. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  if (!existsSync(executablePath)) {
    throw new Error(`there is no ${executablePath}; run: node scripts/install-system-tool.ts chromium`);
  }
  return chromium.launch({ executablePath, args: launchArguments });
}

/** A page with a store of its own, as a person's browser has it, that remembers each fault. */
export async function openPage(browser: Browser, options: PageOptions): Promise<OpenPage> {
  const { url, theme = 'light', width = wide.width, height = wide.height, language = 'en' } = options;
  const { storageState } = options;
  const context = await browser.newContext({
    baseURL: url,
    viewport: { width, height },
    colorScheme: theme,
    locale: language,
    reducedMotion: 'reduce',
    ...(storageState && { storageState }),
  });
  context.setDefaultTimeout(actionLimitMs);
  const page = await context.newPage();
  return { page, context, faults: watchFaults(page), failures: watchFailures(page) };
}

function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(`threw ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`opened a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    const text = message.text();
    if (/content security policy|content-security-policy/i.test(text)) faults.push(text);
  });
  return faults;
}

function watchFailures(page: Page): string[] {
  const failures: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') failures.push(`console: ${message.text()}`);
  });
  page.on('requestfailed', (request) => {
    // A page that is left gives up what it still waits for.
    if (request.failure()?.errorText === 'net::ERR_ABORTED') return;
    failures.push(`${request.method()} ${request.url()}: ${request.failure()?.errorText}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) failures.push(`${response.status()} ${response.url()}`);
  });
  return failures;
}
