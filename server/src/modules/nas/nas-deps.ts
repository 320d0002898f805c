import type { Clock, Random } from '@trunkline/kit';
import type { CertificateAuthority } from '../../platform/certificates/index.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import type { Binding, Sealer } from '../../platform/keys/index.ts';

/** What the use cases of this module work with. */
export interface NasDeps {
  database: Database;
  sealer: Sealer;
  clock: Clock;
  random: Random;
  /** Where this installation takes RADIUS by its settings; the role that takes it knows better. */
  radius: { authPort: number; acctPort: number };
  /** Who signs the certificates of routers; rejects while its file cannot be used. */
  openAuthority: () => Promise<CertificateAuthority>;
  /** The name by which routers know the RadSec server; undefined: RadSec is switched off. */
  radsecName: string | undefined;
  /** It shows a certificate of the operator's own, whose authority is not known here; left out: one of ours. */
  showsOwnCertificate?: boolean;
  /** What the tenant's hotspots let through before a login, as commands of RouterOS; left out: nothing. */
  gardenLines?: (tx: Tx, tenantId: string) => Promise<readonly string[]>;
  /** Whether a router's API may be on this machine; otherwise never. */
  mayRoutersBeLocal?: boolean;
}

/** Where a NAS's secret is sealed to; the radius role opens it with the same binding. */
export function nasSecretBinding({ tenantId, id }: { tenantId: string; id: string }): Binding {
  return { tenantId, table: 'nas.nas', column: 'secret_sealed', rowId: id };
}

/** Where the password of a router's API is sealed to. */
export function nasApiPasswordBinding({ tenantId, id }: { tenantId: string; id: string }): Binding {
  return { tenantId, table: 'nas.nas', column: 'api_password_sealed', rowId: id };
}
