import type { Evidence } from './evidence/score-evidence.ts';

/** `approved`: a person said what is done, and it is done; `acted`: the tenant lets us act alone, and we did. */
export const caseStates = ['open', 'approved', 'dismissed', 'acted'] as const;
export type CaseState = (typeof caseStates)[number];

/** From the mildest to the hardest. */
export const sharingActions = ['tag', 'disconnect', 'one_session', 'suspend'] as const;
export type SharingAction = (typeof sharingActions)[number];

/** Put on who was found to share, for lists, speed rules and messages to go by. */
export const sharingTag = 'shared-account';

export interface SharingCase {
  readonly id: string;
  readonly subscriberId: string;
  readonly username: string;
  readonly fullName: string | null;
  readonly state: CaseState;
  readonly score: number;
  readonly evidence: readonly Evidence[];
  readonly openedAt: Date;
  readonly updatedAt: Date;
  readonly decidedAt: Date | null;
  readonly decidedByName: string | null;
  readonly action: SharingAction | null;
  readonly reason: string | null;
  readonly quietUntil: Date | null;
}

/** After something was done a line has so long to become quiet before it is looked into again. */
export const quietAfterActionDays = 7;
/** A sighting that was not repeated for so long is of the past. */
export const sightingDays = 7;
