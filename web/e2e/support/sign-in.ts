import type { Page } from 'playwright-core';
import type { ReadyProduct } from './product.ts';

/** Signs the owner in by the page, as a person does, and waits for the frame of the app. */
export async function signIn(page: Page, { owner }: Pick<ReadyProduct, 'owner'>): Promise<void> {
  await page.goto('/sign-in');
  await page.getByRole('textbox', { name: 'E-mail' }).fill(owner.email);
  await page.getByLabel(/^Password/).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Dashboard', level: 1 }).waitFor();
}
