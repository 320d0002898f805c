import { SharedSecret } from '@trunkline/radius';
import type { Sealer } from '../../../platform/keys/index.ts';
import { openSetting, type Settings } from '../../settings/index.ts';

/** That another RADIUS server stands beside this one for a tenant, and whose answers its routers get. */
export type ShadowTerms =
  | { readonly mode: 'listener' }
  | {
      readonly mode: 'proxy';
      readonly answeredBy: 'theirs' | 'ours';
      readonly address: string;
      readonly authPort: number;
      readonly acctPort: number;
      readonly secret: SharedSecret;
    };

/** Undefined: there is none, or too little is known of it to pass packets on. Throws CannotOpen. */
export function readShadowTerms(
  tenantId: string,
  settings: Settings,
  sealer: Sealer,
): ShadowTerms | undefined {
  const mode = settings['shadow.mode'];
  if (mode === 'off') return undefined;
  if (mode === 'listener') return { mode };
  const server = settings['shadow.server'];
  const sealed = settings['shadow.secret'];
  if (server === null || sealed === null) return undefined;
  const secret = new SharedSecret(openSetting(sealer, { tenantId, key: 'shadow.secret' }, sealed));
  return { mode, answeredBy: settings['shadow.answeredBy'], ...server, secret };
}
