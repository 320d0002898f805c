import type { Insertable, Selectable } from 'kysely';
import type { DB, Tx } from '../../platform/db/index.ts';
import type { CustomAttribute } from './custom-attribute.ts';
import type { PlanTerms, PlanVersion, Validity } from './plan.ts';

/** The newest versions of one plan, newest first. */
export async function listVersions(
  tx: Tx,
  { tenantId, planId, limit }: { tenantId: string; planId: string; limit: number },
): Promise<PlanVersion[]> {
  const rows = await tx
    .selectFrom('plans.planVersion')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('planId', '=', planId)
    .orderBy('number', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toVersion);
}

/** The version that is sold now, for each of these plans. */
export async function latestVersions(
  tx: Tx,
  { tenantId, planIds }: { tenantId: string; planIds: readonly string[] },
): Promise<Map<string, PlanVersion>> {
  if (planIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plans.planVersion')
    .distinctOn('planId')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('planId', 'in', planIds)
    .orderBy('planId')
    .orderBy('number', 'desc')
    .execute();
  return new Map(rows.map((row) => [row.planId, toVersion(row)]));
}

export async function findVersion(
  tx: Tx,
  { tenantId, id }: { tenantId: string; id: string },
): Promise<PlanVersion | undefined> {
  const row = await tx
    .selectFrom('plans.planVersion')
    .selectAll()
    .where('tenantId', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toVersion(row);
}

export async function insertVersion(
  tx: Tx,
  { tenantId, version }: { tenantId: string; version: PlanVersion },
): Promise<void> {
  await tx.insertInto('plans.planVersion').values(toRow(tenantId, version)).execute();
}

function toRow(tenantId: string, { terms, ...version }: PlanVersion): Insertable<DB['plans.planVersion']> {
  const { burst, validity, customAttributes, ...plain } = terms;
  return {
    tenantId,
    ...version,
    ...plain,
    burstDownloadBps: burst?.downloadBps ?? null,
    burstUploadBps: burst?.uploadBps ?? null,
    burstThresholdDownloadBps: burst?.thresholdDownloadBps ?? null,
    burstThresholdUploadBps: burst?.thresholdUploadBps ?? null,
    burstTimeS: burst?.timeS ?? null,
    validityCount: validity?.count ?? null,
    validityUnit: validity?.unit ?? null,
    customAttributes: JSON.stringify(customAttributes),
  };
}

type VersionRow = Selectable<DB['plans.planVersion']>;

function toVersion(row: VersionRow): PlanVersion {
  return { id: row.id, planId: row.planId, number: row.number, terms: toTerms(row) };
}

function toTerms(row: VersionRow): PlanTerms {
  return {
    downloadBps: row.downloadBps,
    uploadBps: row.uploadBps,
    // The table's check makes burst all or nothing.
    burst:
      row.burstDownloadBps === null
        ? null
        : {
            downloadBps: row.burstDownloadBps,
            uploadBps: row.burstUploadBps!,
            thresholdDownloadBps: row.burstThresholdDownloadBps!,
            thresholdUploadBps: row.burstThresholdUploadBps!,
            timeS: row.burstTimeS!,
          },
    sessionTimeoutS: row.sessionTimeoutS,
    idleTimeoutS: row.idleTimeoutS,
    interimIntervalS: row.interimIntervalS,
    sessionVolumeBytes: row.sessionVolumeBytes,
    maxSessions: row.maxSessions,
    pool: row.pool,
    ipv6Pool: row.ipv6Pool,
    delegatedIpv6Pool: row.delegatedIpv6Pool,
    addressList: row.addressList,
    customAttributes: row.customAttributes as unknown as CustomAttribute[],
    validity:
      row.validityCount === null
        ? null
        : { count: row.validityCount, unit: row.validityUnit as Validity['unit'] },
    priceMinor: row.priceMinor,
    currency: row.currency,
  };
}
