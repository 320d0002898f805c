import type { SharedSecret } from '../shared-secret.ts';

/**
 * What is asked of an Access-Request without Message-Authenticator (CVE-2024-3596, "BlastRADIUS").
 * `require`: discarded. `observe`: accepted, unless it carries Proxy-State, the attribute the attack needs.
 * `off`: accepted; the last resort for a NAS behind a proxy that strips the attribute. In every mode one that
 * is present must be right, EAP and Status-Server must have it, and every reply to Access-Request carries it.
 */
export type MessageAuthenticatorMode = 'observe' | 'require' | 'off';

/**
 * A NAS or proxy that may speak to the server. Return the same object for the same NAS as long as its settings
 * stay: fair shares are counted by identity. `data` is the caller's own and comes back with each request.
 */
export interface KnownClient<D = undefined> {
  readonly secret: SharedSecret;
  readonly messageAuthenticator: MessageAuthenticatorMode;
  readonly data: D;
}
