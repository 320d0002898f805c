/** To the child that makes the data of the demonstration, a step like others. */
export interface SeedOrder {
  readonly type: 'seed-demo';
  /** The folder that the demonstration has for itself. */
  readonly home: string;
  readonly urls: { readonly api: string; readonly owner: string };
  /** Base64. */
  readonly masterKey: string;
}

/** What a person at the terminal is told. */
export interface SeededDemo {
  readonly type: 'demo-seeded';
  readonly seed: number;
  /** False: an earlier start made the data. */
  readonly isNew: boolean;
  /** The first is the owner; all have the same password. */
  readonly emails: readonly string[];
  readonly password: string;
}

/** To the child that plays the demonstration's routers, and to nobody else. */
export interface FleetOrder {
  readonly type: 'run-demo';
  readonly home: string;
  readonly authPort: number;
  readonly acctPort: number;
}
export type ToFleet = FleetOrder | { readonly type: 'stop' };
