import {
  Credential,
  findAttribute,
  prepareCredential,
  RADSEC_SECRET,
  SharedSecret,
  type KnownClient,
} from '@trunkline/radius';
import type { Sealer } from '../../../platform/keys/index.ts';
import { nasSecretBinding } from '../../nas/index.ts';
import { customAttributeValue } from '../../plans/index.ts';
import {
  preparePlanVersion,
  preparePolicySubscriber,
  preparePolicyTenant,
  type MeteredUsage,
  type PlanVersionRecord,
  type PolicySubscriber,
  type StoredAttribute,
} from '../../policy/index.ts';
import { openSetting, settingsOf, type SealedSetting } from '../../settings/index.ts';
import { servicePasswordBinding } from '../../subscribers/index.ts';
import { readMac } from '../login/mac-address.ts';
import type { NasObservation } from '../nas-watch/nas-observation.ts';
import type { PreparedAttribute } from '../render/render-terms.ts';
import type { PasswordArena } from './password-arena.ts';
import { readShadowTerms } from './shadow-terms.ts';
import { SharedStrings } from './shared-strings.ts';
import type {
  SnapshotDevice,
  SnapshotNas,
  SnapshotPlanVersion,
  SnapshotSubscriber,
  SnapshotTenant,
} from './snapshot-entries.ts';
import type { DeviceRecord, NasRecord, SubscriberRecord, TenantRecord } from './snapshot-rows.ts';

/** One for all who have none: most rows do. */
const none: readonly never[] = [];
/** Ended subscriptions kept: the last says that one has been, and those in grace are among them. */
const endedKept = 2;

/** Top-ups without an end of their own are of a period: of a calendar month at most, or of the subscription. */
const dayMs = 86_400_000;
const longestMonthMs = 32 * dayMs;

/** Brings the tenant up to its row. Throws CannotOpen, or RangeError for a time zone that nobody knows. */
export function applyTenantRecord(tenant: SnapshotTenant, record: TenantRecord, sealer: Sealer): void {
  const settings = settingsOf(record.settings);
  const maxAgeSeconds = settings['radius.snapshotMaxAgeSeconds'];
  Object.assign(tenant, preparePolicyTenant(record, settings));
  tenant.stripsRealm = settings['radius.stripRealm'];
  tenant.interimIntervalS = settings['radius.interimIntervalSeconds'];
  tenant.maxAgeMs = maxAgeSeconds === null ? Infinity : maxAgeSeconds * 1000;
  tenant.ownPorts = record.ownPorts ?? undefined;
  tenant.remembersDevices = settings['hotspot.macCookieDays'] !== null;
  tenant.macCookieMs = (settings['hotspot.macCookieDays'] ?? 0) * dayMs;
  tenant.deviceForgetMs = settings['hotspot.deviceForgetDays'] * dayMs;
  tenant.walledGardenEntries = record.walledGarden ?? none;
  tenant.pages = {
    landingUrl: settings['hotspot.landingUrl'],
    payUrl: settings['hotspot.payUrl'],
    logoffUrl: settings['hotspot.logoffUrl'],
  };
  tenant.macAuthCredential = macAuthCredential(tenant.id, settings['radius.macAuthPassword'], sealer);
  tenant.shadow = readShadowTerms(tenant.id, settings, sealer);
}

function macAuthCredential(
  tenantId: string,
  sealed: SealedSetting | null,
  sealer: Sealer,
): SnapshotTenant['macAuthCredential'] {
  if (sealed === null) return undefined;
  return prepareCredential(openSetting(sealer, { tenantId, key: 'radius.macAuthPassword' }, sealed));
}

/** RFC 6614 §2.3: TLS has proven who asks, so that all share one. */
const radsecSecret = new SharedSecret(RADSEC_SECRET);

export function prepareNas(
  record: NasRecord,
  context: {
    id: string;
    tenant: SnapshotTenant;
    sealer: Sealer;
    observation: NasObservation;
    loadedIn: number;
  },
): SnapshotNas {
  const { id, tenant, sealer, observation, loadedIn } = context;
  const sealed = Buffer.from(record.secretSealed, 'base64');
  const secret = sealer.open(sealed, nasSecretBinding({ tenantId: tenant.id, id }));
  const { prefix, vendor, isEnabled, transport = 'udp' } = record;
  const nas: Omit<SnapshotNas, 'client'> = {
    id,
    tenant,
    name: record.name ?? prefix,
    prefix,
    vendor,
    isEnabled,
    transport,
    usesOwnPort: record.usesOwnPort ?? false,
    certificateFingerprint: record.certificateFingerprint ?? null,
    ownInterimIntervalS: record.interimIntervalS,
    observation,
    loadedIn,
  };
  const client: KnownClient<SnapshotNas> = {
    secret: transport === 'radsec' ? radsecSecret : new SharedSecret(secret),
    messageAuthenticator: record.messageAuthenticator,
    data: nas as SnapshotNas,
  };
  return Object.assign(nas, { client });
}

