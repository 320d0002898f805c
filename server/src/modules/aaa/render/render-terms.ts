import {
  AcctInterimInterval,
  Class,
  DelegatedIpv6Prefix,
  FramedIpAddress,
  FramedIpv6Pool,
  FramedIpv6Prefix,
  FramedPool,
  IdleTimeout,
  SessionTimeout,
  type AttributeDefinition,
  type PacketBuilder,
} from '@trunkline/radius';
import type { NasVendor } from '../../nas/index.ts';
import type { Terms } from '../../policy/index.ts';
import { addChilliSpotTerms } from './chillispot.ts';
import { addCiscoTerms } from './cisco.ts';
import { addGenericTerms } from './generic.ts';
import { addHuaweiTerms } from './huawei.ts';
import { addJuniperTerms } from './juniper.ts';
import { addMikrotikTerms } from './mikrotik.ts';
import { addPortalPages, type ShownPages } from './portal-pages.ts';
import { addWisprTerms } from './wispr.ts';
import { addZteTerms } from './zte.ts';

/** A custom attribute, checked and decoded when its row came in. */
export interface PreparedAttribute {
  readonly definition: AttributeDefinition;
  readonly value: unknown;
}

export type RenderedTerms = Terms<PreparedAttribute>;

/** What both a login and a change of a live session say. */
export type RenderedRates = Pick<RenderedTerms, 'uploadBps' | 'downloadBps' | 'burst'>;

export interface RenderOptions {
  readonly vendor: NasVendor;
  /** What the plan leaves open: the interval of the NAS or the tenant. */
  readonly interimIntervalS: number;
  readonly classToken: Buffer;
  /** What a captive portal shows; left out where there is none. */
  readonly pages?: ShownPages;
}

const addVendorTerms: Record<NasVendor, (reply: PacketBuilder, terms: RenderedTerms) => void> = {
  mikrotik: addMikrotikTerms,
  cisco: addCiscoTerms,
  huawei: addHuaweiTerms,
  zte: addZteTerms,
  juniper: addJuniperTerms,
  wispr: addWisprTerms,
  chillispot: addChilliSpotTerms,
  generic: addGenericTerms,
};

/**
 * Writes the terms of a session into an Access-Accept, in the attributes that this vendor understands.
 * Custom attributes come last, the plan's before the subscriber's, so that of those which a device reads
 * once the subscriber's holds.
 */
export function renderTerms(reply: PacketBuilder, terms: RenderedTerms, options: RenderOptions): void {
  if (terms.framedIp !== null) reply.add(FramedIpAddress, terms.framedIp);
  if (terms.pool !== null) reply.add(FramedPool, terms.pool);
  if (terms.framedIpv6Prefix !== null) reply.add(FramedIpv6Prefix, terms.framedIpv6Prefix);
  if (terms.ipv6Pool !== null) reply.add(FramedIpv6Pool, terms.ipv6Pool);
  if (terms.delegatedIpv6Prefix !== null) reply.add(DelegatedIpv6Prefix, terms.delegatedIpv6Prefix);
  if (terms.sessionTimeoutS !== null) reply.add(SessionTimeout, terms.sessionTimeoutS);
  if (terms.idleTimeoutS !== null) reply.add(IdleTimeout, terms.idleTimeoutS);
  reply.add(AcctInterimInterval, terms.interimIntervalS ?? options.interimIntervalS);
  addVendorTerms[options.vendor](reply, terms);
  if (options.pages) addPortalPages(reply, options.vendor, options.pages);
  for (const { definition, value } of terms.planAttributes) reply.add(definition, value);
  for (const { definition, value } of terms.subscriberAttributes) reply.add(definition, value);
  reply.add(Class, options.classToken);
}
