import { SeededRandom, uuidv7, type ManualClock } from '@trunkline/kit';
import { createPlan, type CreatePlanInput } from '../../src/modules/plans/create-plan.ts';
import type { PlanTerms } from '../../src/modules/plans/plan.ts';
import {
  createSubscriber,
  type CreateSubscriberInput,
} from '../../src/modules/subscribers/create-subscriber.ts';
import type { Subscriber } from '../../src/modules/subscribers/subscriber.ts';
import { createSubscriptionFace } from '../../src/modules/subscriptions/index.ts';
import type { TestDatabase } from './test-database.ts';
import { testDeps, type TestTenant } from './test-tenant.ts';

/** Sells to subscribers in a test database as the product itself does, at the time of a moved clock. */
export interface Sales {
  deps: ReturnType<typeof salesDeps>;
  /** A plan on sale with these terms; a month long unless said. */
  plan(tenant: TestTenant, terms?: Partial<PlanTerms>, fields?: Partial<CreatePlanInput>): Promise<SoldPlan>;
  /** A subscriber, with `planId` also that plan. */
  subscriber(tenant: TestTenant, fields?: Partial<CreateSubscriberInput>): Promise<Subscriber>;
}

export interface SoldPlan {
  id: string;
  versionId: string;
}

export function createSales(
  database: TestDatabase,
  { clock, seed }: { clock: ManualClock; seed: number },
): Sales {
  const deps = salesDeps(database, { clock, seed });
  return {
    deps,
    async plan({ actor }, terms = {}, fields = {}) {
      const name = `plan ${uuidv7()}`;
      const { plan, latest } = await createPlan(deps, actor, {
        ...standardPlan,
        name,
        ...fields,
        terms: { ...standardTerms, ...terms },
      });
      return { id: plan.id, versionId: latest.id };
    },
    async subscriber({ actor }, fields = {}) {
      const username = `user-${uuidv7()}`;
      return (await createSubscriber(deps, actor, { ...standardSubscriber, username, ...fields })).subscriber;
    },
  };
}

function salesDeps(database: TestDatabase, { clock, seed }: { clock: ManualClock; seed: number }) {
  const subscriptions = createSubscriptionFace({ clock, random: new SeededRandom(seed + 1) });
  return { ...testDeps(database, { clock, seed }), clock, subscriptions };
}

const standardPlan = {
  description: null,
  payment: 'prepaid',
  service: 'any',
  status: 'on_sale',
  isDefault: false,
} as const;

const standardTerms: Omit<PlanTerms, 'currency'> = {
  downloadBps: 20_000_000n,
  uploadBps: 5_000_000n,
  burst: null,
  sessionTimeoutS: null,
  idleTimeoutS: null,
  interimIntervalS: null,
  sessionVolumeBytes: null,
  maxSessions: 1,
  deviceSlots: null,
  pool: null,
  ipv6Pool: null,
  delegatedIpv6Pool: null,
  addressList: null,
  customAttributes: [],
  counts: 'both',
  quota: null,
  fairUse: [],
  zoneRules: [],
  validity: { count: 1, unit: 'month' },
  priceMinor: 25_000n,
};

const standardSubscriber: Omit<CreateSubscriberInput, 'username'> = {
  credential: 'password',
  password: undefined,
  portalPassword: undefined,
  fullName: null,
  phones: [],
  email: null,
  address: null,
  notes: null,
  tags: [],
  latitude: null,
  longitude: null,
  nasId: null,
  maxSessions: null,
  loginWindows: null,
  framedIp: null,
  framedIpv6Prefix: null,
  delegatedIpv6Prefix: null,
  customAttributes: [],
  macBinding: 'none',
  macs: [],
  plan: undefined,
};
