import {
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  Code,
  PacketBuilder,
  UserName,
} from '@trunkline/radius';

type Status = 'Start' | 'Interim-Update' | 'Stop';

/**
 * What the packets of a session are, by its number alone, so that millions of them need not be remembered.
 * A story of one packet shows the loss of each; a longer one shows what is counted twice or out of order.
 */
const stories: readonly (readonly Status[])[] = [
  ['Stop'],
  ['Start', 'Stop'],
  ['Start', 'Interim-Update', 'Interim-Update', 'Stop'],
];
const openStory: readonly Status[] = ['Start', 'Interim-Update', 'Interim-Update'];
/** One session of so many stays open. */
const openOneOf = 32;
const secondsPerPacket = 60;

/** What the database must hold of a session whose whole story was acknowledged. */
export interface StoryEnd {
  readonly acctSessionId: string;
  readonly username: string;
  readonly sessionTimeS: bigint;
  readonly uploadBytes: bigint;
  readonly downloadBytes: bigint;
  readonly closedBy: 'stop' | null;
}

export function storyLength(session: number): number {
  return storyOf(session).length;
}

function storyOf(session: number): readonly Status[] {
  return session % openOneOf === 0 ? openStory : stories[session % stories.length]!;
}

/** The packet at this place of the session's story; counters reach beyond 32 bits. */
export function storyPacket(session: number, step: number, usernames: readonly string[]): PacketBuilder {
  const status = storyOf(session)[step]!;
  const packet = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values[status])
    .add(AcctSessionId, sessionId(session))
    .add(UserName, nameOf(session, usernames));
  if (status === 'Start') return packet;
  const { seconds, upload, download } = countersAt(session, step);
  return packet
    .add(AcctSessionTime, seconds)
    .add(AcctInputOctets, upload % 2 ** 32)
    .add(AcctInputGigawords, Math.floor(upload / 2 ** 32))
    .add(AcctOutputOctets, download % 2 ** 32)
    .add(AcctOutputGigawords, Math.floor(download / 2 ** 32));
}

export function storyEnd(session: number, usernames: readonly string[]): StoryEnd {
  const story = storyOf(session);
  const { seconds, upload, download } = countersAt(session, story.length - 1);
  return {
    acctSessionId: sessionId(session),
    username: nameOf(session, usernames),
    sessionTimeS: BigInt(seconds),
    uploadBytes: BigInt(upload),
    downloadBytes: BigInt(download),
    closedBy: story.at(-1) === 'Stop' ? 'stop' : null,
  };
}

function countersAt(session: number, step: number): { seconds: number; upload: number; download: number } {
  const upload = (step + 1) * (1_000_003 + (session % 997) * 1_000_000);
  return { seconds: (step + 1) * secondsPerPacket, upload, download: upload * 7 };
}

/** As long as each other, so that the order of the texts is that of the numbers. */
function sessionId(session: number): string {
  return session.toString(16).padStart(8, '0');
}

function nameOf(session: number, usernames: readonly string[]): string {
  return usernames[session % usernames.length]!;
}
