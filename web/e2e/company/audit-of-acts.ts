import { expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import type { Company } from '../support/company.ts';

/** Who did what to what, and what stood there before and after. */
export function auditOfActs(company: () => Company): void {
  test('tells of a change who made it, from where, and each field before and after', async () => {
    const { product, opened, addSubscriber } = company();
    const { page } = opened;
    const { id } = await addSubscriber({
      username: 'lina',
      fullName: 'Lina Aoun',
      email: 'lina@old.example',
    });
    await page.goto(`/subscribers/${id}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).first().click();
    const form = page.getByRole('dialog', { name: 'Edit Lina Aoun' });
    await form.getByLabel('E-mail').fill('lina@new.example');
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });

    const { name } = await product.api.get<{ name: string }>('/api/auth/me');
    await page.goto('/audit');
    const row = page.getByRole('row').filter({ hasText: 'Subscriber changed' }).filter({ hasText: 'lina' });
    await row.getByRole('button').first().click();
    const entry = page.getByRole('dialog', { name: 'Subscriber changed' });
    await entry.getByText(name).waitFor();
    await entry.getByText('127.0.0.1').first().waitFor();
    const field = entry.getByRole('row').filter({ hasText: 'email' });
    expect(await field.getByRole('cell').allInnerTexts()).toEqual(['lina@old.example', 'lina@new.example']);
    expect(await axeViolations(page)).toEqual([]);
  });
}
