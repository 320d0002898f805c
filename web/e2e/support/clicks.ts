import type { Locator, Page } from 'playwright-core';

/**
 * A person at the keyboard and mouse, whose clicks are counted as UX budgets count them: each press of the pointer
 * is one, choosing from a list two, typing and keys none.
 */
export class Hand {
  readonly #page: Page;
  #clicks = 0;

  constructor(page: Page) {
    this.#page = page;
  }

  get clicks(): number {
    return this.#clicks;
  }

  /** Begins a new job. */
  restart(): void {
    this.#clicks = 0;
  }

  async click(target: Locator): Promise<void> {
    this.#clicks += 1;
    await target.click();
  }

  async rightClick(target: Locator): Promise<void> {
    this.#clicks += 1;
    await target.click({ button: 'right' });
  }

  /** Opens a list and takes the entry with this text. */
  async choose(list: Locator, option: string | RegExp): Promise<void> {
    this.#clicks += 1;
    await list.click();
    this.#clicks += 1;
    await this.#page.getByRole('option', { name: option }).click();
  }

  async type(field: Locator, text: string): Promise<void> {
    await field.fill(text);
  }

  async press(key: string): Promise<void> {
    await this.#page.keyboard.press(key);
  }
}
