import {
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctStatusType,
  AcctTerminateCause,
  checkCredentials,
  Class,
  Code,
  PacketBuilder,
  prepareCredential,
  RadiusServer,
  SharedSecret,
  UserName,
  type KnownClient,
  type Packet,
  type RadiusReply,
} from '@trunkline/radius';
import { planFleet, type FleetPlan } from './fleet-plan.ts';
import { completeOptions, type NasFleetSettings } from './fleet-options.ts';

export interface BookedSession {
  uploadBytes: bigint;
  downloadBytes: bigint;
  hasStart: boolean;
  hasStop: boolean;
  /** Of the Stop. */
  cause: number | undefined;
}

/** What the small server does otherwise than one should. */
export interface BookQuirks {
  /** Rejects this subscriber's first login. */
  readonly rejectsOnce?: string;
  /** Leaves out what proves that the server knows the password. */
  readonly provesNothing?: boolean;
  /** Puts more into each Accept. */
  readonly grants?: (accept: PacketBuilder) => void;
}

/** A small RADIUS server that knows a fleet, and books each session by the Class it gave at login. */
export async function startAccountingBook(
  settings: Omit<NasFleetSettings, 'server'>,
  quirks: BookQuirks = {},
) {
  const address = '127.0.0.1';
  const plan = planOf({ ...settings, server: { address, authPort: 0, acctPort: 0 } });
  const credentials = new Map(plan.subscribers.map((one) => [one.userName, prepareCredential(one.password)]));
  const clients = new Map<string, KnownClient>(
    plan.routers.map((router) => [
      router.address,
      { secret: new SharedSecret(router.secret), messageAuthenticator: 'require', data: undefined },
    ]),
  );
  const book = new Map<string, BookedSession>();
  let boots = 0;
  let logins = 0;
  let toReject = quirks.rejectsOnce;

  const authentication = new RadiusServer({
    role: 'authentication',
    findClient: (source) => clients.get(source),
    handle: ({ packet, client }) => {
      const check = checkCredentials(packet, client.secret, credentials.get(packet.get(UserName)!));
      const isRefused = packet.get(UserName) === toReject;
      if (isRefused) toReject = undefined;
      const code = check.verdict === 'accepted' && !isRefused ? Code.AccessAccept : Code.AccessReject;
      const reply = new PacketBuilder(code).add(Class, Buffer.from(`login ${++logins}`));
      if (code === Code.AccessAccept) quirks.grants?.(reply);
      if (!quirks.provesNothing) check.addReplyAttributes(reply);
      return reply;
    },
  });
  const accounting = new RadiusServer({
    role: 'accounting',
    findClient: (source) => clients.get(source),
    handle: async ({ packet }): Promise<RadiusReply> => {
      // As a journal would: the answer comes after the handler has returned.
      await new Promise(setImmediate);
      if (packet.get(AcctStatusType) === AcctStatusType.values['Accounting-On']) boots++;
      else enter(book, packet);
      return new PacketBuilder(Code.AccountingResponse);
    },
  });
  const authPort = await authentication.listen({ address, port: 0 });
  const acctPort = await accounting.listen({ address, port: 0 });
  return {
    server: { address, authPort, acctPort },
    book,
    authentication,
    accounting,
    get boots() {
      return boots;
    },
    close: () => Promise.all([authentication.close(), accounting.close()]),
  };
}

function planOf(settings: NasFleetSettings): FleetPlan {
  return settings.identities ?? planFleet(completeOptions(settings));
}

const NOTHING: BookedSession = {
  uploadBytes: 0n,
  downloadBytes: 0n,
  hasStart: false,
  hasStop: false,
  cause: undefined,
};

/** Counters only rise, so that order and repetition do not matter. */
function enter(book: Map<string, BookedSession>, packet: Packet): void {
  const key = packet.raw(Class)!.toString('hex');
  const session = book.get(key) ?? { ...NOTHING };
  book.set(key, session);
  const uploadBytes = joined(packet.get(AcctInputGigawords), packet.get(AcctInputOctets));
  const downloadBytes = joined(packet.get(AcctOutputGigawords), packet.get(AcctOutputOctets));
  if (uploadBytes > session.uploadBytes) session.uploadBytes = uploadBytes;
  if (downloadBytes > session.downloadBytes) session.downloadBytes = downloadBytes;
  session.hasStart ||= packet.get(AcctStatusType) === AcctStatusType.values.Start;
  session.cause ??= packet.get(AcctTerminateCause);
  session.hasStop ||= packet.get(AcctStatusType) === AcctStatusType.values.Stop;
}

function joined(gigawords = 0, octets = 0): bigint {
  return BigInt(gigawords) * 2n ** 32n + BigInt(octets);
}
