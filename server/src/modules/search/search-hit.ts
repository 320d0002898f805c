import { z } from 'zod';
import { idField, instantField } from '../../platform/http/index.ts';

/** At most so many of each kind. */
export const mostHits = 8;

export const hitKinds = ['subscriber', 'session', 'nas'] as const;
export type HitKind = (typeof hitKinds)[number];

/** One line of the answer: what it says, and the ids by which it is acted upon. */
export const hitAnswer = z.object({
  id: idField,
  title: z.string(),
  /** Facts to tell it from others, the most telling first. */
  subtitle: z.array(z.string()),
  /**
   * Of a subscriber, or of the one whose session it is, their status; of a NAS `enabled` or `disabled`; null for
   * a session of nobody known.
   */
  status: z.string().nullable(),
  /** Has an open session, or is one; null where there is no such thing. */
  online: z.boolean().nullable(),
  planName: z.string().nullable(),
  /** The open session, which a disconnect takes. */
  sessionId: idField.nullable(),
  subscriberId: idField.nullable(),
  nasId: idField.nullable(),
  username: z.string().nullable(),
  ip: z.string().nullable(),
  mac: z.string().nullable(),
  /** Of a NAS: when a packet of it came last. */
  lastPacketAt: instantField.nullable(),
});
export type Hit = z.output<typeof hitAnswer>;

export const searchAnswer = z.object({
  /** What the text looks like. */
  recognised: z.enum(['mac', 'mac_prefix', 'ipv4', 'ipv6', 'email', 'phone', 'text']),
  /** Those that have hits and that the caller may see. */
  groups: z.array(z.object({ kind: z.enum(hitKinds), hits: z.array(hitAnswer) })),
});
export type SearchAnswer = z.output<typeof searchAnswer>;
