import {
  addPasswordProof,
  CallingStationId,
  Class,
  Code,
  PacketBuilder,
  ReplyMessage,
  type AuthMethod,
  type RadiusClient,
  type RadiusEndpoint,
  type Retransmission,
} from '@trunkline/radius';

/** Patient enough for a machine that does other things too. */
export const patient: Retransmission = {
  initialMs: 1_000,
  maxWaitMs: 1_000,
  maxAttempts: 5,
  maxTotalMs: 5_000,
};

export interface LoginTry {
  readonly client: RadiusClient;
  readonly endpoint: RadiusEndpoint;
  readonly username: string;
  readonly password: string;
  readonly station?: string;
  readonly method?: Exclude<AuthMethod, 'eap' | 'none'>;
}

export interface LoginAnswer {
  /** `accepted`, the Reply-Message of a reject, or `silence`. */
  readonly outcome: string;
  readonly class: Buffer | undefined;
  readonly rttMs: number;
}

/** One login by one router, as a new request. */
export async function loginOnce(login: LoginTry): Promise<LoginAnswer> {
  const { client, endpoint, username, password, station, method = 'pap' } = login;
  const request = new PacketBuilder(Code.AccessRequest);
  const proof = addPasswordProof(request, { method, userName: username, password });
  if (station !== undefined) request.add(CallingStationId, station);
  const result = await client.send(request, endpoint, { retransmission: patient });
  if (result.kind !== 'reply') return { outcome: 'silence', class: undefined, rttMs: NaN };
  const { packet, rttMs } = result;
  if (packet.code !== Code.AccessAccept)
    return { outcome: packet.get(ReplyMessage) ?? 'rejected', class: undefined, rttMs };
  if (!proof.isAnsweredBy(packet)) throw new Error('the server proved nothing');
  return { outcome: 'accepted', class: packet.get(Class), rttMs };
}

/** A router's name for the device of a number. */
export function stationOf(number: number): string {
  return (0x02_00_00_00_00_00 + number).toString(16).padStart(12, '0').match(/../g)!.join(':');
}
