import {
  Class,
  Code,
  decodePacket,
  formatValue,
  MessageAuthenticator,
  PacketBuilder,
  SharedSecret,
  type AttributeDefinition,
  type Packet,
} from '@trunkline/radius';
import type { NasVendor } from '../../nas/index.ts';
import type { PlanTerms } from '../../plans/index.ts';
import {
  effectivePolicy,
  encodeClassToken,
  grantedTerms,
  type PlanVersionRecord,
  type PolicySubscriber,
  type PolicyTenant,
} from '../../policy/index.ts';
import { prepareSnapshotPlan } from '../snapshot/prepare-rows.ts';
import { renderTerms, type PreparedAttribute } from './render-terms.ts';
import { unsaidTerms, type UnsaidTerm } from './unsaid-terms.ts';

export interface PreviewInput {
  terms: PlanTerms;
  vendor: NasVendor;
  tenant: PolicyTenant;
  /** What the plan leaves open. */
  interimIntervalS: number;
  /** What is the subscriber's own; the rest is one in good standing who has just bought the plan. */
  subscriber: Pick<
    PolicySubscriber<PreparedAttribute>,
    'framedIp' | 'framedIpv6Prefix' | 'delegatedIpv6Prefix'
  >;
  /** When the purchase ends; null: never. */
  expiresAtMs: number | null;
  nowMs: number;
}

export interface PreviewedAttribute {
  name: string;
  /** As a person writes it; null for what is made anew for each login. */
  value: string | null;
}

export interface PreviewedReply {
  /** In the order in which they stand in the packet. */
  attributes: PreviewedAttribute[];
  /** Terms that this vendor has no attribute for. */
  unsaid: UnsaidTerm[];
}

const planVersionId = '00000000-0000-7000-8000-000000000001';
const nobody = '00000000-0000-7000-8000-000000000002';

/**
 * The Access-Accept that a router of this vendor gets for these terms, by the way that a login takes: the row of
 * the plan version is prepared as for the snapshot, the policy decides, and the vendor's code renders. Throws
 * RangeError when the attributes do not fit in one packet.
 */
export function previewReply(input: PreviewInput): PreviewedReply {
  const { terms, vendor, interimIntervalS, tenant, nowMs } = input;
  const version = prepareSnapshotPlan(toRecord(terms), { id: planVersionId, loadedIn: 0 });
  const decision = effectivePolicy({
    tenant,
    subscriber: sampleOf(input),
    planVersionOf: () => version,
    nowMs,
  });
  if (decision.kind === 'reject') throw new Error(`the sample subscriber is refused: ${decision.reason}`);
  const reply = new RecordedReply();
  renderTerms(reply, decision.terms, {
    vendor,
    interimIntervalS,
    classToken: encodeClassToken({
      tenantId: nobody,
      subscriptionId: nobody,
      reservation: 1,
      granted: grantedTerms(decision.terms),
    }),
  });
  reply.encodeReply({ request: emptyRequest(), secret, messageAuthenticator: true });
  return {
    attributes: [{ name: MessageAuthenticator.name, value: null }, ...reply.attributes],
    unsaid: unsaidTerms(vendor, decision.terms),
  };
}

/** Keeps what is added, in words. */
class RecordedReply extends PacketBuilder {
  readonly attributes: PreviewedAttribute[] = [];

  constructor() {
    super(Code.AccessAccept);
  }

  override add<T>(
    definition: AttributeDefinition<T>,
    value: T,
    options: { readonly tag?: number } = {},
  ): this {
    const isOfLogin = definition.name === Class.name;
    this.attributes.push({ name: definition.name, value: isOfLogin ? null : formatValue(definition, value) });
    return super.add(definition, value, options);
  }
}

/** Only the length of what it signs is of interest. */
const secret = new SharedSecret('a preview is sent nowhere');

function emptyRequest(): Packet {
  const bytes = new PacketBuilder(Code.AccessRequest).encodeRequest({
    identifier: 0,
    secret,
    messageAuthenticator: true,
  });
  const decoded = decodePacket(bytes);
  if (!decoded.ok) throw new Error(`our own request is malformed: ${decoded.fault}`);
  return decoded.packet;
}

function sampleOf({ subscriber, expiresAtMs, nowMs }: PreviewInput): PolicySubscriber<PreparedAttribute> {
  return {
    ...subscriber,
    status: 'active',
    maxSessions: null,
    loginHours: null,
    customAttributes: [],
    tags: [],
    usage: null,
    topUps: [],
    boosts: [],
    subscriptions: [
      {
        id: nobody,
        planVersionId,
        isCancelled: false,
        priority: 0,
        assignedAtMs: nowMs,
        startsAtMs: nowMs,
        anchorAtMs: nowMs,
        expiresAtMs,
        sessionVolumeBytes: null,
        quotaBytes: null,
      },
    ],
  };
}

/** The terms as their row travels to the radius role. */
function toRecord({ burst, quota, ...terms }: PlanTerms): PlanVersionRecord {
  return {
    downloadBps: Number(terms.downloadBps),
    uploadBps: Number(terms.uploadBps),
    burstDownloadBps: burst && Number(burst.downloadBps),
    burstUploadBps: burst && Number(burst.uploadBps),
    burstThresholdDownloadBps: burst && Number(burst.thresholdDownloadBps),
    burstThresholdUploadBps: burst && Number(burst.thresholdUploadBps),
    burstTimeS: burst && burst.timeS,
    sessionTimeoutS: terms.sessionTimeoutS,
    idleTimeoutS: terms.idleTimeoutS,
    interimIntervalS: terms.interimIntervalS,
    sessionVolumeBytes: terms.sessionVolumeBytes === null ? null : Number(terms.sessionVolumeBytes),
    maxSessions: terms.maxSessions,
    deviceSlots: terms.deviceSlots,
    pool: terms.pool,
    ipv6Pool: terms.ipv6Pool,
    delegatedIpv6Pool: terms.delegatedIpv6Pool,
    addressList: terms.addressList,
    customAttributes: terms.customAttributes,
    counts: terms.counts,
    quotaPeriod: quota && quota.period,
    quotaBytes: typeof quota?.bytes === 'bigint' ? Number(quota.bytes) : null,
    quotaTimeS: quota && quota.timeS,
    quotaAtZero: quota && quota.atZero,
    quotaSlowDownloadBps: quota?.slow ? Number(quota.slow.downloadBps) : null,
    quotaSlowUploadBps: quota?.slow ? Number(quota.slow.uploadBps) : null,
    fairUse: terms.fairUse.map((step) => ({
      period: step.period,
      thresholdBytes: Number(step.thresholdBytes),
      downloadBps: Number(step.downloadBps),
      uploadBps: Number(step.uploadBps),
    })),
    zoneRules: terms.zoneRules.map(({ zoneId, rates, isFree }) => ({
      zoneId,
      downloadBps: rates && Number(rates.downloadBps),
      uploadBps: rates && Number(rates.uploadBps),
      isFree,
    })),
  };
}
