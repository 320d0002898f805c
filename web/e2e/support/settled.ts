import type { Page } from 'playwright-core';

/** Until the page has what it asked for: its heading stands, this is there, and nothing says that it is still busy. */
export async function settled(page: Page, shows: string): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator(shows).filter({ visible: true }).first().waitFor();
  await page.locator('[aria-busy=true]').filter({ visible: true }).first().waitFor({ state: 'hidden' });
}

/** How far the page can be pushed sideways, and what sticks out: nothing on any page. */
export function sidewaysScroll(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(outside);
}

const outside = `(() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return [];
  const sticksOut = (one) => {
    const { left, right, width } = one.getBoundingClientRect();
    return width > 0 && (right > clientWidth + 1 || left < -1);
  };
  const found = [...document.body.querySelectorAll('*')].filter(sticksOut);
  return [scrollWidth + ' px wide', ...found.slice(0, 5).map((one) => one.outerHTML.slice(0, 160))];
})()`;
