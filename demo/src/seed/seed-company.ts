import { rekeyUsernames } from '@trunkline/server/modules/subscribers/index.ts';
import { changeSettings } from '@trunkline/server/modules/settings/change-settings.ts';
import { addStaff } from '@trunkline/server/modules/staff/add-staff.ts';
import { createApiKey } from '@trunkline/server/modules/staff/change-api-key.ts';
import { createRole } from '@trunkline/server/modules/staff/change-role.ts';
import { createTenant, SessionCache } from '@trunkline/server/modules/staff/index.ts';
import { localActor } from '@trunkline/server/platform/http/index.ts';
import { permissions } from '@trunkline/server/roles/api/permissions.ts';
import { timeZone } from '../daily-curve.ts';
import { demoOwner } from '../demo-owner.ts';
import { suspension } from '../history/past-logins.ts';
import { insertPastActs } from './audit-rows.ts';
import { depsAt, type Colleague, type SeedWorld } from './seed-world.ts';

export interface SeededCompany {
  readonly tenantId: string;
  /** Who acts in the past: support, network, billing. */
  readonly colleagues: readonly Colleague[];
}

const dayMs = 86_400_000;
/** When the provider began to work with this product. */
const foundedDaysAgo = 760;

const readOnly = [
  'subscribers.read',
  'subscriptions.read',
  'sessions.read',
  'aaa.read',
  'plans.read',
  'speed.read',
  'zones.read',
  'nas.read',
  'hotspot.read',
  'sharing.read',
];

/** Roles beside the owner's; `holders` are the people of the demonstration. */
const teams = [
  {
    name: 'Support',
    permissions: [
      ...readOnly,
      'subscribers.write',
      'subscriptions.write',
      'enforcement.read',
      'enforcement.disconnect',
      'subscribers.boost',
      'quota.top_up',
      'hotspot.write',
    ],
    holders: ['Siti Rahmawati', 'Omar Assegaf', 'Nguyễn Minh Anh'],
  },
  {
    name: 'Network',
    permissions: [
      ...readOnly,
      'nas.write',
      'nas.reveal_secret',
      'plans.write',
      'speed.write',
      'zones.write',
      'hotspot.write',
      'tunnels.read',
      'tunnels.write',
      'freeradius.read',
      'shadow.read',
      'sharing.decide',
      'plans.simulate',
      'enforcement.read',
      'enforcement.disconnect',
      'audit.read',
    ],
    holders: ['Arjun Nair', 'Jürgen Müller'],
  },
  {
    name: 'Billing',
    permissions: [
      'subscribers.read',
      'subscribers.write',
      'subscriptions.read',
      'subscriptions.write',
      'plans.read',
    ],
    holders: ['ليلى الحداد', 'Melissa Tan'],
  },
  {
    name: 'Auditor',
    permissions: [
      ...readOnly,
      'tunnels.read',
      'freeradius.read',
      'shadow.read',
      'audit.read',
      'staff.read',
      'settings.read',
    ],
    holders: ['Teguh Wijaya'],
  },
] as const;

/** One of each role, to sign in with. */
export const colleagueEmails: readonly string[] = teams.map(({ name }) => emailOf(name, 0));

function emailOf(team: string, number: number): string {
  return `${team.toLowerCase()}${number + 1}@selat.example`;
}

/** The company with its owner, its roles and people and its settings; and two more for the operator's list. */
export async function seedCompany(world: SeedWorld): Promise<SeededCompany> {
  const foundedMs = world.nowMs - foundedDaysAgo * dayMs;
  const deps = depsAt(world, foundedMs);
  const { tenant } = await createTenant(deps, (id) => localActor('system', id), {
    tenant: {
      code: 'selat',
      name: 'Selat Fiber',
      company: 'PT Selat Fiber Nusantara',
      email: 'halo@selat.example',
      currency: 'IDR',
      timeZone,
    },
    owner: { email: demoOwner.email, name: demoOwner.name, isOperator: true },
  });
  const tenantId = tenant.id;
  const colleagues = await seedStaff(world, { tenantId, foundedMs });
  await knowPasswords(world);
  const actor = localActor('system', tenantId);
  await changeSettings({ ...deps, rekeyUsernames }, actor, {
    'subscriptions.graceHours': 24,
    'radius.interimIntervalSeconds': 60,
  });
  await seedApiKeys(world, { tenantId, colleagues });
  await auditSuspension(world, { id: tenantId, name: tenant.name });
  await seedNeighbours(world);
  return { tenantId, colleagues };
}

