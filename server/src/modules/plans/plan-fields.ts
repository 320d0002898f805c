import { z } from 'zod';
import { idField, integerField, toJsonInteger } from '../../platform/http/index.ts';
import { mostCustomAttributes } from './custom-attribute.ts';
import {
  planPayments,
  planServices,
  planStatuses,
  validityUnits,
  type Plan,
  type PlanTerms,
  type PlanVersion,
} from './plan.ts';
import { policyFields, rateField, toPolicyAnswer, toPolicyTerms } from './policy-fields.ts';

const poolField = z.string().trim().min(1).max(253).nullable();

const burstFields = z.strictObject({
  downloadBps: rateField,
  uploadBps: rateField,
  thresholdDownloadBps: rateField,
  thresholdUploadBps: rateField,
  timeS: z.int().min(1).max(3600),
});

/** As in plans and subscribers alike: `[{name, value}]`. */
export const customAttributesField = z
  .array(z.strictObject({ name: z.string().trim().min(1).max(100), value: z.string().max(512) }))
  .max(mostCustomAttributes);

const termsFields = {
  downloadBps: rateField,
  uploadBps: rateField,
  burst: burstFields.nullable(),
  sessionTimeoutS: z.int().min(60).max(31_536_000).nullable(),
  idleTimeoutS: z.int().min(30).max(86_400).nullable(),
  interimIntervalS: z.int().min(60).max(86_400).nullable(),
  sessionVolumeBytes: z.int().min(1).nullable(),
  maxSessions: z.int().min(1).max(1000),
  deviceSlots: z
    .int()
    .min(1)
    .max(50)
    .nullable()
    .describe('Devices that an account may use, on a hotspot plan; null: as many as come.'),
  pool: poolField,
  ipv6Pool: poolField,
  delegatedIpv6Pool: poolField,
  addressList: z.string().trim().min(1).max(246).nullable(),
  customAttributes: customAttributesField,
  ...policyFields,
  validity: z.strictObject({ count: z.int().min(1).max(3650), unit: z.enum(validityUnits) }).nullable(),
  priceMinor: z.int().min(0),
  currency: z.string().regex(/^[A-Z]{3}$/, 'is not a currency code such as EUR'),
};

/** Terms in a request: rates and price are asked for, the rest may be left out. */
export const termsBody = z.strictObject({
  ...termsFields,
  burst: termsFields.burst.default(null),
  sessionTimeoutS: termsFields.sessionTimeoutS.default(null),
  idleTimeoutS: termsFields.idleTimeoutS.default(null),
  interimIntervalS: termsFields.interimIntervalS.default(null),
  sessionVolumeBytes: termsFields.sessionVolumeBytes.default(null),
  maxSessions: termsFields.maxSessions.default(1),
  deviceSlots: termsFields.deviceSlots.default(null),
  pool: termsFields.pool.default(null),
  ipv6Pool: termsFields.ipv6Pool.default(null),
  delegatedIpv6Pool: termsFields.delegatedIpv6Pool.default(null),
  addressList: termsFields.addressList.default(null),
  customAttributes: termsFields.customAttributes.default([]),
  counts: policyFields.counts.default('both'),
  quota: policyFields.quota.default(null),
  fairUse: policyFields.fairUse.default([]),
  zoneRules: policyFields.zoneRules.default([]),
  validity: termsFields.validity.default(null),
  currency: termsFields.currency.optional(),
});

export const planFields = {
  name: z.string().trim().min(1).max(100),
  description: z.string().trim().max(2000).nullable(),
  payment: z.enum(planPayments),
  service: z.enum(planServices),
  status: z.enum(planStatuses),
  isDefault: z.boolean(),
};

export const termsAnswer = z.object(termsFields);

export const versionAnswer = z.object({
  id: idField,
  number: integerField,
  /** Whether who renews from an older version gets this one. */
  takesRenewals: z.boolean(),
  terms: termsAnswer,
});

export const planAnswer = z.object({
  id: idField,
  ...planFields,
  revision: integerField,
  /** How many hold it now. */
  holders: integerField,
  /** The version that is sold now. */
  version: versionAnswer,
});

export function toVersionAnswer({
  id,
  number,
  takesRenewals,
  terms,
}: PlanVersion): z.input<typeof versionAnswer> {
  return { id, number, takesRenewals, terms: toTermsAnswer(terms) };
}

export function toPlanAnswer(
  { plan, latest }: { plan: Plan; latest: PlanVersion },
  holders: number,
): z.input<typeof planAnswer> {
  return { ...plan, holders, version: toVersionAnswer(latest) };
}

/** The terms as JSON has them. */
export function toTermsAnswer({ burst, ...terms }: PlanTerms): z.input<typeof versionAnswer>['terms'] {
  return {
    ...terms,
    ...toPolicyAnswer(terms),
    downloadBps: toJsonInteger(terms.downloadBps),
    uploadBps: toJsonInteger(terms.uploadBps),
    burst: burst && {
      downloadBps: toJsonInteger(burst.downloadBps),
      uploadBps: toJsonInteger(burst.uploadBps),
      thresholdDownloadBps: toJsonInteger(burst.thresholdDownloadBps),
      thresholdUploadBps: toJsonInteger(burst.thresholdUploadBps),
      timeS: burst.timeS,
    },
    sessionVolumeBytes: terms.sessionVolumeBytes === null ? null : toJsonInteger(terms.sessionVolumeBytes),
    priceMinor: toJsonInteger(terms.priceMinor),
  };
}

/** JSON's numbers become the integers that the rules and the database count in. */
export function toTermsInput({ burst, ...terms }: z.output<typeof termsBody>) {
  return {
    ...terms,
    ...toPolicyTerms(terms),
    downloadBps: BigInt(terms.downloadBps),
    uploadBps: BigInt(terms.uploadBps),
    burst: burst && {
      downloadBps: BigInt(burst.downloadBps),
      uploadBps: BigInt(burst.uploadBps),
      thresholdDownloadBps: BigInt(burst.thresholdDownloadBps),
      thresholdUploadBps: BigInt(burst.thresholdUploadBps),
      timeS: burst.timeS,
    },
    sessionVolumeBytes: terms.sessionVolumeBytes === null ? null : BigInt(terms.sessionVolumeBytes),
    priceMinor: BigInt(terms.priceMinor),
  };
}
