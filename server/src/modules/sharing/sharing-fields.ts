import { z } from 'zod';
import { idField, instantField, integerField } from '../../platform/http/index.ts';
import { settingsCatalogue } from '../settings/index.ts';
import { caseStates, sharingActions, type SharingCase } from './case.ts';
import { evidenceSentence } from './evidence/evidence-sentence.ts';

const evidenceKinds = ['ttl_behind', 'ttl_mixed', 'many_devices', 'two_places', 'many_connections'] as const;

export const sharingBody = z.strictObject({
  isEnabled: z.boolean(),
  threshold: settingsCatalogue['sharing.threshold'].schema,
  judgesBridged: z.boolean(),
  actsAlone: z.boolean(),
  action: z.enum(sharingActions),
});

export const sharingStatus = z.object({
  isEnabled: z.boolean(),
  threshold: integerField,
  /** Whether the TTL of lines without a login is judged too. */
  judgesBridged: z.boolean(),
  /** Whether we act without anybody's approval, and how. */
  actsAlone: z.boolean(),
  action: z.enum(sharingActions),
  openCases: integerField,
  /** That hold rules of ours. */
  routers: z.array(
    z.object({
      nasId: idField,
      nasName: z.string(),
      lookedAt: instantField,
      /** Null: the last look went well. */
      failure: z.string().nullable(),
    }),
  ),
});

export const caseAnswer = z.object({
  id: idField,
  subscriberId: idField,
  username: z.string(),
  fullName: z.string().nullable(),
  state: z.enum(caseStates),
  /** 0 to 100. */
  score: integerField,
  /** The heaviest first. */
  evidence: z.array(
    z.object({
      kind: z.enum(evidenceKinds),
      weight: integerField,
      sentence: z.string(),
      /** By name, such as `ttls` and `devices`. */
      figures: z.record(z.string(), z.union([integerField, z.array(integerField)])),
    }),
  ),
  openedAt: instantField,
  updatedAt: instantField,
  decidedAt: instantField.nullable(),
  decidedBy: z.string().nullable(),
  action: z.enum(sharingActions).nullable(),
  reason: z.string().nullable(),
  /** Until then nothing new is opened about this subscriber. */
  quietUntil: instantField.nullable(),
});

export function toCaseAnswer(one: SharingCase): z.input<typeof caseAnswer> {
  const { decidedByName, openedAt, updatedAt, decidedAt, quietUntil, evidence, ...plain } = one;
  return {
    ...plain,
    evidence: evidence.map((piece) => ({
      kind: piece.kind,
      weight: piece.weight,
      sentence: evidenceSentence(piece),
      figures: piece.figures as Record<string, number | number[]>,
    })),
    openedAt: openedAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    decidedAt: decidedAt?.toISOString() ?? null,
    decidedBy: decidedByName,
    quietUntil: quietUntil?.toISOString() ?? null,
  };
}
