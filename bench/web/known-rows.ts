import { systemClock, type Random } from '@trunkline/kit';
import { sql } from 'kysely';
import type { FilledTenant } from './fill-people.ts';
import type { WebInstallation } from './start-installation.ts';
import type { WebSize } from './web-options.ts';

export interface KnownSubscriber {
  readonly id: string;
  readonly number: number;
  readonly username: string;
  readonly fullName: string;
  readonly phone: string;
  readonly email: string | null;
  /** Of the device that is told to the product, where one is. */
  readonly mac: string | null;
  readonly framedIp: string | null;
}

export interface KnownSession {
  readonly id: string;
  readonly subscriberId: string;
  readonly ip: string;
  readonly prefix: string;
  readonly mac: string;
  readonly acctSessionId: string;
}

const sampled = 3_000;
const dayMs = 86_400_000;

/** What is known to be in the installation: requests are made from it, and answers are held against it. */
export class KnownRows {
  readonly size: WebSize;
  readonly #subscribers: readonly KnownSubscriber[];
  readonly #sessions: readonly KnownSession[];
  readonly #nas: readonly { id: string; name: string }[];
  readonly #plans: readonly { id: string }[];
  readonly #reasons: readonly string[];

  private constructor(
    size: WebSize,
    rows: {
      subscribers: KnownSubscriber[];
      sessions: KnownSession[];
      nas: { id: string; name: string }[];
      plans: { id: string }[];
      reasons: string[];
    },
  ) {
    this.size = size;
    this.#subscribers = rows.subscribers;
    this.#sessions = rows.sessions;
    this.#nas = rows.nas;
    this.#plans = rows.plans;
    this.#reasons = rows.reasons;
  }

  static async read(
    { owner: { kysely } }: Pick<WebInstallation, 'owner'>,
    { tenantId }: FilledTenant,
    size: WebSize,
  ): Promise<KnownRows> {
    const { rows: subscribers } = await sql<KnownSubscriber>`
      select id, substring(username from 5)::integer as number, username, full_name, phones[1] as phone, email, macs[1]::text as mac,
        host(framed_ip) as framed_ip
      from subscribers.subscriber where tenant_id = ${tenantId} and status not in ('closed', 'new') order by md5(id::text)
      limit ${sampled}`.execute(kysely);
    const { rows: sessions } = await sql<KnownSession>`
      select id, subscriber_id, host(framed_ip) as ip, host(delegated_ipv6_prefix) as prefix, mac::text, acct_session_id
      from sessions.session where tenant_id = ${tenantId} and stopped_at is null order by md5(id::text)
      limit ${sampled}`.execute(kysely);
    const { rows: nas } = await sql<{ id: string; name: string }>`
      select id, name from nas.nas where tenant_id = ${tenantId}`.execute(kysely);
    const { rows: plans } = await sql<{ id: string }>`
      select service_plan_id as id from subscribers.subscriber where tenant_id = ${tenantId} and service_plan_id is not null
      group by 1 having count(*) > 100`.execute(kysely);
    const { rows: reasons } = await sql<{ reason: string }>`
      select reason from aaa.auth_log where tenant_id = ${tenantId} and reason is not null
      group by 1 having count(*) > 200`.execute(kysely);
    return new KnownRows(size, {
      subscribers,
      sessions,
      nas,
      plans,
      reasons: reasons.map(({ reason }) => reason),
    });
  }

  subscriber(random: Random): KnownSubscriber {
    return pick(this.#subscribers, random);
  }

  session(random: Random): KnownSession {
    return pick(this.#sessions, random);
  }

  nas(random: Random): { id: string; name: string } {
    return pick(this.#nas, random);
  }

  planId(random: Random): string {
    return pick(this.#plans, random).id;
  }

  reason(random: Random): string {
    return pick(this.#reasons, random);
  }

  /** A civil date, as the API takes it. */
  daysAgo(days: number): string {
    return new Date(systemClock.now() - days * dayMs).toISOString().slice(0, 10);
  }

  /** An instant of a whole minute. */
  hoursAgo(hours: number): string {
    const minuteMs = 60_000;
    const atMs = Math.floor((systemClock.now() - hours * 3_600_000) / minuteMs) * minuteMs;
    return new Date(atMs).toISOString();
  }
}

export function pick<T>(from: readonly T[], random: Random): T {
  const chosen = from[random.integer(from.length)];
  if (chosen === undefined) throw new Error('nothing to choose from: the installation was not filled');
  return chosen;
}
