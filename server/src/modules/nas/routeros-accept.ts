import { isIPv6 } from 'node:net';

/** Accepted before any rule that drops; only from this server and only to one port. */
export function acceptLines({
  serverAddress,
  mark,
  protocol,
  port,
}: {
  serverAddress: string;
  /** The comment by which a second run finds the rule. */
  mark: string;
  protocol: 'udp' | 'tcp';
  port: number;
}): string[] {
  const menu = isIPv6(serverAddress) ? '/ipv6 firewall filter' : '/ip firewall filter';
  const rule = `chain=input action=accept protocol=${protocol} src-address=${serverAddress} dst-port=${port}`;
  const add = `${menu} add comment="${mark}" ${rule}`;
  const fixed = `[${menu} find where dynamic=no]`;
  const found = `[${menu} find where comment="${mark}"]`;
  return [
    `:if ([:len ${found}] = 0) do={ :if ([:len ${fixed}] = 0) do={ ${add} } else={ ${add} place-before=[:pick ${fixed} 0] } }`,
    `${menu} set ${found} ${rule} disabled=no`,
  ];
}
