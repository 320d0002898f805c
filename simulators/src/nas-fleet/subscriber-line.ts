import { SeededRandom } from '@trunkline/kit';
import {
  AcctInterimInterval,
  Class,
  Code,
  FramedIpAddress,
  FramedPool,
  MikrotikAddressList,
  MikrotikRateLimit,
  PacketBuilder,
  type ExchangeResult,
  type Packet,
} from '@trunkline/radius';
import { sessionLimits } from './coa-listener.ts';
import type { FleetContext } from './fleet-context.ts';
import { drawWithin, type SubscriberPlan } from './fleet-plan.ts';
import { addLoginProof } from './login-proof.ts';
import { accountingRecord, addDialAttributes, type TerminateCause } from './routeros-attributes.ts';
import { NO_COUNTERS, type SessionEnd } from './session-truth.ts';
import type { SimulatedRouter } from './simulated-router.ts';
import { SimulatedSession, type RecordKind } from './simulated-session.ts';

/** RouterOS takes an address of its own pool when the server gives none or one of these (RFC 2865 §5.8). */
const ADDRESSES_FROM_POOL: ReadonlySet<string | undefined> = new Set([
  undefined,
  '255.255.255.254',
  '255.255.255.255',
]);

/** A Stop carries the cause of its end; ends without a Stop have none. */
const CAUSES: Readonly<Record<SessionEnd, TerminateCause | undefined>> = {
  'user-request': 'User-Request',
  'session-timeout': 'Session-Timeout',
  'disconnect-request': 'Admin-Reset',
  'api-remove': 'Admin-Reset',
  'volume-limit': 'NAS-Request',
  'admin-reboot': 'Admin-Reboot',
  'lost-stop': undefined,
  'power-cut': undefined,
};

/** Simulated seconds between two looks at a session with a Mikrotik-Total-Limit. */
const VOLUME_SECONDS = 2;
/** Below it nobody would ever come back. */
const LEAST_PRESENCE = 0.01;

/** A subscriber at the end of a router's line: dials, stays, hangs up, and dials again. */
export class SubscriberLine {
  readonly #context: FleetContext;
  readonly #router: SimulatedRouter;
  readonly #plan: SubscriberPlan;
  readonly #random: SeededRandom;
  #session: SimulatedSession | undefined;
  /** The next session is one that a fleet which begins to run finds half over. */
  #isUnderWay = false;
  /** Grows when a session ends or power fails, so that what was planned before is no longer done. */
  #turn = 0;

  constructor(context: FleetContext, router: SimulatedRouter, plan: SubscriberPlan) {
    this.#context = context;
    this.#router = router;
    this.#plan = plan;
    this.#random = new SeededRandom(context.options.seed ^ Math.imul(plan.index + 1, 0x85eb_ca77));
  }

  /**
   * Dials for the first time, or after the router booted, at a random moment within `dialInSeconds`; later, if
   * this is one of those who are away.
   */
  start(): void {
    const { clock, options } = this.#context;
    const { presence } = options;
    const isAway =
      presence !== undefined &&
      !this.#plan.isAlwaysPresent &&
      this.#plan.retrySeconds === undefined &&
      this.#random.real() >= presence(clock.now());
    const waitSeconds = isAway ? this.#awaySeconds() : this.#random.real() * options.dialInSeconds;
    // Those who are online at an instant are somewhere within their sessions, not all at the beginning.
    this.#isUnderWay = presence !== undefined;
    this.#after(waitSeconds, () => void this.#dial());
  }

  /** Ends the session, if there is one, with a Stop; resolves when that is answered or given up. */
  async hangUp(end: SessionEnd): Promise<void> {
    const session = this.#session;
    if (!session) return;
    this.#endSession(session, end);
    this.#after(this.#awaySeconds(), () => void this.#dial());
    await this.#report(session, 'stop', CAUSES[end]);
  }