export function prepareSnapshotPlan(
  record: PlanVersionRecord,
  { id, loadedIn }: { id: string; loadedIn: number },
): SnapshotPlanVersion {
  return {
    ...preparePlanVersion(record, { id, attributes: prepareAttributes }),
    isHotspot: record.service === 'hotspot',
    deviceSlots: record.deviceSlots ?? null,
    loadedIn,
  };
}

/** Opens the password once, here, so that no login has to. Throws CannotOpen, or RangeError for a bad field. */
export function prepareSubscriber(
  record: SubscriberRecord,
  context: {
    id: string;
    tenant: SnapshotTenant;
    sealer: Sealer;
    passwords: PasswordArena;
    /** The same string for the same id, so that thousands of rows share it. */
    intern: (id: string) => string;
    nowMs: number;
    loadedIn: number;
  },
): SnapshotSubscriber {
  const { id, tenant, sealer, passwords, intern, nowMs, loadedIn } = context;
  const { credential, passwordSealed } = record;
  const password =
    credential === 'password' && passwordSealed !== null
      ? sealer.open(
          Buffer.from(passwordSealed, 'base64'),
          servicePasswordBinding({ tenantId: tenant.id, id }),
        )
      : undefined;
  const policy = preparePolicySubscriber(worthKeeping(record, nowMs), {
    attributes: prepareAttributes,
    intern,
  });
  // Named one by one: a copy of all would cost each subscriber an object's worth of memory more.
  return {
    id,
    tenant,
    loadedIn,
    usernameKey: record.usernameKey,
    // The constructor, because the factory would copy the password out of the arena.
    credential: password && new Credential(passwords.keep(password), undefined),
    status: policy.status,
    macBinding: record.macBinding,
    macs: record.macs.length === 0 ? none : record.macs.map((mac) => readMac(Buffer.from(mac))!),
    knownDevice: undefined,
    devices: prepareDevices(record.devices ?? none),
    nasId: record.nasId && intern(record.nasId),
    maxSessions: policy.maxSessions,
    loginHours: policy.loginHours,
    framedIp: policy.framedIp,
    framedIpv6Prefix: policy.framedIpv6Prefix,
    delegatedIpv6Prefix: policy.delegatedIpv6Prefix,
    customAttributes: policy.customAttributes,
    subscriptions: policy.subscriptions,
    tags: policy.tags.length === 0 ? none : policy.tags.map((tag) => sharedWords.share(tag)),
    usage: policy.usage && withSharedDates(policy.usage),
    topUps: policy.topUps,
    boosts: policy.boosts,
  } satisfies PolicySubscriber<PreparedAttribute> & SnapshotSubscriber;
}

function prepareDevices(records: readonly DeviceRecord[]): readonly SnapshotDevice[] {
  if (records.length === 0) return none;
  return records.map(([mac, lastSeenMs, rememberedUntilMs]) => ({
    mac: readMac(Buffer.from(mac))!,
    lastSeenMs,
    rememberedUntilMs,
  }));
}

/** Tags, and the dates on which periods began. */
const sharedWords = new SharedStrings(4_096);

function withSharedDates(usage: MeteredUsage): MeteredUsage {
  const [day, week, month] = [usage.day, usage.week, usage.month].map((date) => sharedWords.share(date));
  return { ...usage, day: day!, week: week!, month: month! };
}

/** Without what is over: renewals of years ago need no memory. Subscriptions come with the latest end first. */
function worthKeeping(record: SubscriberRecord, nowMs: number): SubscriberRecord {
  let ended = 0;
  const subscriptions = record.subscriptions.filter(
    ({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > nowMs || ++ended <= endedKept,
  );
  const oldestStart = Math.min(nowMs - longestMonthMs, ...subscriptions.map(({ startsAtMs }) => startsAtMs));
  return {
    ...record,
    subscriptions,
    topUps: (record.topUps ?? none).filter(({ atMs, untilMs }) =>
      untilMs === null ? atMs >= oldestStart : untilMs > nowMs,
    ),
    boosts: (record.boosts ?? none).filter(({ untilMs }) => untilMs > nowMs),
  };
}

/** Throws RangeError for an attribute that this version's dictionary cannot send. */
function prepareAttributes(attributes: readonly StoredAttribute[]): readonly PreparedAttribute[] {
  if (attributes.length === 0) return none;
  return attributes.map(({ name, value }) => {
    const definition = findAttribute(name);
    if (!definition) throw new RangeError(`the attribute "${name}" is in no dictionary`);
    return { definition, value: customAttributeValue(definition, value) };
  });
}
