import {
  isMissing,
  RouterosTrap,
  walledGardenAddresses,
  walledGardenHosts,
  type ChangeOptions,
  type RouterosCaller,
  type WalledGardenAddress,
  type WalledGardenAddressInput,
  type WalledGardenHost,
  type WalledGardenHostInput,
} from '@trunkline/routeros';
import { ourComment } from '../zones/zone-objects.ts';
import { withoutLength, type GardenRules } from './garden-rules.ts';

interface PresentGarden {
  readonly hosts: readonly WalledGardenHost[];
  readonly addresses: readonly WalledGardenAddress[];
}

type GardenChange = (client: RouterosCaller, options: ChangeOptions) => Promise<unknown>;

/**
 * Brings the walled garden of a router's hotspots to what is wanted: reads what it holds of ours, adds what is missing,
 * takes away what is too much, and reads it back. May be interrupted at any command and called again. Rules without our
 * comment are not read, changed or removed. `changes` counts commands; a router without hotspots has none of it.
 */
export async function reconcileGarden(
  client: RouterosCaller,
  wanted: GardenRules,
  options: ChangeOptions = {},
): Promise<{ changes: number; isInStep: boolean }> {
  const present = await readGardenOf(client, options);
  if (!present) return { changes: 0, isInStep: true };
  const changes = gardenChanges(wanted, present);
  for (const change of changes) await change(client, options);
  if (changes.length === 0) return { changes: 0, isInStep: true };
  const after = await readGardenOf(client, options);
  return { changes: changes.length, isInStep: after ? gardenChanges(wanted, after).length === 0 : true };
}

async function readGardenOf(
  client: RouterosCaller,
  options: ChangeOptions,
): Promise<PresentGarden | undefined> {
  const ours = { ...options, where: { comment: ourComment } };
  try {
    const [hosts, addresses] = await Promise.all([
      walledGardenHosts.list(client, ours),
      walledGardenAddresses.list(client, ours),
    ]);
    return { hosts, addresses };
  } catch (error) {
    // The package with hotspots is not installed.
    if (error instanceof RouterosTrap && error.message.startsWith('no such command')) return undefined;
    throw error;
  }
}

function gardenChanges(wanted: GardenRules, present: PresentGarden): GardenChange[] {
  const hosts = compare(wanted.hosts, present.hosts, hostSignature);
  const addresses = compare(wanted.addresses, present.addresses, addressSignature);
  return [
    ...hosts.missing.map(
      (rule): GardenChange =>
        (client, options) =>
          walledGardenHosts.add(client, rule, options),
    ),
    ...addresses.missing.map(
      (rule): GardenChange =>
        (client, options) =>
          walledGardenAddresses.add(client, rule, options),
    ),
    ...hosts.surplus.map(({ id }) => removal(walledGardenHosts, id)),
    ...addresses.surplus.map(({ id }) => removal(walledGardenAddresses, id)),
  ];
}

function compare<Wanted, Present extends { readonly isDisabled: boolean }>(
  wanted: readonly Wanted[],
  present: readonly Present[],
  signatureOf: (rule: Wanted | Present) => string,
): { missing: Wanted[]; surplus: Present[] } {
  const missing = new Map(wanted.map((rule) => [signatureOf(rule), rule]));
  const surplus = present.filter((rule) => rule.isDisabled || !missing.delete(signatureOf(rule)));
  return { missing: [...missing.values()], surplus };
}

function hostSignature({ action, dstHost }: WalledGardenHost | WalledGardenHostInput): string {
  return [action, dstHost ?? ''].join('|');
}

function addressSignature(rule: WalledGardenAddress | WalledGardenAddressInput): string {
  const { action, dstHost, dstAddress, protocol, dstPort } = rule;
  return [action, dstHost ?? '', withoutLength(dstAddress ?? ''), protocol ?? '', dstPort ?? ''].join('|');
}

/** What was to go may be gone. */
function removal(
  menu: Pick<typeof walledGardenHosts | typeof walledGardenAddresses, 'remove'>,
  id: string,
): GardenChange {
  return (client, options) =>
    menu.remove(client, [id], options).catch((error: unknown) => {
      if (!(error instanceof RouterosTrap) || !isMissing(error)) throw error;
    });
}