async function seedStaff(
  world: SeedWorld,
  { tenantId, foundedMs }: { tenantId: string; foundedMs: number },
): Promise<Colleague[]> {
  const actor = localActor('system', tenantId);
  const colleagues: Colleague[] = [];
  for (const [place, { name, permissions: granted, holders }] of teams.entries()) {
    const base = depsAt(world, foundedMs + (place + 1) * 20 * dayMs);
    const deps = { ...base, permissions, sessions: new SessionCache(base) };
    const role = await createRole(deps, actor, { name, permissions: [...granted] });
    for (const [number, holder] of holders.entries()) {
      const email = emailOf(name, number);
      const { member } = await addStaff(deps, actor, { email, name: holder, roleId: role.id });
      colleagues.push({ personId: member.personId, name: holder });
    }
  }
  return colleagues;
}

/** What machines of such a provider come with. Nobody keeps their tokens: whoever tries one makes one. */
async function seedApiKeys(world: SeedWorld, { tenantId, colleagues }: SeededCompany): Promise<void> {
  const base = depsAt(world, world.nowMs - 90 * dayMs);
  const deps = { ...base, permissions, sessions: new SessionCache(base) };
  const maker = colleagues.at(-1)!;
  const actor = { ...localActor('system', tenantId), kind: 'staff' as const, ...maker };
  const keys = [
    { name: 'Monitoring wall', permissions: ['sessions.read', 'nas.read', 'aaa.read'] },
    { name: 'Accounting export', permissions: ['subscribers.read', 'subscriptions.read', 'plans.read'] },
  ];
  for (const key of keys) await createApiKey(deps, actor, { ...key, expiresAt: null, nasId: null });
}

/** Small ones: one that works, one that is suspended. */
async function seedNeighbours(world: SeedWorld): Promise<void> {
  const neighbours = [
    { code: 'pulau', name: 'Pulau Wifi', company: 'CV Pulau Wifi', email: 'admin@pulau.example' },
    { code: 'pelabuhan', name: 'Harbour Connect', company: null, email: null },
  ];
  for (const [place, neighbour] of neighbours.entries()) {
    const deps = depsAt(world, world.nowMs - (200 - place * 60) * dayMs);
    const { tenant } = await createTenant(deps, (id) => localActor('system', id), {
      tenant: { ...neighbour, currency: 'IDR', timeZone },
      owner: {
        email: `owner@${neighbour.code}.example`,
        name: `Owner of ${neighbour.name}`,
        isOperator: false,
      },
    });
    if (neighbour.code === 'pelabuhan') {
      const text = `update tenancy.tenant set status = 'suspended', revision = revision + 1 where id = $1`;
      await world.owner.pool.query(text, [tenant.id]);
    }
  }
}

/** The same plain password for all, so that each role can be tried; generated ones would have to be told and changed. */
async function knowPasswords({ owner, hasher }: SeedWorld): Promise<void> {
  const hash = await hasher.hash(demoOwner.password);
  await owner.pool.query('update staff.person set password_hash = $1, must_change_password = false', [hash]);
}

async function auditSuspension(world: SeedWorld, tenant: { id: string; name: string }): Promise<void> {
  const { fromMs, toMs } = suspension(world.nowMs);
  const act = { by: undefined, action: 'tenancy.changed', subjectKind: 'tenant', subjectId: tenant.id };
  const [active, suspended] = [{ status: 'active' }, { status: 'suspended' }];
  await insertPastActs(world.owner, {
    tenantId: tenant.id,
    random: world.random,
    acts: [
      { ...act, subjectName: tenant.name, atMs: fromMs, before: active, after: suspended },
      { ...act, subjectName: tenant.name, atMs: toMs, before: suspended, after: active },
    ],
  });
}
