import type { ApiClient } from '../api/connect.ts';
import { readCurrency } from '../api/read-currency.ts';
import { UsageError } from '../command-error.ts';
import { oneOf, required, wholeNumber } from '../parse-options.ts';
import { parseDuration } from '../quantity/parse-duration.ts';
import { parseMoney } from '../quantity/parse-money.ts';
import { parseRate, parseVolume } from '../quantity/parse-rate.ts';
import { parseValidity } from '../quantity/parse-validity.ts';
import { parseFairUse, parseQuota } from './parse-quota.ts';
import type { PlanValues } from './plan-options.ts';

const PAYMENTS = ['prepaid', 'postpaid'] as const;
const COUNTS = ['both', 'download'] as const;
const SERVICES = ['pppoe', 'hotspot', 'ipoe', 'static', 'any'] as const;
const MAX_SESSIONS = 1000;

const BURST_OPTIONS = [
  'burst-download',
  'burst-upload',
  'burst-threshold-download',
  'burst-threshold-upload',
  'burst-time',
] as const;

/** The request that the options of `plan add` stand for. Asks the API for the tenant's currency where it must. */
export async function readPlanBody(values: PlanValues, client: ApiClient) {
  const seconds = (option: 'session-timeout' | 'idle-timeout' | 'interim') =>
    values[option] === undefined ? null : parseDuration(values[option], option);
  const volume = values['session-volume'];
  const fields = {
    name: required(values.name, 'name'),
    description: values.description ?? null,
    payment: oneOf(values.payment, 'payment', PAYMENTS),
    service: oneOf(values.service, 'service', SERVICES),
    status: values.draft ? ('draft' as const) : ('on_sale' as const),
    isDefault: values.default,
  };
  const terms = {
    downloadBps: parseRate(required(values.download, 'download'), 'download'),
    uploadBps: parseRate(required(values.upload, 'upload'), 'upload'),
    burst: parseBurst(values),
    sessionTimeoutS: seconds('session-timeout'),
    idleTimeoutS: seconds('idle-timeout'),
    interimIntervalS: seconds('interim'),
    sessionVolumeBytes: volume === undefined ? null : parseVolume(volume, 'session-volume'),
    maxSessions: wholeNumber(values['max-sessions'], {
      option: 'max-sessions',
      least: 1,
      most: MAX_SESSIONS,
    })!,
    pool: values.pool ?? null,
    ipv6Pool: values['ipv6-pool'] ?? null,
    delegatedIpv6Pool: values['delegated-ipv6-pool'] ?? null,
    addressList: values['address-list'] ?? null,
    counts: oneOf(values.counts, 'counts', COUNTS),
    quota: values.quota === undefined ? null : parseQuota(values.quota),
    fairUse: (values['fair-use'] ?? []).map((text) => parseFairUse(text)),
    validity: values.validity === undefined ? null : parseValidity(values.validity, 'validity'),
  };
  const { amountMinor, currency } = parseMoney(values.price, values.currency ?? (await readCurrency(client)));
  return { ...fields, terms: { ...terms, priceMinor: amountMinor, currency } };
}

/** Burst is all or nothing: a router does not take a part of it. */
function parseBurst(values: PlanValues) {
  const given = BURST_OPTIONS.filter((option) => values[option] !== undefined);
  if (given.length === 0) return null;
  const rate = (option: (typeof BURST_OPTIONS)[number]): string => {
    const value = values[option];
    if (value === undefined)
      throw new UsageError(`--${option} is missing; burst takes all five of its options`);
    return value;
  };
  return {
    downloadBps: parseRate(rate('burst-download'), 'burst-download'),
    uploadBps: parseRate(rate('burst-upload'), 'burst-upload'),
    thresholdDownloadBps: parseRate(rate('burst-threshold-download'), 'burst-threshold-download'),
    thresholdUploadBps: parseRate(rate('burst-threshold-upload'), 'burst-threshold-upload'),
    timeS: parseDuration(rate('burst-time'), 'burst-time'),
  };
}
