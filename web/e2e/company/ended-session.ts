import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import type { Company } from '../support/company.ts';
import { signIn } from '../support/sign-in.ts';

/** Signed out on another machine, or by an administrator: the next act asks to sign in, and nothing is lost. */
export function endedSession(company: () => Company): void {
  test('leads to the sign-in and back to the same place', async () => {
    const { product, browser, opened, addRouter } = company();
    const { id } = await addRouter('cedar-south', '127.61.0.6');
    const isThere = new Set(await sessionsOf(company()));
    const { page, context, faults } = await openPage(browser, { url: product.url });
    await signIn(page, product);
    await page.goto(`/nas/${id}?tab=setup`);
    const show = page.getByRole('button', { name: 'Show the script' });
    await show.waitFor();
    const own = (await sessionsOf(company())).find((session) => !isThere.has(session));
    await opened.page.evaluate(`fetch('/api/auth/sessions/${own}', { method: 'DELETE' })`);

    await show.click();
    await page.getByText('Your session has ended. Sign in to go on where you were.').waitFor();
    await page.getByRole('textbox', { name: 'E-mail' }).fill(product.owner.email);
    await page.getByLabel(/^Password/).fill(product.owner.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await show.waitFor();
    expect(page.url()).toBe(`${product.url}/nas/${id}?tab=setup`);
    expect(faults).toEqual([]);
    await context.close();
  });
}

/** Ids of the places where the owner is signed in. */
async function sessionsOf({ product }: Company): Promise<string[]> {
  return (await product.api.get<{ id: string }[]>('/api/auth/sessions')).map(({ id }) => id);
}
