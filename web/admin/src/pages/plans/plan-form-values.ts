import { currencyDigits } from '@trunkline/web-ui';
import type { PlanTerms, PolicyTerms, TermsBody } from './plan-queries.ts';
import { newPolicyValues, policyOfValues, valuesOfPolicy, type PolicyValues } from './policy-values.ts';

export const validityUnits = ['minute', 'hour', 'day', 'week', 'month'] as const;

/** The terms as the form holds them: every field is there, amounts in whole and the price as it is said. */
export interface TermsValues
  extends PolicyValues, Omit<TermsBody, keyof PolicyTerms | 'burst' | 'validity' | 'priceMinor'> {
  hasBurst: boolean;
  burst: Record<
    'downloadBps' | 'uploadBps' | 'thresholdDownloadBps' | 'thresholdUploadBps' | 'timeS',
    number | null
  >;
  validityCount: number | null;
  validityUnit: (typeof validityUnits)[number];
  price: number | null;
}

export interface PlanValues {
  name: string;
  description: string;
  payment: 'prepaid' | 'postpaid';
  service: 'pppoe' | 'hotspot' | 'ipoe' | 'static' | 'any';
  status: 'draft' | 'on_sale' | 'retired';
  isDefault: boolean;
  terms: TermsValues;
}

const noBurst: TermsValues['burst'] = {
  downloadBps: null,
  uploadBps: null,
  thresholdDownloadBps: null,
  thresholdUploadBps: null,
  timeS: null,
};

/** A usual plan, so that three fields are enough: a name, the price, and speeds to correct. */
export const newTermsValues: TermsValues = {
  downloadBps: 20_000_000,
  uploadBps: 5_000_000,
  hasBurst: false,
  burst: noBurst,
  sessionTimeoutS: null,
  idleTimeoutS: null,
  interimIntervalS: null,
  sessionVolumeBytes: null,
  maxSessions: 1,
  deviceSlots: null,
  pool: '',
  ipv6Pool: '',
  delegatedIpv6Pool: '',
  addressList: '',
  customAttributes: [],
  validityCount: 1,
  validityUnit: 'month',
  price: null,
  ...newPolicyValues,
};

export function valuesOfTerms(terms: PlanTerms): TermsValues {
  const { burst, validity, priceMinor, currency, pool, ipv6Pool, delegatedIpv6Pool, addressList, ...plain } =
    terms;
  return {
    ...plain,
    hasBurst: burst !== null,
    burst: burst ?? noBurst,
    pool: pool ?? '',
    ipv6Pool: ipv6Pool ?? '',
    delegatedIpv6Pool: delegatedIpv6Pool ?? '',
    addressList: addressList ?? '',
    validityCount: validity?.count ?? null,
    validityUnit: validity?.unit ?? 'month',
    price: priceMinor / 10 ** currencyDigits(currency),
    ...valuesOfPolicy(terms),
  };
}

/** The terms as the API takes them; it refuses what is not filled, field by field. */
export function termsOfValues(values: TermsValues, currency: string): TermsBody {
  const { hasBurst, burst, validityCount, validityUnit, price, hasQuota: _hasQuota, ...plain } = values;
  return {
    ...plain,
    ...policyOfValues(values),
    burst: hasBurst ? (burst as NonNullable<TermsBody['burst']>) : null,
    pool: textOrNull(values.pool),
    ipv6Pool: textOrNull(values.ipv6Pool),
    delegatedIpv6Pool: textOrNull(values.delegatedIpv6Pool),
    addressList: textOrNull(values.addressList),
    customAttributes: values.customAttributes.filter(({ name, value }) => name !== '' || value !== ''),
    validity: validityCount === null ? null : { count: validityCount, unit: validityUnit },
    priceMinor: minorOf(price, currency),
  };
}

/** Nothing and what is no number go as they are, for the API to refuse at the field. */
function minorOf(price: number | null, currency: string): number {
  return typeof price === 'number'
    ? Math.round(price * 10 ** currencyDigits(currency))
    : (price as unknown as number);
}

function textOrNull(text: string | null | undefined): string | null {
  return text === undefined || text === null || text.trim() === '' ? null : text.trim();
}

/** Whether the preview can be asked for: before that the API could only refuse. */
export function isPreviewable({ downloadBps, uploadBps, price }: TermsValues): boolean {
  return (
    [downloadBps, uploadBps].every((rate) => typeof rate === 'number' && rate > 0) && price !== undefined
  );
}
