import { sql } from 'kysely';
import type { Tx } from '../../platform/db/index.ts';
import { settingsOf, type SettingKey, type Settings } from './catalogue.ts';

/** The settings of a tenant, with the standard where the tenant has said nothing. */
export async function loadSettings(tx: Tx, tenantId: string): Promise<Settings> {
  const rows = await tx
    .selectFrom('settings.setting')
    .select(['key', 'value'])
    .where('tenantId', '=', tenantId)
    .execute();
  return settingsOf(rows);
}

export async function writeSetting(
  tx: Tx,
  { tenantId, key, value }: { tenantId: string; key: SettingKey; value: unknown },
): Promise<void> {
  await tx
    .insertInto('settings.setting')
    .values({ tenantId, key, value: JSON.stringify(value) })
    .onConflict((conflict) =>
      conflict.columns(['tenantId', 'key']).doUpdateSet((expression) => ({
        value: expression.ref('excluded.value'),
        revision: sql<number>`setting.revision + 1`,
      })),
    )
    .execute();
}
