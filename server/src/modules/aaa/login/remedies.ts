import type { RejectReasonCode } from './reject-reasons.ts';

/** What a person can do about a refused login. Pages know each by its name; a name never changes. */
export const remedyActions = [
  'activate',
  'add-subscriber',
  'assign-plan',
  'disconnect',
  'edit-login-hours',
  'edit-nas-binding',
  'extend',
  'forget-device',
  'open-nas',
  'reset-macs',
  'set-password',
  'top-up',
] as const;
export type RemedyAction = (typeof remedyActions)[number];

/** The permission without which the action would be refused. */
export const remedyPermissions: Readonly<Record<RemedyAction, string>> = {
  activate: 'subscribers.write',
  'add-subscriber': 'subscribers.write',
  'assign-plan': 'subscriptions.write',
  disconnect: 'enforcement.disconnect',
  'edit-login-hours': 'subscribers.write',
  'edit-nas-binding': 'subscribers.write',
  extend: 'subscriptions.write',
  'forget-device': 'hotspot.write',
  'open-nas': 'nas.read',
  'reset-macs': 'subscribers.write',
  'set-password': 'subscribers.write',
  'top-up': 'quota.top_up',
};

/** What mends each reason; null: nobody of this tenant can, or it passes by itself. */
export const remedies: Readonly<Record<RejectReasonCode, RemedyAction | null>> = {
  'aaa.unknown_user': 'add-subscriber',
  'aaa.wrong_password': 'set-password',
  'aaa.suspected_wrong_secret': 'open-nas',
  'aaa.too_many_attempts': 'set-password',
  'aaa.unsupported_method': 'open-nas',
  'aaa.malformed_credentials': 'open-nas',
  'aaa.tenant_suspended': null,
  'aaa.suspended': 'activate',
  'aaa.paused': 'activate',
  'aaa.disabled': 'activate',
  'aaa.closed': 'add-subscriber',
  'aaa.no_subscription': 'assign-plan',
  'aaa.expired': 'extend',
  'aaa.quota_used_up': 'top-up',
  'aaa.outside_login_hours': 'edit-login-hours',
  'aaa.wrong_mac': 'reset-macs',
  'aaa.wrong_nas': 'edit-nas-binding',
  'aaa.too_many_devices': 'forget-device',
  'aaa.too_many_sessions': 'disconnect',
  'aaa.refused_by_freeradius': 'set-password',
};
