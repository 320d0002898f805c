import { ManualClock, uuidv7 } from '@trunkline/kit';
import { servicePasswordBinding, usernameKey } from '@trunkline/server/modules/subscribers/index.ts';
import { syncLabels } from '@trunkline/server/modules/subscriptions/sync-labels.ts';
import type { CastMember } from '../cast/cast.ts';
import type { Trouble } from '../cast/troubles.ts';
import { bytea, insertRows, instant } from './insert-rows.ts';
import type { SeededNetwork } from './seed-network.ts';
import type { SeedWorld } from './seed-world.ts';
import { joinedAt, soldPeriods, type SoldPeriod } from './sold-periods.ts';
import { subscriberColumns, subscriptionColumns } from './people-columns.ts';

export interface SeededPerson {
  readonly id: string;
  readonly member: CastMember;
  readonly joinedMs: number;
  /** The oldest first. */
  readonly subscriptions: readonly (SoldPeriod & { readonly id: string })[];
}

const dayMs = 86_400_000;

/** Everybody with what they bought, as they stand today: how they came to it is told by the acts of the past. */
export async function seedPeople(
  world: SeedWorld,
  { tenantId, network }: { tenantId: string; network: SeededNetwork },
): Promise<SeededPerson[]> {
  const { cast, nowMs, owner, database } = world;
  const people = cast.members.map((member): SeededPerson => {
    const joinedMs = joinedAt(member, nowMs);
    const periods = soldPeriods(member, network.plans[member.plan]!.plan, nowMs);
    const subscriptions = periods.map((period) => ({ ...period, id: idAt(world, period.startsMs) }));
    return { id: idAt(world, joinedMs), member, joinedMs, subscriptions };
  });
  const subscribers = { table: 'subscribers.subscriber', columns: subscriberColumns };
  await insertRows(
    owner,
    subscribers,
    people.map((person) => subscriberRow(world, { tenantId, network, person })),
  );
  const sold = { table: 'subscriptions.subscription', columns: subscriptionColumns };
  const rows = people.flatMap((person) => subscriptionRows({ tenantId, network, person, nowMs }));
  await insertRows(owner, sold, rows);
  const subscriberIds = people.map(({ id }) => id);
  await database.inTenant(tenantId, (tx) =>
    syncLabels(tx, { tenantId, subscriberIds, now: new Date(nowMs) }),
  );
  return people;
}

function idAt({ random }: SeedWorld, atMs: number): string {
  return uuidv7(new ManualClock(atMs), random);
}

type BlockedStatus = 'suspended' | 'paused' | 'disabled' | 'closed';

/** What a person decided; all others follow what they bought. */
export function blockOf(trouble: Trouble | undefined): BlockedStatus | undefined {
  return trouble === 'suspended' || trouble === 'paused' || trouble === 'disabled' || trouble === 'closed'
    ? trouble
    : undefined;
}

const everyDay = [1, 2, 3, 4, 5, 6, 7];
const loginWindows: Readonly<Partial<Record<Trouble, object[]>>> = {
  'day-hours': [{ days: everyDay, from: '08:00', to: '17:00' }],
  'night-hours': [{ days: everyDay, from: '17:00', to: '08:00' }],
};

interface PlacedPerson {
  readonly tenantId: string;
  readonly network: SeededNetwork;
  readonly person: SeededPerson;
}

function subscriberRow(
  { sealer, nowMs }: SeedWorld,
  { tenantId, network, person: { id, member } }: PlacedPerson,
): (string | number | null | object)[] {
  const { person, trouble, macBinding, macAddress, staticIp, troubledDays } = member;
  const sealed = sealer.seal(Buffer.from(member.password), servicePasswordBinding({ tenantId, id }));
  return [
    tenantId,
    id,
    person.username,
    usernameKey(person.username, { stripRealm: false, credential: 'password' }),
    bytea(sealed),
    person.fullName,
    person.phones,
    person.email,
    person.address,
    person.notes,
    person.tags,
    person.latitude,
    person.longitude,
    blockOf(trouble) ?? 'new',
    macBinding,
    macBinding === 'none' ? [] : [macAddress.toLowerCase()],
    trouble === 'other-router' ? network.nasIds[member.router]! : null,
    trouble === 'shared-account' ? 1 : null,
    (trouble && loginWindows[trouble]) ?? null,
    staticIp,
    [],
    trouble === 'closed' ? instant(nowMs - troubledDays * dayMs) : null,
    1 + (member.index % 3),
  ];
}

function subscriptionRows({
  tenantId,
  network,
  person: { id: subscriberId, member, subscriptions },
  nowMs,
}: PlacedPerson & { nowMs: number }): (string | number | boolean | null)[][] {
  const plan = network.plans[member.plan]!;
  const cancelledMs = member.trouble === 'closed' ? nowMs - member.troubledDays * dayMs : undefined;
  return subscriptions.map(({ id, number, anchorMs, startsMs, expiresMs }, place) => {
    const hasEnded = expiresMs !== null && expiresMs <= nowMs;
    const isCancelled = cancelledMs !== undefined && !hasEnded;
    return [
      tenantId,
      id,
      subscriberId,
      plan.id,
      plan.versionId,
      isCancelled ? 'cancelled' : hasEnded ? 'expired' : 'active',
      instant(startsMs),
      instant(startsMs),
      instant(startsMs),
      expiresMs === null ? null : instant(expiresMs),
      number === 1 ? null : instant(anchorMs),
      number,
      isCancelled ? instant(cancelledMs) : null,
      member.isRenewing && plan.plan.status === 'on_sale' && expiresMs !== null && !hasEnded && !isCancelled,
      place === 0 ? null : subscriptions[place - 1]!.id,
    ];
  });
}
