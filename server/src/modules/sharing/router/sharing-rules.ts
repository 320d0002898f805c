import type { MangleRuleInput } from '@trunkline/routeros';
import { ourComment } from '../../routers/index.ts';

/** Every rule and list of this module on a router begins with it. */
const prefix = 'trunkline-ttl-';
const connectionsPrefix = 'trunkline-conn-';
/** Addresses of bridged lines, for the rules to look at. */
export const linesList = 'trunkline-ttl-lines';

/** Of hosts themselves, and of hosts behind a further router. */
const watchedTtls = [63, 64, 127, 128] as const;
/** Connections at once above which an address is listed. */
const watchedConnections = [600, 1_500] as const;
/** A listing goes by itself: longer than a pass, so that none is missed. */
export const listedForS = 3_600;

/**
 * Rules that put addresses of subscribers on lists, and do nothing else. They look at packets of hosts that are logged in
 * at the router's hotspot, and of bridged lines where these are on the list of lines; nothing from outside can be listed.
 * Connections are counted by the router itself: its table of them is never read.
 */
export function sharingRules({ hasBridged }: { hasBridged: boolean }): MangleRuleInput[] {
  const sources: Pick<MangleRuleInput, 'hotspot' | 'srcAddressList'>[] = [{ hotspot: 'from-client,auth' }];
  if (hasBridged) sources.push({ srcAddressList: linesList });
  return sources.flatMap((source) => [
    ...watchedTtls.map((ttl) => listing(`${prefix}${ttl}`, { ...source, ttl: `equal:${ttl}` })),
    ...watchedConnections.map((count) =>
      listing(`${connectionsPrefix}${count}`, {
        ...source,
        protocol: 'tcp',
        connectionState: 'new',
        connectionLimit: `${count},32`,
      }),
    ),
  ]);
}

function listing(list: string, matchers: Partial<MangleRuleInput>): MangleRuleInput {
  return {
    chain: 'prerouting',
    action: 'add-src-to-address-list',
    addressList: list,
    addressListTimeoutS: listedForS,
    isPassthrough: true,
    comment: ourComment,
    ...matchers,
  };
}

/** The lists of ours, and what they say of the addresses on them. */
export const watchedLists = [
  ...watchedTtls.map((value) => ({ list: `${prefix}${value}`, kind: 'ttl' as const, value })),
  ...watchedConnections.map((value) => ({
    list: `${connectionsPrefix}${value}`,
    kind: 'connections' as const,
    value,
  })),
];

export function isSharingList(name: string | undefined): boolean {
  return watchedLists.some(({ list }) => list === name);
}
