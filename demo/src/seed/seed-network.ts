import { createNas } from '@trunkline/server/modules/nas/create-nas.ts';
import { createPlan } from '@trunkline/server/modules/plans/create-plan.ts';
import { localActor } from '@trunkline/server/platform/http/index.ts';
import { planCatalogue, type DemoPlan } from '../cast/plan-catalogue.ts';
import { coaPort } from '../cast/routers.ts';
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
/** A rupiah has a hundred sen, though nobody has seen one for long. */
const minorPerRupiah = 100n;

export async function seedNetwork(world: SeedWorld, tenantId: string): Promise<SeededNetwork> {
  const actor = localActor('system', tenantId);
  // The ports only stand in set-up scripts, which nobody asks for here.
  const deps = { ...depsAt(world, world.nowMs), radius: { authPort: 1812, acctPort: 1813 } };
  const nasIds: string[] = [];
  for (const { name, description, prefix, secret } of world.cast.routers) {
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
      isEnabled: true,
    });
    nasIds.push(nas.id);
  }
  const plans: SeededPlan[] = [];
  for (const plan of planCatalogue) plans.push(await seedPlan(world, tenantId, plan));
  return { nasIds, plans };
}

async function seedPlan(world: SeedWorld, tenantId: string, plan: DemoPlan): Promise<SeededPlan> {
  const deps = depsAt(world, world.nowMs);
  const { name, description, payment, service, status } = plan;
  const { plan: created, latest } = await createPlan(deps, localActor('system', tenantId), {
    name,
    description,
    payment,
    service,
    status,
    isDefault: plan.isDefault ?? false,
    terms: termsOf(plan),
  });
  return { id: created.id, versionId: latest.id, plan };
}

function termsOf({ downloadMbps, uploadMbps, hasBurst, price, ...plan }: DemoPlan) {
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
    pool: 'pool-public',
    ipv6Pool: null,
    delegatedIpv6Pool: null,
    addressList: plan.addressList ?? null,
    customAttributes: [],
    counts: 'both' as const,
    quota: null,
    fairUse: [],
    zoneRules: [],
    validity: plan.validity,
    priceMinor: BigInt(price) * minorPerRupiah,
  };
}
