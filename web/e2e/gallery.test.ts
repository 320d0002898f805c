import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Product } from '../../server/test/support/product.ts';
import { gallerySections } from '../ui/src/gallery/gallery-sections.ts';
import { axeViolations } from './support/axe.ts';
import { launchBrowser, openPage, type OpenPage } from './support/browser.ts';
import { startBuiltProduct } from './support/product.ts';

/** The design language as the product serves it, under its own security policy, before anybody signs in. */
let product: Product;
let browser: Browser;
let opened: OpenPage;

beforeAll(async () => {
  [product, browser] = await Promise.all([startBuiltProduct(), launchBrowser()]);
  opened = await openPage(browser, { url: product.url });
});

afterAll(async () => {
  await browser?.close();
  await product?.stop();
});

describe('the gallery', () => {
  test.each(gallerySections)(
    '%s: axe finds nothing in either theme, and nothing breaks the policy',
    async (section) => {
      await opened.page.goto(`/gallery?section=${section}`);
      await opened.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await axeViolations(opened.page)).toEqual([]);
      expect(opened.faults.splice(0)).toEqual([]);
    },
  );
});
