import type { RouterAccess } from '../nas/index.ts';

/** A router that can be talked to. */
export interface Router {
  readonly tenantId: string;
  readonly nasId: string;
  readonly access: RouterAccess;
}
