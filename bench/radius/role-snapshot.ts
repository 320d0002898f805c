import { cryptoRandom, systemClock, uuidv7 } from '@trunkline/kit';
import { SnapshotFile, type SnapshotRow } from '@trunkline/server/modules/aaa/index.ts';
import { nasSecretBinding } from '@trunkline/server/modules/nas/index.ts';
import { servicePasswordBinding } from '@trunkline/server/modules/subscribers/index.ts';
import { createKeys } from '@trunkline/server/platform/keys/index.ts';
import type { LoadSubscriber } from '@trunkline/simulators';

export const sharedSecret = 'role-scale-shared-secret';
const planCount = 12;
const batchRows = 1_000;
const dayMs = 24 * 3_600_000;

export function benchSubscriber(index: number): LoadSubscriber {
  const number = String(index).padStart(7, '0');
  return { userName: `user${number}`, password: `pw-${number}-x` };
}

/** Writes the file that a radius role left behind: one tenant, one NAS on loopback, plans, subscribers. */
export async function writeBenchSnapshot(options: {
  path: string;
  masterKey: Buffer;
  subscribers: number;
}): Promise<number> {
  const { path, masterKey, subscribers } = options;
  const nowMs = systemClock.now();
  const keys = createKeys(masterKey);
  const file = new SnapshotFile({ path, key: keys.deriveKey('snapshot'), random: cryptoRandom });
  const base = await file.beginBase();
  const tenantId = uuidv7();
  const plans = Array.from({ length: planCount }, () => uuidv7());
  const seal = (text: string, binding: Parameters<typeof keys.sealer.seal>[1]): string =>
    keys.sealer.seal(Buffer.from(text), binding).toString('base64');
  const nasId = uuidv7();
  await base.add([
    row('tenant', tenantId, tenantId, { status: 'active', timeZone: 'Asia/Baghdad', settings: [] }),
    row('nas', tenantId, nasId, {
      prefix: '127.0.0.0/8',
      secretSealed: seal(sharedSecret, nasSecretBinding({ tenantId, id: nasId })),
      vendor: 'mikrotik',
      messageAuthenticator: 'compat',
      interimIntervalS: null,
      isEnabled: true,
    }),
    ...plans.map((id, index) => row('plan_version', tenantId, id, planOf(index))),
  ]);
  for (let from = 0; from < subscribers; from += batchRows) {
    const count = Math.min(batchRows, subscribers - from);
    const rows = Array.from({ length: count }, (_, offset) => {
      const { userName, password } = benchSubscriber(from + offset);
      const id = uuidv7();
      const passwordSealed = seal(password, servicePasswordBinding({ tenantId, id }));
      const planVersionId = plans[(from + offset) % planCount]!;
      return row(
        'subscriber',
        tenantId,
        id,
        subscriberOf({ userName, passwordSealed, planVersionId, nowMs }),
      );
    });
    await base.add(rows);
  }
  await base.commit({ feed: 1_000n, asOfMs: nowMs });
  const { bytes } = file;
  await file.close();
  return bytes;
}

function row(kind: SnapshotRow['kind'], tenantId: string, id: string, json: unknown): SnapshotRow {
  return { kind, tenantId, id, json: JSON.stringify(json) };
}

function subscriberOf(given: {
  userName: string;
  passwordSealed: string;
  planVersionId: string;
  nowMs: number;
}): Record<string, unknown> {
  const { userName, passwordSealed, planVersionId, nowMs } = given;
  return {
    usernameKey: userName,
    credential: 'password',
    passwordSealed,
    status: 'active',
    macBinding: 'none',
    macs: [],
    nasId: null,
    maxSessions: null,
    loginWindows: null,
    framedIp: null,
    framedIpv6Prefix: null,
    delegatedIpv6Prefix: null,
    customAttributes: [],
    subscriptions: [
      {
        id: uuidv7(),
        planVersionId,
        status: 'active',
        priority: 0,
        assignedAtMs: nowMs - 20 * dayMs,
        startsAtMs: nowMs - 20 * dayMs,
        expiresAtMs: nowMs + 10 * dayMs,
        sessionVolumeBytes: null,
      },
    ],
  };
}

function planOf(index: number): Record<string, unknown> {
  return {
    downloadBps: (index + 1) * 10_000_000,
    uploadBps: (index + 1) * 5_000_000,
    burstDownloadBps: null,
    burstUploadBps: null,
    burstThresholdDownloadBps: null,
    burstThresholdUploadBps: null,
    burstTimeS: null,
    sessionTimeoutS: null,
    idleTimeoutS: null,
    interimIntervalS: 300,
    sessionVolumeBytes: null,
    maxSessions: 1,
    pool: `pool-${index}`,
    ipv6Pool: null,
    delegatedIpv6Pool: null,
    addressList: null,
    customAttributes: [],
  };
}