  /** The router lost power: nobody tells anybody. */
  cutOff(): void {
    this.#turn++;
    if (this.#session) this.#endSession(this.#session, 'power-cut');
  }

  async #dial(): Promise<void> {
    const { counters } = this.#context;
    const turn = this.#turn;
    const acctSessionId = this.#router.newSessionId();
    const request = new PacketBuilder(Code.AccessRequest);
    const proof = addLoginProof(request, this.#plan, this.#random);
    addDialAttributes(request, { router: this.#router.plan, subscriber: this.#plan, acctSessionId });
    counters.logins.sent++;
    const result = await this.#router.ask(request);
    if (turn !== this.#turn) return;
    const outcome = judgeLogin(result, (accept) => proof.isAnsweredBy(accept));
    counters.logins[outcome.kind]++;
    if (outcome.kind === 'accepted') return this.#open(acctSessionId, outcome.accept);
    this.#after(this.#retrySeconds(), () => void this.#dial());
  }

  #open(acctSessionId: string, accept: Packet): void {
    const { options, sessions } = this.#context;
    const session = this.#beginSession(acctSessionId, accept);
    this.#session = session;
    this.#router.open(session);
    if (options.keepsBooks) sessions.push(session);
    void this.#report(session, 'start');
    // On RouterOS 0 is the same as none, for both.
    const interimSeconds = accept.get(AcctInterimInterval) || options.interimSeconds;
    // The first one comes early by up to half an interval, so that those who dialled together do not report together.
    this.#after(interimSeconds * (0.5 + this.#random.real() / 2), () =>
      this.#interim(session, interimSeconds),
    );
    this.#after(this.#lengthSeconds(), () => void this.#end('user-request'));
    session.onLimits = () => this.#watchLimits(session);
    this.#watchLimits(session);
  }

  #beginSession(acctSessionId: string, accept: Packet): SimulatedSession {
    const { clock, options, timeline } = this.#context;
    const given = accept.get(FramedIpAddress);
    const isFromPool = ADDRESSES_FROM_POOL.has(given);
    const session = new SimulatedSession(
      {
        router: this.#router.plan,
        subscriber: this.#plan,
        boot: this.#router.boot,
        acctSessionId,
        framedIpAddress: isFromPool ? this.#poolAddress(accept.get(FramedPool)) : given!,
        classes: accept.rawAll(Class),
        rateLimit: accept.get(MikrotikRateLimit),
        addressList: accept.get(MikrotikAddressList),
        startedAtMs: clock.now(),
        startedAtSeconds: timeline.nowSeconds(),
      },
      {
        random: this.#random,
        state: this.#router.state,
        nowSeconds: () => timeline.nowSeconds(),
        traffic: () => options.traffic(clock.now()),
      },
    );
    session.limits = sessionLimits(accept);
    return session;
  }

  /** Again when a CoA has changed the limits: what was planned for the old ones is no longer done. */
  #watchLimits(session: SimulatedSession): void {
    const { limits } = session;
    const leftSeconds = limits.seconds - session.uptimeSeconds;
    const nextSeconds = Math.min(leftSeconds, limits.bytes === undefined ? Infinity : VOLUME_SECONDS);
    if (leftSeconds <= 0) void this.#end('session-timeout');
    else if (limits.bytes !== undefined && session.isUsedUp) void this.#end('volume-limit');
    else if (nextSeconds < Infinity) {
      this.#after(nextSeconds, () => {
        if (session.limits === limits) this.#watchLimits(session);
      });
    }
  }

  #interim(session: SimulatedSession, interimSeconds: number): void {
    void this.#report(session, 'interim');
    this.#after(interimSeconds, () => this.#interim(session, interimSeconds));
  }

  async #end(end: SessionEnd): Promise<void> {
    const { counters, options } = this.#context;
    if (this.#random.real() >= options.faults.lostStop) return this.hangUp(end);
    counters.lostStops++;
    this.#endSession(this.#session!, 'lost-stop');
    this.#after(this.#awaySeconds(), () => void this.#dial());
  }

  #lengthSeconds(): number {
    const whole = drawWithin(this.#random, this.#plan.sessionSeconds ?? this.#context.options.sessionSeconds);
    if (!this.#isUnderWay) return whole;
    this.#isUnderWay = false;
    return Math.max(1, Math.ceil(whole * this.#random.real()));
  }

  /** So long that of all subscribers the wished share is online; at least what a modem needs to dial again. */
  #awaySeconds(): number {
    const { clock, options } = this.#context;
    const { presence, offlineSeconds, sessionSeconds } = options;
    const leastSeconds = drawWithin(this.#random, offlineSeconds);
    if (!presence || this.#plan.isAlwaysPresent) return leastSeconds;
    const share = Math.max(LEAST_PRESENCE, Math.min(1, presence(clock.now())));
    const meanOnlineSeconds = (sessionSeconds.min + sessionSeconds.max) / 2;
    const meanAwaySeconds = (meanOnlineSeconds * (1 - share)) / share;
    return leastSeconds + 2 * meanAwaySeconds * this.#random.real();
  }

  #retrySeconds(): number {
    return drawWithin(this.#random, this.#plan.retrySeconds ?? this.#context.options.offlineSeconds);
  }

  #endSession(session: SimulatedSession, end: SessionEnd): void {
    this.#turn++;
    this.#session = undefined;
    session.measure();
    session.close(end, this.#context.clock.now());
    this.#router.forget(session);
  }

  async #report(session: SimulatedSession, kind: RecordKind, cause?: TerminateCause): Promise<void> {
    const { clock, counters } = this.#context;
    // A Start carries no counters, whatever passed in the moment before it was sent.
    const measured = kind === 'start' ? NO_COUNTERS : session.measure();
    const eventSeconds = Math.floor(clock.now() / 1000);
    const eventMs = clock.monotonic();
    const { beginning } = session;
    let transmissions = 0;
    const result = await this.#router.account(() => {
      if (++transmissions === 1) counters.records[kind].sent++;
      session.noteSent(measured);
      // Since the event, not since the first transmission: the record may have waited in line before that.
      const delaySeconds = Math.floor((clock.monotonic() - eventMs) / 1000);
      return accountingRecord({ beginning, kind, counters: measured, cause, eventSeconds, delaySeconds });
    });
    if (result?.kind !== 'reply') return;
    session.noteAcknowledged(kind, measured);
    counters.records[kind].acknowledged++;
  }

  #after(seconds: number, action: () => void): void {
    const turn = this.#turn;
    this.#context.timeline.after(seconds, () => {
      if (turn === this.#turn) action();
    });
  }

  /** Every pool of a name has a network of its own, beside that of the router. */
  #poolAddress(pool: string | undefined): string {
    const { index, router } = this.#plan;
    const network = pool === undefined ? `10.${router & 255}` : `100.${64 + (hashOf(pool) & 63)}`;
    return `${network}.${(index >> 8) & 255}.${index & 255}`;
  }
}

function hashOf(text: string): number {
  return Buffer.from(text).reduce((hash, byte) => (Math.imul(hash, 31) + byte) >>> 0, 7);
}

type LoginOutcome =
  | { readonly kind: 'accepted'; readonly accept: Packet }
  | { readonly kind: 'rejected' | 'unanswered' | 'unproven' };

function judgeLogin(result: ExchangeResult | undefined, isProven: (accept: Packet) => boolean): LoginOutcome {
  if (result?.kind !== 'reply') return { kind: 'unanswered' };
  if (result.packet.code !== Code.AccessAccept) return { kind: 'rejected' };
  return isProven(result.packet) ? { kind: 'accepted', accept: result.packet } : { kind: 'unproven' };
}
