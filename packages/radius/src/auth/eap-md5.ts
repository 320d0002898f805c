import { timingSafeEqual } from 'node:crypto';
import { cryptoRandom, systemClock, type Clock, type Random } from '@trunkline/kit';
import { Code } from '../code.ts';
import { EapMessage, State, UserName } from '../dictionary/all.gen.ts';
import { PacketBuilder } from '../packet-builder.ts';
import type { Packet } from '../packet.ts';
import { chapResponse } from './chap.ts';
import type { CredentialCheck, Verdict } from './check-credentials.ts';
import type { Credential } from './credential.ts';
import { addEapEnd, addEapRequest, eapIdentifierOf, EapType, readEapResponse } from './eap-packet.ts';

/** Longer than a device takes to answer, shorter than anything else waits. */
const CHALLENGE_MS = 30_000;
/** Challenges without an answer yet, some 300 bytes each; one more, and the oldest is forgotten. */
const MAX_CHALLENGES = 10_000;
const CHALLENGE_BYTES = 16;
const STATE_BYTES = 16;

interface OpenChallenge {
  readonly challenge: Buffer;
  readonly identifier: number;
  /** Who asked whom: an answer counts only where its challenge was given. */
  readonly owner: string;
  /** Monotonic. */
  readonly endsAtMs: number;
}

/**
 * What an Access-Request with EAP leads to: the next request for the device, silence, or a check of what it answered
 * against whatever is known of the password.
 */
export type EapStep =
  | { readonly kind: 'challenge'; readonly reply: PacketBuilder }
  | { readonly kind: 'silence' }
  | { readonly kind: 'check'; readonly check: (credential: Credential | undefined) => CredentialCheck };

/**
 * The server's side of EAP-MD5 (RFC 3748 §5.4 in RFC 3579). Remembers each challenge that it gave for half a minute, for
 * one answer, by the State that the NAS carries back. Everything else that EAP has is refused with EAP-Failure.
 */
export class EapMd5Server {
  readonly #clock: Clock;
  readonly #random: Random;
  /** By State in hex; the oldest first, for all live equally long. */
  readonly #open = new Map<string, OpenChallenge>();

  constructor({ clock = systemClock, random = cryptoRandom }: { clock?: Clock; random?: Random } = {}) {
    this.#clock = clock;
    this.#random = random;
  }

  /** Challenges that wait for their answer. */
  get open(): number {
    return this.#open.size;
  }

  /** Undefined for a request without EAP. `client` names the NAS: a State is good only there. */
  step(packet: Packet, client: string): EapStep | undefined {
    if (!packet.has(EapMessage)) return undefined;
    const response = readEapResponse(packet);
    if (response === 'start') return askIdentity();
    if (response === 'malformed') return refuse(packet, 'malformed');
    const { identifier, type, data } = response;
    const owner = `${client}\0${packet.raw(UserName)?.toString('latin1') ?? ''}`;
    if (type === EapType.Identity) return this.#challenge(identifier, owner);
    const key = packet.raw(State)?.toString('hex') ?? '';
    const challenge = this.#open.get(key);
    if (!challenge || this.#clock.monotonic() >= challenge.endsAtMs || challenge.owner !== owner) {
      return refuse(packet, 'malformed');
    }
    // RFC 3748 §4.1: an answer to another request is no answer; the true one may yet come.
    if (challenge.identifier !== identifier) return { kind: 'silence' };
    this.#open.delete(key);
    // A Nak too: it asks for a method that is not offered.
    if (type !== EapType.Md5Challenge) return refuse(packet, 'unsupported');
    if (data[0] !== CHALLENGE_BYTES || data.length <= CHALLENGE_BYTES) return refuse(packet, 'malformed');
    const answer = data.subarray(1, 1 + CHALLENGE_BYTES);
    return {
      kind: 'check',
      check: (credential) => finding(identifier, verdictOf(answer, challenge, credential)),
    };
  }

  #challenge(identityIdentifier: number, owner: string): EapStep {
    const nowMs = this.#clock.monotonic();
    this.#forgetOld(nowMs);
    const challenge = Buffer.alloc(CHALLENGE_BYTES);
    const state = Buffer.alloc(STATE_BYTES);
    this.#random.fill(challenge);
    this.#random.fill(state);
    const identifier = (identityIdentifier + 1) & 0xff;
    this.#open.set(state.toString('hex'), { challenge, identifier, owner, endsAtMs: nowMs + CHALLENGE_MS });
    const reply = new PacketBuilder(Code.AccessChallenge).add(State, state);
    const data = Buffer.concat([Buffer.of(CHALLENGE_BYTES), challenge]);
    addEapRequest(reply, { identifier, type: EapType.Md5Challenge, data });
    return { kind: 'challenge', reply };
  }

  #forgetOld(nowMs: number): void {
    for (const [key, { endsAtMs }] of this.#open) {
      if (nowMs < endsAtMs && this.#open.size < MAX_CHALLENGES) return;
      this.#open.delete(key);
    }
  }
}

/** RFC 3579 §2.1: a NAS that knows no name yet lets the server ask for it. */
function askIdentity(): EapStep {
  const reply = new PacketBuilder(Code.AccessChallenge);
  addEapRequest(reply, { identifier: 0, type: EapType.Identity, data: Buffer.alloc(0) });
  return { kind: 'challenge', reply };
}

function refuse(packet: Packet, verdict: Verdict): EapStep {
  const identifier = eapIdentifierOf(packet);
  return { kind: 'check', check: () => finding(identifier, verdict) };
}

function verdictOf(
  answer: Buffer,
  { identifier, challenge }: OpenChallenge,
  credential: Credential | undefined,
): Verdict {
  if (credential === undefined) return 'rejected';
  if (credential.password === undefined) return 'unsupported';
  const expected = chapResponse(identifier, credential.password, challenge);
  return timingSafeEqual(answer, expected) ? 'accepted' : 'rejected';
}

function finding(identifier: number, verdict: Verdict): CredentialCheck {
  return {
    method: 'eap',
    verdict,
    suspectsWrongSecret: false,
    // By the reply and not by the verdict: who has proven themselves may yet be refused for another reason.
    addReplyAttributes: (builder) =>
      addEapEnd(builder, { identifier, isSuccess: builder.code === Code.AccessAccept }),
  };
}
