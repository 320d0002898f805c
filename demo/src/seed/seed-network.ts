import { createNas } from '@trunkline/server/modules/nas/create-nas.ts';
import { createPlan } from '@trunkline/server/modules/plans/create-plan.ts';
import { createZone } from '@trunkline/server/modules/zones/create-zone.ts';
import { localActor } from '@trunkline/server/platform/http/index.ts';
import { planCatalogue, type DemoPlan, type DemoQuota } from '../cast/plan-catalogue.ts';
import { apiPort, coaPort } from '../cast/routers.ts';
import { freeZone } from '../cast/zones.ts';
import { depsAt, type SeedWorld } from './seed-world.ts';

export interface SeededPlan {
  readonly id: string;
  readonly versionId: string;
  readonly plan: DemoPlan;
}

export interface SeededNetwork {
  /** In the order of the cast's routers. */
  readonly nasIds: readonly string[];
  /** In the order of the catalogue. */
  readonly plans: readonly SeededPlan[];
}

/** Interims come once a minute, so that things are seen to happen. */
const interimIntervalS = 60;
const bitsPerMega = 1_000_000n;
const bytesPerMega = 1_000_000n;
const bytesPerGiga = 1_000_000_000n;
/** A rupiah has a hundred sen, though nobody has seen one for long. */
const minorPerRupiah = 100n;

export async function seedNetwork(world: SeedWorld, tenantId: string): Promise<SeededNetwork> {
  const actor = localActor('system', tenantId);
  // The ports only stand in set-up scripts, which nobody asks for here.
  const deps = {
    ...depsAt(world, world.nowMs),
    radius: { authPort: 1812, acctPort: 1813 },
    mayRoutersBeLocal: true,
  };
  const nasIds: string[] = [];
  for (const { name, description, prefix, secret, api } of world.cast.routers) {
    const { nas } = await createNas(deps, actor, {
      name,
      description,
      prefix,
      secret,
      vendor: 'mikrotik',
      messageAuthenticator: 'observe',
      coaPort,
      interimIntervalS,
      swapsOctets: false,
      wrapsWithoutGigawords: false,
      api: api && { ...api, port: apiPort, usesTls: false },
      isEnabled: true,
    });
    nasIds.push(nas.id);
  }
  const { markShares: _, ...zone } = freeZone;
  const { id: zoneId } = await createZone(deps, actor, zone);
  const plans: SeededPlan[] = [];
  for (const plan of planCatalogue) plans.push(await seedPlan(world, { tenantId, zoneId, plan }));
  return { nasIds, plans };
}

async function seedPlan(
  world: SeedWorld,
  { tenantId, zoneId, plan }: { tenantId: string; zoneId: string; plan: DemoPlan },
): Promise<SeededPlan> {
  const deps = depsAt(world, world.nowMs);
  const { name, description, payment, service, status } = plan;
  const { plan: created, latest } = await createPlan(deps, localActor('system', tenantId), {
    name,
    description,
    payment,
    service,
    status,
    isDefault: plan.isDefault ?? false,
    terms: termsOf(plan, zoneId),
  });
  return { id: created.id, versionId: latest.id, plan };
}

function termsOf({ downloadMbps, uploadMbps, hasBurst, price, ...plan }: DemoPlan, zoneId: string) {
  const downloadBps = BigInt(downloadMbps) * bitsPerMega;
  const uploadBps = BigInt(uploadMbps) * bitsPerMega;
  const burst = {
    downloadBps: downloadBps * 2n,
    uploadBps: uploadBps * 2n,
    thresholdDownloadBps: (downloadBps * 3n) / 4n,
    thresholdUploadBps: (uploadBps * 3n) / 4n,
    timeS: 16,
  };
  return {
    downloadBps,
    uploadBps,
    burst: hasBurst ? burst : null,
    sessionTimeoutS: null,
    idleTimeoutS: null,
    interimIntervalS: null,
    sessionVolumeBytes: null,
    maxSessions: plan.maxSessions ?? 1,
    deviceSlots: null,
    pool: 'pool-public',
    ipv6Pool: null,
    delegatedIpv6Pool: null,
    addressList: plan.addressList ?? null,
    customAttributes: [],
    counts: 'both' as const,
    quota: plan.quota ? quotaOf(plan.quota) : null,
    fairUse: (plan.fairUse ?? []).map(({ period, gigabytes, percent }) => ({
      period,
      thresholdBytes: BigInt(gigabytes) * bytesPerGiga,
      downloadBps: (downloadBps * BigInt(percent)) / 100n,
      uploadBps: (uploadBps * BigInt(percent)) / 100n,
    })),
    zoneRules: plan.freeZoneMbps ? [{ zoneId, rates: ratesOf(plan.freeZoneMbps), isFree: true }] : [],
    validity: plan.validity,
    priceMinor: BigInt(price) * minorPerRupiah,
  };
}

/** Of one purchase. */
function quotaOf({ megabytes, slowMbps }: DemoQuota) {
  return {
    period: 'one_time' as const,
    bytes: BigInt(megabytes) * bytesPerMega,
    timeS: null,
    atZero: slowMbps ? ('slow' as const) : ('cut' as const),
    slow: slowMbps && ratesOf(slowMbps),
  };
}

function ratesOf([downloadMbps, uploadMbps]: readonly [number, number]) {
  return { downloadBps: BigInt(downloadMbps) * bitsPerMega, uploadBps: BigInt(uploadMbps) * bitsPerMega };
}
