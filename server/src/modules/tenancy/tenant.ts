export const tenantStatuses = ['active', 'suspended'] as const;
export type TenantStatus = (typeof tenantStatuses)[number];

/** One ISP of the installation. */
export interface Tenant {
  id: string;
  /** What people type at sign-in when they belong to several; never changes. */
  code: string;
  name: string;
  company: string | null;
  email: string | null;
  /** ISO 4217. */
  currency: string;
  /** IANA; civil days and login windows are reckoned in it. */
  timeZone: string;
  status: TenantStatus;
  revision: number;
  recordedAt: Date;
}

export const tenantCodePattern = /^[a-z0-9][a-z0-9-]{0,31}$/;

const currencies = new Set(Intl.supportedValuesOf('currency'));
const timeZones = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC']);
/** Intl also takes offsets, abbreviations and any case; PostgreSQL and people want Region/City. */
const timeZonePattern = /^[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z0-9_+-]*)+$/;

export function isCurrency(code: string): boolean {
  return currencies.has(code);
}

/** True for a time zone of the IANA list, older names of a zone included. */
export function isTimeZone(name: string): boolean {
  if (timeZones.has(name)) return true;
  if (!timeZonePattern.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
