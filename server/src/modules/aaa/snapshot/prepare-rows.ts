import {
  Credential,
  findAttribute,
  prepareCredential,
  SharedSecret,
  type KnownClient,
} from '@trunkline/radius';
import type { Sealer } from '../../../platform/keys/index.ts';
import { nasSecretBinding } from '../../nas/index.ts';
import { customAttributeValue } from '../../plans/index.ts';
import { CivilZone, compileLoginWindows, type PolicySubscription } from '../../policy/index.ts';
import { openSetting, settingsOf, type SealedSetting } from '../../settings/index.ts';
import { servicePasswordBinding } from '../../subscribers/index.ts';
import { readMac } from '../mac-address.ts';
import type { NasObservation } from '../nas-observation.ts';
import type { PreparedAttribute } from '../render/render-terms.ts';
import type { PasswordArena } from './password-arena.ts';
import type {
  SnapshotNas,
  SnapshotPlanVersion,
  SnapshotSubscriber,
  SnapshotTenant,
} from './snapshot-entries.ts';
import type {
  CustomAttributeRecord,
  NasRecord,
  PlanVersionRecord,
  SubscriberRecord,
  SubscriptionRecord,
  TenantRecord,
} from './snapshot-rows.ts';

/** One for all who have none: most rows do. */
const none: readonly never[] = [];
const msPerHour = 3_600_000;
/** Ended subscriptions kept: the last says that one has been, and those in grace are among them. */
const endedKept = 2;

/** Brings the tenant up to its row. Throws CannotOpen, or RangeError for a time zone that nobody knows. */
export function applyTenantRecord(tenant: SnapshotTenant, record: TenantRecord, sealer: Sealer): void {
  const settings = settingsOf(record.settings);
  const maxAgeSeconds = settings['radius.snapshotMaxAgeSeconds'];
  tenant.zone = tenant.zone.name === record.timeZone ? tenant.zone : new CivilZone(record.timeZone);
  tenant.isSuspended = record.status === 'suspended';
  tenant.graceMs = settings['subscriptions.graceHours'] * msPerHour;
  tenant.stripsRealm = settings['radius.stripRealm'];
  tenant.interimIntervalS = settings['radius.interimIntervalSeconds'];
  tenant.maxAgeMs = maxAgeSeconds === null ? Infinity : maxAgeSeconds * 1000;
  tenant.macAuthCredential = macAuthCredential(tenant.id, settings['radius.macAuthPassword'], sealer);
}

function macAuthCredential(
  tenantId: string,
  sealed: SealedSetting | null,
  sealer: Sealer,
): SnapshotTenant['macAuthCredential'] {
  if (sealed === null) return undefined;
  return prepareCredential(openSetting(sealer, { tenantId, key: 'radius.macAuthPassword' }, sealed));
}

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
  const { prefix, vendor, isEnabled } = record;
  const nas: Omit<SnapshotNas, 'client'> = {
    id,
    tenant,
    name: record.name ?? prefix,
    prefix,
    vendor,
    isEnabled,
    ownInterimIntervalS: record.interimIntervalS,
    observation,
    loadedIn,
  };
  const client: KnownClient<SnapshotNas> = {
    secret: new SharedSecret(secret),
    messageAuthenticator: record.messageAuthenticator,
    data: nas as SnapshotNas,
  };
  return Object.assign(nas, { client });
}

export function preparePlanVersion(
  record: PlanVersionRecord,
  context: { id: string; loadedIn: number },
): SnapshotPlanVersion {
  return {
    id: context.id,
    loadedIn: context.loadedIn,
    downloadBps: record.downloadBps,
    uploadBps: record.uploadBps,
    burst: burstOf(record),
    sessionTimeoutS: record.sessionTimeoutS,
    idleTimeoutS: record.idleTimeoutS,
    interimIntervalS: record.interimIntervalS,
    sessionVolumeBytes: record.sessionVolumeBytes,
    maxSessions: record.maxSessions,
    pool: record.pool,
    ipv6Pool: record.ipv6Pool,
    delegatedIpv6Pool: record.delegatedIpv6Pool,
    addressList: record.addressList,
    customAttributes: prepareAttributes(record.customAttributes),
  };
}

function burstOf(record: PlanVersionRecord): SnapshotPlanVersion['burst'] {
  // The database keeps the five together: one stands for all.
  if (record.burstTimeS === null) return null;
  return {
    downloadBps: record.burstDownloadBps!,
    uploadBps: record.burstUploadBps!,
    thresholdDownloadBps: record.burstThresholdDownloadBps!,
    thresholdUploadBps: record.burstThresholdUploadBps!,
    timeS: record.burstTimeS,
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
  return {
    id,
    tenant,
    loadedIn,
    usernameKey: record.usernameKey,
    // The constructor, because the factory would copy the password out of the arena.
    credential: password && new Credential(passwords.keep(password), undefined),
    status: record.status,
    macBinding: record.macBinding,
    macs: record.macs.length === 0 ? none : record.macs.map((mac) => readMac(Buffer.from(mac))!),
    knownDevice: undefined,
    nasId: record.nasId && intern(record.nasId),
    maxSessions: record.maxSessions,
    loginHours: record.loginWindows && compileLoginWindows(record.loginWindows),
    framedIp: record.framedIp,
    framedIpv6Prefix: record.framedIpv6Prefix,
    delegatedIpv6Prefix: record.delegatedIpv6Prefix,
    customAttributes: prepareAttributes(record.customAttributes),
    subscriptions: worthKeeping(record.subscriptions, nowMs).map((held) => prepareSubscription(held, intern)),
  };
}

/** They come with the latest end first; renewals of years ago need no memory. */
function worthKeeping(held: readonly SubscriptionRecord[], nowMs: number): SubscriptionRecord[] {
  let ended = 0;
  return held.filter(
    ({ expiresAtMs }) => expiresAtMs === null || expiresAtMs > nowMs || ++ended <= endedKept,
  );
}

function prepareSubscription(record: SubscriptionRecord, intern: (id: string) => string): PolicySubscription {
  return {
    id: record.id,
    planVersionId: intern(record.planVersionId),
    isCancelled: record.status === 'cancelled',
    priority: record.priority,
    assignedAtMs: record.assignedAtMs,
    startsAtMs: record.startsAtMs,
    expiresAtMs: record.expiresAtMs,
    sessionVolumeBytes: record.sessionVolumeBytes,
  };
}

/** Throws RangeError for an attribute that this version's dictionary cannot send. */
function prepareAttributes(attributes: readonly CustomAttributeRecord[]): readonly PreparedAttribute[] {
  if (attributes.length === 0) return none;
  return attributes.map(({ name, value }) => {
    const definition = findAttribute(name);
    if (!definition) throw new RangeError(`the attribute "${name}" is in no dictionary`);
    return { definition, value: customAttributeValue(definition, value) };
  });
}
