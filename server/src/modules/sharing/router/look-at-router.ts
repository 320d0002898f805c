import {
  addressLists,
  listDhcpLeases,
  listHotspotActive,
  listPppActive,
  mangleRules,
  type ChangeOptions,
  type MangleRule,
  type MangleRuleInput,
  type RouterosCaller,
} from '@trunkline/routeros';
import { ourComment } from '../../routers/index.ts';
import { isSharingList, linesList, sharingRules, watchedLists } from './sharing-rules.ts';

/** More bridged lines of one router are not listed: each is a rule's work for its processor. */
const mostLines = 4_000;

export type LineKind = 'hotspot' | 'bridged';

/** What a router has listed of an address. */
export interface ListedAddress {
  readonly address: string;
  readonly line: LineKind;
  readonly kind: 'ttl' | 'connections';
  readonly value: number;
}

/** `off`: our rules are to go. */
export type Wanted = 'off' | { readonly judgesBridged: boolean };

/**
 * Brings the rules of a router to what is wanted and reads what they have listed. Which line an address is of the router
 * itself says: an address of a PPP session is none of these, whatever list it stands on. May be broken off anywhere and
 * called again.
 */
export async function lookAtRouter(
  client: RouterosCaller,
  wanted: Wanted,
  options: ChangeOptions,
): Promise<ListedAddress[]> {
  const lines = wanted === 'off' ? new Map<string, LineKind>() : await readLines(client, wanted, options);
  const bridged = [...lines].filter(([, line]) => line === 'bridged').map(([address]) => address);
  const rules = wanted === 'off' ? [] : sharingRules({ hasBridged: wanted.judgesBridged });
  await reconcileLines(client, bridged.slice(0, mostLines), options);
  await reconcileRules(client, rules, options);
  if (wanted === 'off') return [];
  const listed: ListedAddress[] = [];
  // List by list: others of the router may hold a million addresses.
  for (const { list, ...meaning } of watchedLists) {
    for (const { address } of await addressLists.list(client, { ...options, where: { list } })) {
      const line = lines.get(address);
      if (line) listed.push({ address, line, ...meaning });
    }
  }
  return listed;
}

async function readLines(
  client: RouterosCaller,
  { judgesBridged }: { judgesBridged: boolean },
  options: ChangeOptions,
): Promise<Map<string, LineKind>> {
  const lines = new Map<string, LineKind>();
  if (judgesBridged) {
    for (const { activeAddress, status } of await listDhcpLeases(client, options)) {
      if (activeAddress !== undefined && status === 'bound') lines.set(activeAddress, 'bridged');
    }
  }
  for (const { address } of await listHotspotActive(client, options)) lines.set(address, 'hotspot');
  for (const { address } of await listPppActive(client, options))
    if (address !== undefined) lines.delete(address);
  return lines;
}

async function reconcileLines(
  client: RouterosCaller,
  wanted: readonly string[],
  options: ChangeOptions,
): Promise<void> {
  const missing = new Set(wanted);
  const present = await addressLists.list(client, { ...options, where: { list: linesList } });
  const surplus = present.filter(
    ({ address, comment }) => comment === ourComment && !missing.delete(address),
  );
  for (const { id } of surplus) await addressLists.remove(client, [id], options);
  for (const address of missing) {
    await addressLists.add(client, { list: linesList, address, comment: ourComment }, options);
  }
}

async function reconcileRules(
  client: RouterosCaller,
  wanted: readonly MangleRuleInput[],
  options: ChangeOptions,
): Promise<void> {
  const missing = new Map(wanted.map((rule) => [signatureOf(rule), rule]));
  const present = await mangleRules.list(client, { ...options, where: { comment: ourComment } });
  const ours = present.filter(({ addressList }) => isSharingList(addressList));
  const surplus = ours.filter((rule) => rule.isDisabled || !missing.delete(signatureOf(rule)));
  for (const { id } of surplus) await mangleRules.remove(client, [id], options);
  for (const rule of missing.values()) await mangleRules.add(client, rule, options);
}

function signatureOf(rule: MangleRule | MangleRuleInput): string {
  const { chain, action, addressList, ttl, hotspot, srcAddressList, connectionLimit } = rule;
  return [chain, action, addressList, ttl, hotspot, srcAddressList, connectionLimit]
    .map((part) => part ?? '')
    .join('|');
}
