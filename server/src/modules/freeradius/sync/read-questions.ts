import { sql } from 'kysely';
import type { Tx } from '../../../platform/db/index.ts';
import { CannotOpen, type Sealer } from '../../../platform/keys/index.ts';
import type { NasVendor } from '../../nas/index.ts';
import { readPolicyQuestions, type PolicySubject } from '../../policy/index.ts';
import { loadSettings, openSetting, type SealedSetting } from '../../settings/index.ts';
import { servicePasswordBinding, type Credential, type MacBinding } from '../../subscribers/index.ts';
import type { BridgedLogin, BridgedTenant, BridgeQuestion } from '../rows/bridge-question.ts';
import type { SubscriberKey } from './due-store.ts';

export type Question = Omit<BridgeQuestion, 'nowMs' | 'leftBefore'>;

export interface ReadDeps {
  readonly sealer: Sealer;
  /** Told of a subscriber or a NAS of whom no rows can be made. */
  readonly onFault: (error: unknown, key: SubscriberKey | NasKey) => void;
}

export interface NasKey {
  readonly tenantId: string;
  readonly nasId: string;
}

/**
 * What the rows of these subscribers are made of, as everything stands now. One who does not exist is missing; one whose
 * row cannot be used, as with a password that does not open, is a fault of its own and holds up nobody else.
 */
export async function readQuestions(
  tx: Tx,
  { sealer, onFault }: ReadDeps,
  { keys, tenants }: { keys: readonly SubscriberKey[]; tenants: ReadonlyMap<string, BridgedTenant> },
): Promise<Map<string, Question | 'failed'>> {
  const questions = new Map<string, Question | 'failed'>();
  const subjects = await readSubjects(tx, keys, (error, key) => {
    onFault(error, key);
    questions.set(key.subscriberId, 'failed');
  });
  for (const row of await readLogins(tx, keys)) {
    const { tenantId, subscriberId } = row;
    const subject = subjects.get(subscriberId);
    const tenant = tenants.get(tenantId);
    if (!subject || !tenant) continue;
    try {
      const login = openLogin(row, sealer);
      questions.set(subscriberId, { tenantId, subscriberId, subject, login, tenant });
    } catch (error) {
      onFault(error, { tenantId, subscriberId });
      questions.set(subscriberId, 'failed');
    }
  }
  return questions;
}

/** All at once; where one cannot be read, one by one. */
export async function readSubjects(
  tx: Tx,
  keys: readonly SubscriberKey[],
  onFault: (error: unknown, key: SubscriberKey) => void,
): Promise<Map<string, PolicySubject>> {
  try {
    return await readPolicyQuestions(tx, keys);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
  const subjects = new Map<string, PolicySubject>();
  for (const key of keys) {
    try {
      for (const [id, subject] of await readPolicyQuestions(tx, [key])) subjects.set(id, subject);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      onFault(error, key);
    }
  }
  return subjects;
}

interface LoginRow extends SubscriberKey {
  readonly usernameKey: string;
  readonly credential: Credential;
  readonly passwordSealed: Buffer | null;
  readonly macBinding: MacBinding;
  readonly macs: string[];
  readonly aliases: string[];
  readonly nasName: string | null;
}

async function readLogins(tx: Tx, keys: readonly SubscriberKey[]): Promise<LoginRow[]> {
  const tenantIds = keys.map(({ tenantId }) => tenantId);
  const ids = keys.map(({ subscriberId }) => subscriberId);
  const { rows } = await sql<LoginRow>`
    select s.tenant_id, s.id as subscriber_id, s.username_key, s.credential, s.password_sealed, s.mac_binding,
      s.macs::text[] as macs, n.name as nas_name, case when s.credential = 'mac' then array(
        select m::text from unnest(s.macs) m where not exists (select from subscribers.subscriber o
          where o.tenant_id = s.tenant_id and o.username_key = m::text collate "C" and o.status <> 'closed'
            and o.id <> s.id)) else '{}' end as aliases
    from unnest(${tenantIds}::uuid[], ${ids}::uuid[]) k (tenant_id, id)
      join subscribers.subscriber s on s.tenant_id = k.tenant_id and s.id = k.id
      left join nas.nas n on n.tenant_id = s.tenant_id and n.id = s.nas_id`.execute(tx);
  return rows;
}

/** Throws CannotOpen. */
function openLogin(
  { tenantId, subscriberId, passwordSealed, ...row }: LoginRow,
  sealer: Sealer,
): BridgedLogin {
  const binding = servicePasswordBinding({ tenantId, id: subscriberId });
  const isMac = row.credential === 'mac' || passwordSealed === null;
  return { ...row, password: isMac ? null : sealer.open(passwordSealed, binding).toString('utf8') };
}

/** What is the same for everybody of a tenant. */
export async function readBridgedTenant(
  tx: Tx,
  { tenantId, vendors }: { tenantId: string; vendors: readonly string[] },
  sealer: Sealer,
): Promise<BridgedTenant> {
  const settings = await loadSettings(tx, tenantId);
  const sealed = settings['radius.macAuthPassword'];
  return {
    vendors: vendors.length === 0 ? ['generic'] : (vendors as readonly NasVendor[]),
    interimIntervalS: settings['radius.interimIntervalSeconds'],
    macAuthPassword: sealed === null ? null : openOrNothing(sealer, tenantId, sealed),
  };
}

/** Only who needs it gets no rows then, and nobody of another tenant waits. */
function openOrNothing(sealer: Sealer, tenantId: string, sealed: SealedSetting): string | undefined {
  try {
    return openSetting(sealer, { tenantId, key: 'radius.macAuthPassword' }, sealed);
  } catch (error) {
    if (error instanceof CannotOpen) return undefined;
    throw error;
  }
}
