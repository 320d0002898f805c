/** Thrown while a command is done: what the router answers with. */
export class Trap extends Error {
  readonly category: number | undefined;

  constructor(message: string, category?: number) {
    super(message);
    this.category = category;
  }
}

export const noSuchItem = (): Trap => new Trap('no such item', 0);
export const noSuchCommand = (): Trap => new Trap('no such command', 0);
export const unknownParameter = (): Trap => new Trap('unknown parameter', 1);
