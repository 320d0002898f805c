import { z } from 'zod';
import { httpErrors } from '../../../platform/http/errors.ts';
import {
  defineRoute,
  idField,
  idParams,
  instantField,
  integerField,
  queryBoolean,
  type Route,
} from '../../../platform/http/index.ts';
import { remedyPermissions, type RemedyAction } from '../../aaa/index.ts';
import { offlineActions, type OfflineAction } from './judge-offline.ts';
import { offlineFindings, offlineStates, offlineStepCodes } from './offline-step.ts';
import { whyOffline, type WhyOffline, type WhyOfflineDeps } from './why-offline.ts';

const stepAnswer = z.object({
  code: z.enum(offlineStepCodes),
  state: z.enum(offlineStates),
  /** For words of one's own. */
  finding: z.enum(offlineFindings),
  /** In English. */
  sentence: z.string(),
  evidence: z.record(z.string(), z.union([z.string(), z.number()]).nullable()),
});

const whyAnswer = z.object({
  /** `limited`: online, with less than what was sold. */
  state: z.enum(['online', 'limited', 'offline']),
  /** The step that decides; null: nothing is wrong. */
  step: z.enum(offlineStepCodes).nullable(),
  finding: z.enum(offlineFindings),
  /** To be read out, in English. */
  sentence: z.string(),
  /** What to do next, and whether you may; null: nothing. */
  action: z.object({ name: z.enum(offlineActions), sentence: z.string(), isAllowed: z.boolean() }).nullable(),
  /** Online since, offline since; null: not known. */
  since: instantField.nullable(),
  nas: z.object({ id: idField, name: z.string() }).nullable(),
  steps: z.array(stepAnswer),
  tookMs: integerField,
});

/** Why somebody has no internet, for whoever is on the phone with them. */
export function whyOfflineRoutes(deps: WhyOfflineDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id/why-offline',
      summary: 'Why a subscriber is offline, in one sentence, and what to do next',
      tag: 'diagnosis',
      permission: 'aaa.read',
      params: idParams,
      query: z.strictObject({
        /** False: only what is known here is looked at. */
        router: queryBoolean.default(true),
      }),
      answer: whyAnswer,
      handle: async ({ actor, tenantId, params, query }) => {
        // Devices and the end of what was bought are the subscriber's.
        if (!actor.can('subscribers.read')) throw httpErrors.forbidden();
        const question = { tenantId, subscriberId: params.id, asksRouter: query.router };
        return toAnswer(await whyOffline(deps, question), (permission) => actor.can(permission));
      },
    }),
  ];
}

function toAnswer(
  { action, since, nas, steps, ...why }: WhyOffline,
  may: (permission: string) => boolean,
): z.input<typeof whyAnswer> {
  return {
    ...why,
    action: action && { name: action, sentence: actionWords[action], isAllowed: isAllowed(action, may) },
    since: since && since.toISOString(),
    nas: nas && { id: nas.id, name: nas.name },
    steps: steps.map((step) => ({ ...step, evidence: { ...step.evidence } })),
  };
}

function isAllowed(action: OfflineAction, may: (permission: string) => boolean): boolean {
  return !(action in remedyPermissions) || may(remedyPermissions[action as RemedyAction]);
}

const actionWords: Readonly<Record<OfflineAction, string>> = {
  activate: 'Activate the account, and the next login is let in.',
  'add-subscriber': 'Add the customer anew.',
  'ask-operator': 'Ask whoever runs this installation.',
  'assign-plan': 'Sell a plan, and the next login is let in.',
  'check-cable': 'Have the cable and what stands between the router and the customer checked.',
  disconnect: 'End the session that is open, or wait until it ends by itself.',
  'edit-login-hours': 'Wait for the hours in which a login is allowed, or change them.',
  'forget-device': 'Forget a device that is used no more, and the next login of another is let in.',
  'edit-nas-binding': 'Bind the account to the router at which the customer is now.',
  extend: 'Renew or extend the subscription, and the next login is let in.',
  'open-nas': 'Look at the router: its page says what is wrong and how to mend it.',
  'reset-macs': 'Forget the old device, and the new one is let in at its next login.',
  'restart-device': 'Have the customer restart their device, and look at the user name in it.',
  'set-password': 'Set a new password here and enter the same one in the device.',
  'top-up': 'Add to the quota, or wait until it begins anew.',
  wait: 'Nothing: it passes by itself.',
};
