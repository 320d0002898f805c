import { z } from 'zod';
import { defineRoute, idParams, noData, type Route } from '../../platform/http/index.ts';
import { bindMacs, resetMacs } from './bind-macs.ts';
import { passwordField, portalPasswordField } from './password-fields.ts';
import { revealPassword } from './reveal-password.ts';
import { setPassword, setPortalPassword } from './set-password.ts';
import { setStatus } from './set-status.ts';
import { bindingFields, subscriberAnswer, toSubscriberAnswer } from './subscriber-answer.ts';
import type { SubscriberDeps } from './subscriber-deps.ts';
import { subscriberActions } from './subscriber.ts';

/** What is done to a subscriber beside editing its fields. */
export function actionRoutes(deps: SubscriberDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/status',
      summary: 'Activate, suspend, pause, disable or close a subscriber',
      tag: 'subscribers',
      permission: 'subscribers.write',
      params: idParams,
      body: z.strictObject({
        action: z.enum(subscriberActions),
        reason: z.string().trim().min(1).max(500).nullable().default(null),
      }),
      answer: subscriberAnswer,
      handle: async ({ actor, params, body }) =>
        toSubscriberAnswer(await setStatus(deps, actor, { id: params.id, ...body })),
    }),
    ...passwordRoutes(deps),
    ...macRoutes(deps),
  ];
}

function passwordRoutes(deps: SubscriberDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/subscribers/:id/password',
      summary: 'Read the service password; audited',
      tag: 'subscribers',
      permission: 'subscribers.reveal_password',
      params: idParams,
      answer: z.object({ password: z.string() }),
      handle: async ({ actor, params }) => ({ password: await revealPassword(deps, actor, params) }),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/password',
      summary: 'Give another service password, generated unless given',
      tag: 'subscribers',
      permission: 'subscribers.write',
      params: idParams,
      body: z.strictObject({ password: passwordField.optional() }),
      answer: z.object({ generatedPassword: z.string().nullable() }),
      handle: async ({ actor, params, body }) => {
        const set = await setPassword(deps, actor, { id: params.id, password: body.password });
        return { generatedPassword: set.generatedPassword };
      },
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/portal-password',
      summary: 'Give another portal password, or with null none',
      tag: 'subscribers',
      permission: 'subscribers.write',
      params: idParams,
      body: z.strictObject({ portalPassword: portalPasswordField.nullable() }),
      answer: noData,
      handle: async ({ actor, params, body }) => {
        await setPortalPassword(deps, actor, { id: params.id, ...body });
        return null;
      },
    }),
  ];
}

function macRoutes(deps: SubscriberDeps): Route[] {
  return [
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/mac',
      summary: 'Say which devices may log in',
      tag: 'subscribers',
      permission: 'subscribers.write',
      params: idParams,
      body: z.strictObject({ binding: bindingFields.macBinding, macs: bindingFields.macs.default([]) }),
      answer: subscriberAnswer,
      handle: async ({ actor, params, body }) =>
        toSubscriberAnswer(await bindMacs(deps, actor, { id: params.id, ...body })),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/subscribers/:id/mac/reset',
      summary: 'Forget the known devices; the next one to log in is learnt',
      tag: 'subscribers',
      permission: 'subscribers.write',
      params: idParams,
      answer: subscriberAnswer,
      handle: async ({ actor, params }) => toSubscriberAnswer(await resetMacs(deps, actor, params)),
    }),
  ];
}
