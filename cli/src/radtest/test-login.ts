import {
  addPasswordProof,
  CalledStationId,
  CallingStationId,
  Code,
  FramedProtocol,
  NasIdentifier,
  NasIpAddress,
  NasIpv6Address,
  NasPort,
  NasPortId,
  NasPortType,
  PacketBuilder,
  RFC_5080_RETRANSMISSION,
  type Retransmission,
  ServiceType,
  SharedSecret,
  type AttributeDefinition,
  type ExchangeResult,
  type Packet,
  type PasswordProof,
} from '@trunkline/radius';
import type { Random, Secret } from '@trunkline/kit';
import type { Asker, RadsecFiles } from './asker.ts';

export const METHODS = { pap: 'pap', chap: 'chap', mschapv1: 'ms-chap-v1', mschapv2: 'ms-chap-v2' } as const;
export type Method = keyof typeof METHODS;

/** Where the NAS that is played stands and what it shares with the server. */
export interface PlayedNas {
  /** The source address; the server finds the NAS by it. */
  readonly from: string;
  readonly secret: Secret;
  readonly identifier: string;
  readonly server: string;
  readonly authPort: number;
  readonly acctPort: number;
  /** How long an answer is waited for, retransmissions included. */
  readonly timeoutMs: number;
  /** It asks over TLS with these; absent: in datagrams. */
  readonly radsec?: RadsecFiles;
}

/** Retransmits as RFC 5080 §2.2.1 has it, as long as a person waits. */
export function retransmissionOf({ timeoutMs }: PlayedNas): Retransmission {
  return { ...RFC_5080_RETRANSMISSION, maxTotalMs: timeoutMs };
}

export interface TestLogin {
  readonly username: string;
  readonly password: Secret;
  readonly method: Method;
  /** The subscriber's MAC address. */
  readonly callingStationId: string;
  readonly extra: readonly ExtraAttribute[];
}

export interface ExtraAttribute {
  readonly definition: AttributeDefinition;
  readonly value: unknown;
}

export interface LoginResult {
  readonly exchange: ExchangeResult;
  /** MS-CHAPv2 alone: whether the server proved that it knows the password too. */
  readonly isMutual: boolean;
}

/** Sends a real Access-Request the way a PPPoE router does, and waits for the answer. */
export async function testLogin(
  client: Asker,
  { nas, login, random, signal }: { nas: PlayedNas; login: TestLogin; random: Random; signal: AbortSignal },
): Promise<LoginResult> {
  const request = new PacketBuilder(Code.AccessRequest);
  const proof = addProof(request, login, random);
  addLineAttributes(request, nas, login);
  const exchange = await client.send(
    request,
    { address: nas.server, port: nas.authPort, secret: new SharedSecret(nas.secret.reveal()) },
    { signal, retransmission: retransmissionOf(nas) },
  );
  const accept = acceptOf(exchange);
  return { exchange, isMutual: accept === undefined || proof.isAnsweredBy(accept) };
}

/** The Access-Accept, or undefined when it ended otherwise. */
export function acceptOf(exchange: ExchangeResult): Packet | undefined {
  return exchange.kind === 'reply' && exchange.packet.code === Code.AccessAccept
    ? exchange.packet
    : undefined;
}

/** What a router says of itself and of the line in authentication and accounting alike. */
export function addLineAttributes(request: PacketBuilder, nas: PlayedNas, login: TestLogin): void {
  const given = new Set(login.extra.map(({ definition }) => definition.name));
  const add = <T>(definition: AttributeDefinition<T>, value: T): void => {
    if (!given.has(definition.name)) request.add(definition, value);
  };
  add(ServiceType, ServiceType.values['Framed-User']);
  add(FramedProtocol, FramedProtocol.values.PPP);
  add(NasPortType, NasPortType.values.Ethernet);
  add(NasPort, 1);
  add(NasPortId, 'radtest');
  add(CallingStationId, login.callingStationId);
  add(CalledStationId, 'radtest');
  add(NasIdentifier, nas.identifier);
  if (nas.from.includes(':')) add(NasIpv6Address, nas.from);
  else add(NasIpAddress, nas.from);
  for (const { definition, value } of login.extra) request.add(definition, value);
}

function addProof(request: PacketBuilder, login: TestLogin, random: Random): PasswordProof {
  return addPasswordProof(request, {
    method: METHODS[login.method],
    userName: login.username,
    password: login.password.reveal(),
    random,
  });
}
