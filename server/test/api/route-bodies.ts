import { plainTerms, type House } from './route-house.ts';

/** Accepted bodies with every field that the routes take, so that each can be spoilt by itself. */

const terms = {
  ...plainTerms,
  burst: {
    downloadBps: 40_000_000,
    uploadBps: 10_000_000,
    thresholdDownloadBps: 15_000_000,
    thresholdUploadBps: 4_000_000,
    timeS: 8,
  },
  sessionTimeoutS: 86_400,
  idleTimeoutS: 600,
  interimIntervalS: 300,
  sessionVolumeBytes: 1_000_000,
  maxSessions: 2,
  pool: 'home',
  ipv6Pool: 'home6',
  delegatedIpv6Pool: 'homepd',
  addressList: 'online',
  customAttributes: [{ name: 'Filter-Id', value: 'fast' }],
  counts: 'download',
  quota: {
    period: 'monthly',
    bytes: 100_000_000_000,
    timeS: 360_000,
    atZero: 'slow',
    slow: { downloadBps: 1_000_000, uploadBps: 500_000 },
  },
  fairUse: [
    { period: 'day', thresholdBytes: 10_000_000_000, downloadBps: 10_000_000, uploadBps: 4_000_000 },
    { period: 'day', thresholdBytes: 20_000_000_000, downloadBps: 5_000_000, uploadBps: 2_000_000 },
  ],
};
/** With a rule for a zone of the house. */
export const termsOf = ({ ids }: House) => ({
  ...terms,
  zoneRules: [{ zoneId: ids.zone, rates: { downloadBps: 50_000_000, uploadBps: 20_000_000 }, isFree: true }],
});
export const tenantFields = {
  name: 'Renamed',
  company: 'Renamed Ltd',
  email: 'info@renamed.example',
  currency: 'USD',
  timeZone: 'UTC',
};
export const settings = {
  'radius.stripRealm': false,
  'radius.interimIntervalSeconds': 300,
  'radius.snapshotMaxAgeSeconds': 3600,
  'radius.macAuthPassword': 'mac-secret',
  'radius.serverAddress': '203.0.113.5',
  'subscriptions.graceHours': 0,
  'policy.walledGarden': { pool: null, addressList: 'unpaid', downloadBps: 1_000_000, uploadBps: 512_000 },
  'policy.walledFor': ['expired', 'suspended', 'quota'],
  'hotspot.requestsPerMinute': 6_000,
  'hotspot.macCookieDays': 7,
  'hotspot.deviceForgetDays': 30,
  'hotspot.landingUrl': 'https://isp.example/welcome',
  'hotspot.payUrl': 'https://isp.example/pay',
  'hotspot.logoffUrl': null,
  'staff.sessionHours': 12,
  'staff.requireSecondFactor': false,
};
export const nasFields = {
  description: 'on the roof',
  vendor: 'mikrotik',
  messageAuthenticator: 'observe',
  coaPort: 1700,
  interimIntervalS: 300,
  swapsOctets: false,
  wrapsWithoutGigawords: false,
  enforcementOrder: ['coa', 'api', 'disconnect'],
  api: {
    address: '198.51.100.30',
    port: 8729,
    usesTls: true,
    fingerprint: 'a'.repeat(64),
    username: 'trunkline',
    password: 'a-password-of-16-chars',
  },
  syncsUsage: true,
  transport: 'udp',
  certificateFingerprint: null,
  usesOwnPort: false,
  isEnabled: true,
};
export const contact = ({ ids, unique }: House) => ({
  username: `ali${unique()}`,
  fullName: 'Ali Baba',
  phones: ['+628123456789'],
  email: 'ali@example.org',
  address: 'Cave 1',
  notes: 'opens with a word',
  tags: ['cave'],
  latitude: 1.5,
  longitude: 2.5,
  nasId: ids.nas,
  maxSessions: 2,
  loginWindows: [{ days: [1, 2], from: '08:00', to: '22:00' }],
  framedIp: `10.9.${(unique() >> 8) & 255}.${unique() & 255}`,
  framedIpv6Prefix: '2001:db8:1::/64',
  delegatedIpv6Prefix: '2001:db8:2::/56',
  customAttributes: [{ name: 'Filter-Id', value: 'fast' }],
});
export const sale = ({ ids }: House) => ({
  planId: ids.plan,
  startsAt: '2027-01-01T00:00:00Z',
  expiresAt: '2099-01-01T00:00:00Z',
  priority: 1,
  autoRenew: true,
  renewalPlanId: ids.plan,
  sessionVolumeBytes: 1000,
  quotaBytes: 2000,
  notes: 'for a friend',
});
export const editableSale = (house: House) => {
  const { planId: _plan, startsAt: _starts, expiresAt: _expires, ...editable } = sale(house);
  return editable;
};
