import type { Tx } from '../../platform/db/index.ts';
import { settingsOf, type Settings } from './catalogue.ts';

/** The settings of a tenant, with the standard where the tenant has said nothing. */
export async function loadSettings(tx: Tx, tenantId: string): Promise<Settings> {
  const rows = await tx
    .selectFrom('settings.setting')
    .select(['key', 'value'])
    .where('tenantId', '=', tenantId)
    .execute();
  return settingsOf(rows);
}
