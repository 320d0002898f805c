import type { Locator } from 'playwright-core';
import { beforeEach, expect, test } from 'vitest';
import { axeViolations } from '../support/axe.ts';
import type { Company } from '../support/company.ts';

interface Row {
  id: string;
  fullName: string;
  email: string | null;
}

/** One has the form open while another saves: the second sees both versions and decides. */
export function twoEditors(company: () => Company): void {
  let id: string;
  let form: Locator;
  const stored = (): Promise<Row> => company().product.api.get<Row>(`/api/subscribers/${id}`);

  beforeEach(async () => {
    const { addSubscriber, opened, product } = company();
    const username = `karim-${String(performance.now()).replace('.', '')}`;
    ({ id } = await addSubscriber({ username, fullName: 'Karim Saab', email: 'karim@old.example' }));
    await opened.page.goto(`/subscribers/${id}`);
    await opened.page.getByRole('button', { name: 'Edit', exact: true }).first().click();
    form = opened.page.getByRole('dialog', { name: 'Edit Karim Saab' });
    await form.getByLabel('E-mail').fill('karim@mine.example');
    await product.api.patch(`/api/subscribers/${id}`, {
      fullName: 'Karim B. Saab',
      email: 'karim@theirs.example',
    });
    await form.getByRole('button', { name: 'Save' }).click();
    await form.getByText('Somebody else changed this meanwhile').waitFor();
  });

  test('the second is shown the difference, and nothing is saved yet', async () => {
    const difference = form.getByRole('row').filter({ hasText: 'E-mail' });
    expect(await difference.getByRole('cell').allInnerTexts()).toEqual([
      'karim@theirs.example',
      'karim@mine.example',
    ]);
    expect(await axeViolations(company().opened.page)).toEqual([]);
    expect(await stored()).toMatchObject({ email: 'karim@theirs.example' });
  });

  test('keeping mine saves what I changed, and leaves what only they did', async () => {
    await form.getByRole('button', { name: 'Keep mine' }).click();
    await form.waitFor({ state: 'detached' });
    expect(await stored()).toMatchObject({ email: 'karim@mine.example' });
  });

  test('taking theirs puts their version into the form', async () => {
    await form.getByRole('button', { name: 'Take theirs' }).click();
    expect(await form.getByLabel('E-mail').inputValue()).toBe('karim@theirs.example');
    expect(await form.getByLabel('Name', { exact: true }).inputValue()).toBe('Karim B. Saab');
    expect(await stored()).toMatchObject({ email: 'karim@theirs.example', fullName: 'Karim B. Saab' });
  });
}
