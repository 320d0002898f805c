import { createHash } from 'node:crypto';
import type { NasVendor } from '../../nas/index.ts';
import type { PreparedAttribute, RenderedTerms } from '../../aaa/index.ts';
import type { BridgeQuestion, BridgedTenant } from './bridge-question.ts';
import type { BridgedTerms } from './decide-bridged.ts';
import { prepareAttributes } from './prepare-attributes.ts';
import { renderedAttributes } from './rendered-attributes.ts';
import type { AttributeRow, GroupRows } from './row.ts';

/** Rows that all share whose terms differ in nothing but what is their own; what the hour says is in the rows alone. */
export interface SharedGroup {
  /** A digest of everything but the time. */
  readonly name: string;
  readonly terms: RenderedTerms;
  readonly changesAtMs: number;
}

/** The group that a subscriber's terms put them in. `own`: what of the terms differs from the plan's. */
export function groupOf(
  { subject }: BridgeQuestion,
  bridged: BridgedTerms,
  own: { readonly volume: boolean; readonly timeout: boolean },
): SharedGroup {
  const { decision, plan, boost, caps, rulesChangeAtMs } = bridged;
  const { terms, subscription } = decision;
  const key = {
    access: terms.access,
    planVersionId: subscription?.planVersionId ?? null,
    boost,
    caps,
    tags: tagsThatMatter(subject),
    ownIp: terms.framedIp !== null,
    ownIpv6: terms.framedIpv6Prefix !== null,
    ownDelegated: terms.delegatedIpv6Prefix !== null,
    ...own,
  };
  return {
    name: createHash('sha256').update(JSON.stringify(key)).digest('hex').slice(0, nameLength),
    terms: {
      ...terms,
      framedIp: null,
      framedIpv6Prefix: null,
      delegatedIpv6Prefix: null,
      sessionTimeoutS: own.timeout ? null : (plan?.sessionTimeoutS ?? null),
      sessionVolumeBytes: own.volume ? null : terms.sessionVolumeBytes,
      planAttributes: prepareAttributes(terms.planAttributes),
      subscriberAttributes: none,
    },
    changesAtMs: rulesChangeAtMs,
  };
}

const none: readonly PreparedAttribute[] = [];
const nameLength = 20;

/** Tags that no rule asks for put nobody into another group: a new rule moves only who has its tag. */
function tagsThatMatter({ tenant, subscriber }: BridgeQuestion['subject']): string[] {
  const asked = subscriber.tags.filter((tag) => tenant.speedRules.some(({ tags }) => tags?.has(tag)));
  return [...new Set(asked)].toSorted();
}

export function groupNameFor(name: string, vendor: NasVendor): string {
  return `${name}-${vendor}`;
}

/**
 * A group of rows for each vendor among the routers. With several, a check finds the one of the router that asks, by the
 * type of its client, which our configuration of FreeRADIUS puts into the request.
 */
export function rowsOfGroup(group: Pick<SharedGroup, 'name' | 'terms'>, tenant: BridgedTenant): GroupRows {
  const check: AttributeRow[] = [];
  const reply: AttributeRow[] = [];
  for (const vendor of tenant.vendors) {
    const name = groupNameFor(group.name, vendor);
    if (tenant.vendors.length > 1) check.push({ name, attribute: vendorAttribute, op: '==', value: vendor });
    for (const { attribute, value } of sharedAttributes(group.terms, { vendor, tenant }))
      reply.push({ name, attribute, op: '+=', value });
    // On to the group of the subscriber's own attributes, which a device reads last.
    reply.push({ name, attribute: 'Fall-Through', op: '=', value: 'Yes' });
  }
  return { radgroupcheck: check, radgroupreply: reply };
}

/** Where our configuration of FreeRADIUS puts the type and the name of the client. */
export const vendorAttribute = 'Tmp-String-9';
export const clientAttribute = 'Tmp-String-8';

/** Without Class, which is each one's own. */
export function sharedAttributes(
  terms: RenderedTerms,
  { vendor, tenant }: { vendor: NasVendor; tenant: BridgedTenant },
): { attribute: string; value: string }[] {
  const { interimIntervalS } = tenant;
  return renderedAttributes(terms, { vendor, interimIntervalS, classToken: noClass });
}

/** Nothing is left out. */
const noClass = Buffer.alloc(0);
