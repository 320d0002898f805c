import type { SimulationOrder } from '@trunkline/server/modules/simulation/start-simulation.ts';

const gigabyte = 1_000_000_000n;

/** Fair use of the day and of the month, which makes the longest replay: each count has its alarms. */
export const triedTerms: SimulationOrder['terms'] = {
  downloadBps: 50_000_000n,
  uploadBps: 20_000_000n,
  burst: null,
  sessionTimeoutS: null,
  idleTimeoutS: null,
  interimIntervalS: null,
  sessionVolumeBytes: null,
  maxSessions: 1,
  pool: null,
  ipv6Pool: null,
  delegatedIpv6Pool: null,
  addressList: null,
  customAttributes: [],
  counts: 'both',
  quota: null,
  fairUse: [
    { period: 'day', thresholdBytes: 5n * gigabyte, downloadBps: 20_000_000n, uploadBps: 10_000_000n },
    { period: 'day', thresholdBytes: 8n * gigabyte, downloadBps: 5_000_000n, uploadBps: 2_000_000n },
    { period: 'month', thresholdBytes: 100n * gigabyte, downloadBps: 10_000_000n, uploadBps: 5_000_000n },
    { period: 'month', thresholdBytes: 200n * gigabyte, downloadBps: 2_000_000n, uploadBps: 1_000_000n },
  ],
  zoneRules: [],
  deviceSlots: null,
  validity: { count: 1, unit: 'month' },
  priceMinor: 250_000n,
};
