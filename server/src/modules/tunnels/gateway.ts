/** What routers dial: each is made by another program on the gateway, and known to RouterOS by another client. */
export const tunnelKinds = ['wireguard', 'ovpn', 'sstp'] as const;
export type TunnelKind = (typeof tunnelKinds)[number];

/** On which each is taken unless told otherwise. */
export const usualPorts: Readonly<Record<TunnelKind, number>> = { wireguard: 51_820, ovpn: 1194, sstp: 443 };

/** Where the tunnels of a tenant end. Its private keys are no part of it. */
export interface Gateway {
  id: string;
  name: string;
  kind: TunnelKind;
  /** Where routers dial: a name or an address. */
  publicHost: string;
  port: number;
  /** From which tunnels get their addresses; the first is the gateway's own. */
  subnet: string;
  /** Where a router reaches this server through the tunnel; null: at the gateway's own address. */
  serverAddress: string | null;
  publicKey: string | null;
  /** PEM. */
  certificate: string | null;
  certificateExpiresAt: Date | null;
  revision: number;
}

/** One router's way to a gateway; its address there is the address of the NAS. */
export interface Tunnel {
  id: string;
  gatewayId: string;
  nasId: string;
  address: string;
  username: string;
  publicKey: string | null;
  certificate: string | null;
  certificateExpiresAt: Date | null;
  prefixBefore: string;
  createdAt: Date;
}
