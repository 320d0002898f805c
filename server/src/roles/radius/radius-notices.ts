import type { ClosedConnection, CloseKind, DiscardKind, Discard } from '@trunkline/radius';
import type { Clock } from '@trunkline/kit';
import { observeDiscard, plainSource, UnknownSources, type SnapshotNas } from '../../modules/aaa/index.ts';
import type { Log } from '../../platform/log/index.ts';
import { BoundedNotices } from './bounded-notices.ts';

/** What an operator can mend at the router or here; the rest of the kinds is the network's daily life. */
const worthSaying: Partial<Record<DiscardKind, string>> = {
  'unknown-client': 'a packet from an address that is no NAS was dropped',
  malformed: 'a malformed packet was dropped',
  'wrong-authenticator': 'a packet was dropped: the NAS seems to have another shared secret',
  'wrong-message-authenticator': 'a packet was dropped: the NAS seems to have another shared secret',
  'malformed-message-authenticator': 'a packet with a malformed Message-Authenticator was dropped',
  'missing-message-authenticator': 'a packet without the required Message-Authenticator was dropped',
  'unprotected-proxy-state': 'a packet with Proxy-State but without Message-Authenticator was dropped',
  'backlog-full': 'packets are dropped: a NAS sends faster than its turn comes',
  'backlog-overdue': 'packets are dropped: they waited for their turn longer than a NAS waits',
  'queue-full': 'packets are dropped: as many are in work as this server holds',
  'client-share-full': 'packets are dropped: a NAS has as many in work as its share',
  abandoned: 'a request was given up: its answer did not come in time',
};

/** What a person can mend of RADIUS over TLS, or should know. */
const closingWorthSaying: Partial<Record<CloseKind, string>> = {
  'too-many-connections': 'a RadSec connection was refused: as many are open as this server holds',
  'handshake-crowded': 'a RadSec handshake was ended: too many began at once',
  'handshake-failed':
    'a RadSec handshake failed: the router may not trust our certificate, or is no RadSec client',
  'no-certificate': 'a RadSec client showed no certificate',
  'expired-certificate': 'a RadSec client showed a certificate past its end: make it another one',
  'unknown-certificate': 'a RadSec client showed a certificate that belongs to no enabled NAS',
  displaced: 'a NAS opened more RadSec connections than it may; its oldest was closed',
  stalled: 'a RadSec connection was closed: a packet began and did not become whole',
  'bad-length': 'a RadSec connection was closed: what came is no RADIUS',
  'invalid-packet': 'a RadSec connection was closed after a packet that its NAS cannot have meant',
  'not-reading': 'a RadSec connection was closed: its NAS does not read our answers',
};

/** Tells the log, at a bounded rate, and the NAS's observation of packets without an answer. */
export class RadiusNotices {
  readonly #log: Log;
  readonly #clock: Clock;
  readonly #notices: BoundedNotices;
  readonly unknownSources = new UnknownSources();

  constructor(options: { log: Log; clock: Clock }) {
    this.#log = options.log;
    this.#clock = options.clock;
    this.#notices = new BoundedNotices(options.clock);
  }

  readonly discarded = ({ kind, source, client, cause }: Discard<SnapshotNas>): void => {
    const nowMs = this.#clock.now();
    if (client) observeDiscard(client.data, { kind, source }, nowMs);
    else if (kind === 'unknown-client') this.unknownSources.note(plainSource(source), nowMs);
    if (kind === 'handler-failed') return this.failed('a request failed and got no answer', cause);
    const text = worthSaying[kind];
    if (text === undefined) return;
    this.#notices.tell(`${kind} ${client?.data.id ?? ''}`, (keptBack) => {
      this.#log.warn(
        { kind, source: source.address, nas: client?.data.id, fault: faultText(cause), keptBack },
        text,
      );
    });
  };

  readonly connectionClosed = ({ kind, address, fingerprint, cause }: ClosedConnection): void => {
    if (kind === 'unknown-certificate') {
      this.unknownSources.note(plainSource({ address }), this.#clock.now());
    }
    const text = closingWorthSaying[kind];
    if (text === undefined) return;
    this.#notices.tell(`radsec ${kind}`, (keptBack) => {
      this.#log.warn({ kind, source: address, fingerprint, fault: faultText(cause), keptBack }, text);
    });
  };

  /** Something that goes on by itself, such as a database that is away. */
  readonly trouble = (text: string, fields: Record<string, unknown>): void => {
    this.#notices.tell(text, (keptBack) => this.#log.warn({ ...fields, keptBack }, text));
  };

  /** Something that a person has to look at. */
  readonly failed = (text: string, error: unknown): void => {
    this.#notices.tell(text, (keptBack) => this.#log.error({ error, keptBack }, text));
  };
}

/** The decoder's word; the error objects of other kinds are told by `failed`. */
function faultText(cause: unknown): string | undefined {
  if (cause instanceof Error) return cause.message;
  return typeof cause === 'string' ? cause : undefined;
}
