import type { Insertable, Selectable } from 'kysely';
import type { DB } from '../../platform/db/index.ts';
import type { CustomAttribute } from './custom-attribute.ts';
import type { FairUseStep, PlanTerms, PlanVersion, Quota, Validity, ZoneRule } from './plan.ts';

export type VersionRow = Selectable<DB['plans.planVersion']>;

/** A version as its row; its zone rules are rows of their own. */
export function toVersionRow(
  tenantId: string,
  { terms, ...version }: PlanVersion,
): Insertable<DB['plans.planVersion']> {
  const { burst, validity, customAttributes, quota, fairUse, zoneRules: _elsewhere, ...plain } = terms;
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
    quotaPeriod: quota?.period ?? null,
    quotaBytes: quota?.bytes ?? null,
    quotaTimeS: typeof quota?.timeS === 'number' ? BigInt(quota.timeS) : null,
    quotaAtZero: quota?.atZero ?? null,
    quotaSlowDownloadBps: quota?.slow?.downloadBps ?? null,
    quotaSlowUploadBps: quota?.slow?.uploadBps ?? null,
    fairUse: JSON.stringify(
      fairUse.map(({ period, thresholdBytes, downloadBps, uploadBps }) => ({
        period,
        thresholdBytes: Number(thresholdBytes),
        downloadBps: Number(downloadBps),
        uploadBps: Number(uploadBps),
      })),
    ),
  };
}

export function toZoneRuleRows(
  tenantId: string,
  { id, terms }: PlanVersion,
): Insertable<DB['plans.zoneRule']>[] {
  return terms.zoneRules.map(({ zoneId, rates, isFree }) => ({
    tenantId,
    planVersionId: id,
    zoneId,
    downloadBps: rates?.downloadBps ?? null,
    uploadBps: rates?.uploadBps ?? null,
    isFree,
  }));
}

export function toVersion(row: VersionRow, zoneRules: ZoneRule[]): PlanVersion {
  const { id, planId, number, takesRenewals } = row;
  return { id, planId, number, takesRenewals, terms: { ...toPlainTerms(row), ...toPolicy(row), zoneRules } };
}

function toPlainTerms(row: VersionRow): Omit<PlanTerms, 'counts' | 'quota' | 'fairUse' | 'zoneRules'> {
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
    deviceSlots: row.deviceSlots,
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

interface StoredStep {
  period: FairUseStep['period'];
  thresholdBytes: number;
  downloadBps: number;
  uploadBps: number;
}

function toPolicy(row: VersionRow): Pick<PlanTerms, 'counts' | 'quota' | 'fairUse'> {
  return {
    counts: row.counts as PlanTerms['counts'],
    quota: row.quotaPeriod === null ? null : toQuota(row),
    fairUse: (row.fairUse as unknown as StoredStep[]).map((step) => ({
      period: step.period,
      thresholdBytes: BigInt(step.thresholdBytes),
      downloadBps: BigInt(step.downloadBps),
      uploadBps: BigInt(step.uploadBps),
    })),
  };
}

/** The table's checks make the fields agree. */
function toQuota(row: VersionRow): Quota {
  return {
    period: row.quotaPeriod as Quota['period'],
    bytes: row.quotaBytes,
    timeS: row.quotaTimeS === null ? null : Number(row.quotaTimeS),
    atZero: row.quotaAtZero as Quota['atZero'],
    slow:
      row.quotaSlowDownloadBps === null
        ? null
        : { downloadBps: row.quotaSlowDownloadBps, uploadBps: row.quotaSlowUploadBps! },
  };
}
