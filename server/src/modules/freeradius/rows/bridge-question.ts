import type { NasVendor } from '../../nas/index.ts';
import type { PolicySubject } from '../../policy/index.ts';
import type { MacBinding } from '../../subscribers/index.ts';

/** What the rows of one subscriber are made of. */
export interface BridgeQuestion {
  readonly tenantId: string;
  readonly subscriberId: string;
  readonly subject: PolicySubject;
  readonly login: BridgedLogin;
  readonly tenant: BridgedTenant;
  readonly nowMs: number;
  /**
   * What was left when rows were last written. Where it still covers what is left now it stands instead: rows say what
   * was left at the last news, as a login of our own is told.
   */
  readonly leftBefore?: Left;
}

/** How somebody proves who they are, and from where. */
export interface BridgedLogin {
  readonly usernameKey: string;
  /** Null: a device without one. */
  readonly password: string | null;
  readonly macBinding: MacBinding;
  /** `aa:bb:cc:dd:ee:ff` */
  readonly macs: readonly string[];
  /** Addresses that are names of this device as well: those that nobody else has for a name. */
  readonly aliases: readonly string[];
  /** The NAS that they are bound to, by its name; null: any. */
  readonly nasName: string | null;
}

/** What is the same for all subscribers of a tenant. */
export interface BridgedTenant {
  /** Of the routers that are enabled, in order; never empty. */
  readonly vendors: readonly NasVendor[];
  readonly interimIntervalS: number;
  /** What devices without a password say in its place; null: nothing in particular, undefined: it cannot be opened. */
  readonly macAuthPassword: string | null | undefined;
}

/** What is left of a quota that cuts; null: no such limit. */
export interface Left {
  readonly volumeBytes: number | null;
  readonly timeS: number | null;
}
