import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';
import type { Theme } from './browser.ts';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 at level AA, and what axe holds for good besides. */
const everything = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // An experiment of axe, off unless rules are chosen by tag: it takes hidden initials for a visible label.
  rules: { 'label-content-name-mismatch': { enabled: false } },
};
/** All that another theme can change. */
const colours = { runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };
const rules = { light: everything, dark: colours };

/** An open menu lies over the page and belongs to its button, not to a landmark. */
const isMenu = /^<[^>]* role="menu"/;

/** Colours that are inherited change from parent to child, a frame each; a half-way colour is nobody's fault. */
const settle = `(async () => {
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  await frame();
  for (let frames = 0; frames < 60; frames += 1) {
    const running = document.getAnimations().filter((one) => one instanceof CSSTransition);
    if (running.length === 0) return;
    await frame();
  }
})()`;

/**
 * What axe finds wrong with the page as it stands, in light and in dark: one sentence for each place. Put into the
 * page through the debugger, which the content security policy does not bind.
 */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(source);
  const found: string[] = [];
  for (const theme of ['light', 'dark'] satisfies Theme[]) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
    await page.locator(`html[data-theme=${theme}]`).waitFor({ state: 'attached' });
    await page.evaluate(settle);
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run(document, { resultTypes: ['violations'], ...${JSON.stringify(rules[theme])} })`,
    );
    for (const { id, help, nodes } of violations) {
      for (const { html, target, failureSummary } of nodes) {
        if (id === 'region' && isMenu.test(html)) continue;
        const why = failureSummary?.split('\n').slice(1).join('; ').trim() ?? '';
        found.push(`${theme}: ${id} (${help}) at ${target.join(' ')}: ${html.slice(0, 160)} ${why}`);
      }
    }
  }
  return found;
}
