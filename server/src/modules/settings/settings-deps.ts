import type { Database, Tx } from '../../platform/db/index.ts';
import type { Sealer } from '../../platform/keys/index.ts';

export interface SettingsDeps {
  database: Database;
  sealer: Sealer;
  /**
   * Brings the keys of user names under the rule that is about to hold. Handed in by the role, because
   * subscribers are built on settings. The caller has locked the tenant and runs the transaction.
   */
  rekeyUsernames(tx: Tx, rule: { tenantId: string; stripRealm: boolean }): Promise<void>;
}
