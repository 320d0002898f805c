import type { ExplainedSubscriber, LastLogin } from '../../aaa/index.ts';
import type { NasHealth } from '../../nas/index.ts';
import type { MomentContext } from '../../policy/index.ts';
import type { RouterFailureKind } from '../../routers/index.ts';
import type { Subscriber } from '../../subscribers/index.ts';

/** The session that is open, else the one that began last. */
export interface LatestSession {
  readonly id: string;
  readonly nasId: string;
  readonly acctSessionId: string;
  readonly username: string;
  readonly mac: string | null;
  readonly framedIp: string | null;
  /** As the router names the port: of RouterOS the interface of its PPPoE server. */
  readonly nasPortId: string | null;
  readonly startedAt: Date;
  readonly lastSeenAt: Date;
  readonly stoppedAt: Date | null;
  readonly closedBy: string | null;
  readonly terminateCause: number | null;
  /** How often it reports. */
  readonly intervalS: number;
}

/** The NAS at which the subscriber is, was last, or has to be. */
export interface LineNas {
  readonly id: string;
  readonly name: string;
  readonly health: NasHealth;
  readonly lastPacketAt: Date | null;
  readonly hasApi: boolean;
}

/** Why a router was not asked. */
export type NotAsked = 'not_wanted' | 'nas_unknown' | 'nas_disabled' | 'no_api';

/** What a router shows of a subscriber's line. */
export interface SeenLine {
  readonly session: { readonly uptimeS: number | null; readonly address: string | null } | null;
  /** The router knows a user of this name itself. */
  readonly hasLocalUser: boolean;
  /** Where the subscriber dials; null: not known. Several names: none of them carries anything. */
  readonly port: { readonly name: string; readonly isUp: boolean } | null;
  /** Where their device was seen; null: nowhere, or which device is not known. */
  readonly device: { readonly by: 'arp' | 'dhcp'; readonly place: string } | null;
  readonly log: { readonly time: string; readonly message: string } | null;
}

export type LineAnswer =
  | { readonly kind: 'not_asked'; readonly why: NotAsked }
  | { readonly kind: 'failed'; readonly failure: RouterFailureKind; readonly message: string }
  | { readonly kind: 'seen'; readonly line: SeenLine };

/** All that a sentence can rest on. */
export interface OfflineEvidence {
  readonly at: MomentContext;
  readonly subscriber: Subscriber;
  readonly explained: ExplainedSubscriber;
  readonly lastLogin: LastLogin;
  readonly session: LatestSession | null;
  readonly nas: LineNas | null;
  readonly line: LineAnswer;
}
