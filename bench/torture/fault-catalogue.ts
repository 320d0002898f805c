/**
 * The faults that the product is held against, by the id that its tests carry in their names
 * (`A5: while the database is away …`). `mustHold` is what those tests prove, at either size.
 */
export interface Fault {
  readonly id: string;
  readonly fault: string;
  readonly mustHold: string;
}

const accounting: readonly Fault[] = [
  {
    id: 'A1',
    fault: 'kill -9 between receiving and answering',
    mustHold: 'every acknowledged record is in the database exactly once',
  },
  {
    id: 'A2',
    fault: 'power loss',
    mustHold: 'the same for what was not synced; no answer leaves before the sync that covers it',
  },
  {
    id: 'A3',
    fault: 'a sync fails once',
    mustHold: 'no answer until a new segment is synced; the failed one is never trusted again',
  },
  {
    id: 'A4',
    fault: 'the disk of the journal is full',
    mustHold: 'no answer, logins go on, recovers without a restart',
  },
  {
    id: 'A5',
    fault: 'database down, hung or crashing',
    mustHold: 'accounting is acknowledged from the journal, nothing is lost, all of it arrives',
  },
  {
    id: 'A6',
    fault: 'torn tail or flipped bit in the journal',
    mustHold: 'the damage is counted and costs only itself',
  },
  { id: 'A7', fault: 'a batch is folded twice', mustHold: 'it counts once' },
  {
    id: 'A8',
    fault: 'duplicated, reordered, delayed packets',
    mustHold: 'totals equal those of a faultless network',
  },
  { id: 'A9', fault: '32-bit wraps, missing gigawords, values above 2^53', mustHold: 'exact 64-bit totals' },
  {
    id: 'A10',
    fault: 'counters reset, session ids used again',
    mustHold: 'a new epoch; never negative, never counted again',
  },
  {
    id: 'A11',
    fault: 'a Stop without counters',
    mustHold: 'the highest seen stays, and the session says so',
  },
  {
    id: 'A12',
    fault: 'lost Stop, restart or power cut of a router',
    mustHold: 'closed at last seen, only that router, sums and meters are those of the last interims',
  },
  {
    id: 'A13',
    fault: 'Interim after Stop, Stop first, any order',
    mustHold: 'one row, never a second open one',
  },
  {
    id: 'A14',
    fault: 'one router floods',
    mustHold: 'shed by silence and by share; nothing acknowledged is lost; the others are served',
  },
  {
    id: 'A15',
    fault: 'clocks of router or server jump',
    mustHold: 'time of receipt minus bounded delay; no negative duration',
  },
  {
    id: 'A16',
    fault: 'usage passes a quota while the database is away',
    mustHold: 'over-use is at most rate × (interim + outage), and shown; after it one order is sent, once',
  },
];

const authentication: readonly Fault[] = [
  {
    id: 'B1',
    fault: 'database away',
    mustHold: 'known subscribers are accepted with the right reply, also after a restart meanwhile',
  },
  {
    id: 'B2',
    fault: 'BlastRADIUS',
    mustHold:
      'Message-Authenticator first in every reply, demanded by default; a forged answer of a router claims nothing',
  },
  { id: 'B3', fault: 'malformed packets', mustHold: 'no reply, no exception, bounded memory' },
  { id: 'B4', fault: 'strangers and wrong secrets', mustHold: 'silence, counted' },
  {
    id: 'B5',
    fault: 'orders to the wrong router or tenant, answers sent again',
    mustHold: 'no packet is sent, and an old answer claims nothing',
  },
  { id: 'B6', fault: 'one bit of a credential changed', mustHold: 'rejected by every method' },
  { id: 'B7', fault: 'logins at once at a limit of one', mustHold: 'exactly one is accepted' },
  { id: 'B8', fault: 'retransmitted Access-Request', mustHold: 'the same bytes, one row, one slot' },
  {
    id: 'B9',
    fault: 'guessing and telling names by time',
    mustHold: 'guesses find nothing and are slowed; a stranger costs the same time',
  },
  { id: 'B10', fault: 'a slow or poisoned tenant', mustHold: 'logins of the others do not notice' },
  { id: 'B11', fault: 'hostile text in names', mustHold: 'stored as data everywhere' },
];

const tenants: readonly Fault[] = [
  {
    id: 'D1',
    fault: 'an id of somebody else on any route',
    mustHold: 'answered as one that does not exist; every route has its row',
  },
  { id: 'D2', fault: 'holes in row-level security', mustHold: 'the catalogue has none' },
  { id: 'D3', fault: 'a pooled connection keeps its tenant', mustHold: 'no foreign row in any interleaving' },
  { id: 'D5', fault: 'fields that are not for the caller', mustHold: 'refused by name' },
  { id: 'D6', fault: 'forged, stale or foreign tokens', mustHold: 'refused' },
  { id: 'D8', fault: 'SQL in any parameter', mustHold: 'no new shape of statement reaches the database' },
  {
    id: 'D9',
    fault: 'huge, deep, slow or many requests',
    mustHold: 'refused within limits; the other tenants do not notice',
  },
];

const amounts: readonly Fault[] = [
  {
    id: 'C11',
    fault: 'bytes below nothing, in fractions or beyond 2^53 - 1',
    mustHold: 'refused from people; of a router they count nothing, or fill a count and stop no other',
  },
];

const devices: readonly Fault[] = [
  {
    id: 'E1',
    fault: 'an address of this machine, or of its link, given as a router',
    mustHold: 'refused in every spelling, unless the operator says that routers are here',
  },
  {
    id: 'E2',
    fault: 'text that breaks out of a command to a router',
    mustHold: 'one command with exactly these arguments, or none',
  },
  {
    id: 'E3',
    fault: 'a hostile router',
    mustHold: 'bounded in bytes, rows and time; what it says is data',
  },
  {
    id: 'E4',
    fault: 'a router dies in the middle of a change',
    mustHold: 'the same state in the end, and the database never claims more than the router showed',
  },
];

const secretsAndStorage: readonly Fault[] = [
  { id: 'E5', fault: 'secrets in logs, errors, answers, dumps', mustHold: 'none, at any log level' },
  {
    id: 'E6',
    fault: 'database or disk stolen',
    mustHold: 'sealed values open only in their place and under their key; keys can be changed',
  },
  {
    id: 'F12',
    fault: 'the disk of the database is full',
    mustHold: 'accounting and logins go on; recovers when there is room',
  },
];

export const faults: readonly Fault[] = [
  ...accounting,
  ...authentication,
  ...amounts,
  ...tenants,
  ...devices,
  ...secretsAndStorage,
];
