import { MsChapErrorCode } from '@trunkline/radius';
import type { PolicyRefusal } from '../../policy/index.ts';

/** What is said about a refused login, to whom. */
interface RejectReason {
  /** For staff: what is wrong and where to look. */
  summary: string;
  /** Reply-Message, shown to the person who tries to log in: never more than they may know. */
  replyMessage: string;
  /** The code of MS-CHAP-Error (RFC 2759 §6), where the login was by MS-CHAP. */
  msChapError: number;
}

const { AuthenticationFailure, RestrictedLogonHours, AccountDisabled, NoDialinPermission } = MsChapErrorCode;

/** One text for all that a guesser could tell apart. */
const wrongLogin = 'User name or password is wrong';

/**
 * Every reason for an Access-Reject. The codes stand in the authentication log, in counters and in scripts
 * of others; once released a code never changes.
 */
export const rejectReasons = {
  'aaa.unknown_user': {
    summary: 'No subscriber of this tenant has the user name (or, for MAC authentication, the address).',
    replyMessage: wrongLogin,
    msChapError: AuthenticationFailure,
  },
  'aaa.wrong_password': {
    summary: 'The subscriber exists; the password does not match.',
    replyMessage: wrongLogin,
    msChapError: AuthenticationFailure,
  },
  'aaa.suspected_wrong_secret': {
    summary:
      'The password that arrived is not text: most likely the NAS holds another RADIUS secret than this server.',
    replyMessage: wrongLogin,
    msChapError: AuthenticationFailure,
  },
  'aaa.too_many_attempts': {
    summary:
      'Too many wrong passwords came from this device, for this name or through this NAS just now; the password was not looked at. Logins from there are looked at again within half a minute.',
    replyMessage: 'Too many attempts, try again in a minute',
    msChapError: AuthenticationFailure,
  },
  'aaa.unsupported_method': {
    summary: 'The NAS used a method that is not offered, such as EAP-TLS, or sent no credentials at all.',
    replyMessage: 'This authentication method is not supported',
    msChapError: AuthenticationFailure,
  },
  'aaa.malformed_credentials': {
    summary:
      'The credentials in the packet contradict each other, have impossible lengths, or answer a challenge that is not open any more.',
    replyMessage: wrongLogin,
    msChapError: AuthenticationFailure,
  },
  'aaa.tenant_suspended': {
    summary: 'The whole tenant is suspended.',
    replyMessage: 'Service is not available',
    msChapError: AccountDisabled,
  },
  'aaa.suspended': {
    summary: 'The subscriber is suspended.',
    replyMessage: 'Your account is suspended',
    msChapError: AccountDisabled,
  },
  'aaa.paused': {
    summary: 'The subscriber is paused.',
    replyMessage: 'Your account is paused',
    msChapError: AccountDisabled,
  },
  'aaa.disabled': {
    summary: 'The subscriber is disabled.',
    replyMessage: 'Your account is disabled',
    msChapError: AccountDisabled,
  },
  'aaa.closed': {
    summary: 'The subscriber was closed.',
    replyMessage: 'Your account is closed',
    msChapError: AccountDisabled,
  },
  'aaa.no_subscription': {
    summary: 'The subscriber holds no subscription that is in force.',
    replyMessage: 'Your account has no active subscription',
    msChapError: NoDialinPermission,
  },
  'aaa.expired': {
    summary: "The subscriber's subscription has expired, and so has the grace after it.",
    replyMessage: 'Your subscription has expired',
    // Not 648 (password expired): a client would ask for a new password.
    msChapError: NoDialinPermission,
  },
  'aaa.quota_used_up': {
    summary: "What the subscriber's plan gives for this period is used up, and its end cuts.",
    replyMessage: 'Your quota is used up',
    // As for what has expired: nothing is wrong with the password.
    msChapError: NoDialinPermission,
  },
  'aaa.outside_login_hours': {
    summary: "It is outside the subscriber's login hours.",
    replyMessage: 'Login is not allowed at this hour',
    msChapError: RestrictedLogonHours,
  },
  'aaa.wrong_mac': {
    summary:
      "The device (Calling-Station-Id) is not one of the subscriber's, or the NAS did not say which it is.",
    replyMessage: 'Login is not allowed from this device',
    msChapError: NoDialinPermission,
  },
  'aaa.wrong_nas': {
    summary: 'The subscriber is bound to another NAS.',
    replyMessage: 'Login is not allowed at this location',
    msChapError: NoDialinPermission,
  },
  'aaa.too_many_devices': {
    summary:
      "The account has used as many devices as its hotspot plan allows; this is another one. Forget one of them, or wait until one has not been seen for the tenant's time.",
    replyMessage: 'Too many devices use this account',
    msChapError: NoDialinPermission,
  },
  'aaa.too_many_sessions': {
    summary: 'The subscriber has as many sessions open as allowed.',
    replyMessage: 'You are already logged in',
    msChapError: NoDialinPermission,
  },
  'aaa.refused_by_freeradius': {
    summary:
      'A FreeRADIUS refused the login, and nothing that is known here says why: most often the password is wrong.',
    replyMessage: wrongLogin,
    msChapError: AuthenticationFailure,
  },
} as const satisfies Record<string, RejectReason> & Record<PolicyRefusal, RejectReason>;

export type RejectReasonCode = keyof typeof rejectReasons;

export const rejectReasonCodes = Object.keys(rejectReasons) as RejectReasonCode[];
