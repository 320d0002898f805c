import type { GardenEntry } from './garden-entry.ts';

export const gardenTexts = ['coovachilli', 'mikrotik'] as const;
export type GardenText = (typeof gardenTexts)[number];

const render: Record<GardenText, (entries: readonly GardenEntry[]) => string[]> = {
  coovachilli: chilliLines,
  mikrotik: mikrotikLines,
};

/** What to paste: lines of chilli.conf, or commands for a terminal of RouterOS. */
export function gardenText(target: GardenText, entries: readonly GardenEntry[]): string {
  return render[target](entries)
    .map((line) => `${line}\n`)
    .join('');
}

/** One option may be given many times, and each line is short enough for chilli's parser. */
function chilliLines(entries: readonly GardenEntry[]): string[] {
  return entries.map(({ host, prefix, protocol, port }) => {
    // `uamdomain .example.com` opens every name below.
    if (host?.startsWith('*.')) return `uamdomain "${host.slice(1)}"`;
    if (host !== null) return `uamallowed "${host}"`;
    // One address has no length; `/32` of IPv6 is half a provider.
    const address = prefix!.replace(/^([\d.]+)\/32$/, '$1');
    return protocol === null ? `uamallowed "${address}"` : `uamallowed "${protocol}:${address}:${port}"`;
  });
}

const comment = 'comment="trunkline"';

/** A second run ends in the same state. RouterOS has hotspots of IPv4 alone. */
export function mikrotikLines(entries: readonly GardenEntry[]): string[] {
  const rules = entries.flatMap(({ host, prefix, protocol, port }) => {
    if (host?.startsWith('*.'))
      return [`/ip hotspot walled-garden add action=allow dst-host="${host}" ${comment}`];
    const rule = '/ip hotspot walled-garden ip add action=accept';
    if (host !== null) return [`${rule} dst-host="${host}" ${comment}`];
    if (prefix!.includes(':')) return [];
    const where = protocol === null ? '' : ` protocol=${protocol} dst-port=${port}`;
    return [`${rule} dst-address=${prefix}${where} ${comment}`];
  });
  return [
    `/ip hotspot walled-garden remove [find ${comment}]`,
    `/ip hotspot walled-garden ip remove [find ${comment}]`,
    ...rules,
  ];
}
