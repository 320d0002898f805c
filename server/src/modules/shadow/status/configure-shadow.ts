import type { Actor } from '../../../platform/http/index.ts';
import { recordAudit } from '../../audit/index.ts';
import { forbiddenRouterAddress } from '../../nas/index.ts';
import { loadSettings, sealSetting, writeSetting, type Settings } from '../../settings/index.ts';
import { lockTenant } from '../../tenancy/index.ts';
import { shadowErrors } from '../errors.ts';
import type { ShadowDeps } from './shadow-deps.ts';

export interface ShadowSetup {
  mode: Settings['shadow.mode'];
  server: Settings['shadow.server'];
  /** Undefined: as it is. */
  secret?: string | undefined;
}

/** Says what the other server is and how its answers come here. Who begins as a proxy lets the other server answer. */
export async function configureShadow(deps: ShadowDeps, actor: Actor, setup: ShadowSetup): Promise<void> {
  const { tenantId } = actor;
  const { mode, server, secret } = setup;
  refuseForbidden(deps, server);
  await deps.database.inTenant(tenantId, async (tx) => {
    await lockTenant(tx, { id: tenantId, for: 'change' });
    const before = await loadSettings(tx, tenantId);
    const hasSecret = secret !== undefined || before['shadow.secret'] !== null;
    if (mode === 'proxy' && (server === null || !hasSecret)) throw shadowErrors.serverMissing();
    const values = {
      'shadow.mode': mode,
      'shadow.server': server,
      ...(secret !== undefined && {
        'shadow.secret': sealSetting(deps.sealer, { tenantId, key: 'shadow.secret' }, secret),
      }),
      ...(mode === 'proxy' && before['shadow.mode'] !== 'proxy' && { 'shadow.answeredBy': 'theirs' }),
    } as const;
    for (const [key, value] of Object.entries(values) as [keyof typeof values, unknown][]) {
      await writeSetting(tx, { tenantId, key, value });
    }
    await recordAudit(tx, actor, {
      action: 'shadow.configured',
      subjectKind: 'shadow',
      subjectId: null,
      subjectName: null,
      before: { mode: before['shadow.mode'], server: before['shadow.server'] },
      after: { mode, server, ...(secret !== undefined && { secret: '***' }) },
    });
  });
}

function refuseForbidden(
  { mayRoutersBeLocal }: ShadowDeps,
  server: { readonly address: string } | null,
): void {
  const fault = server && forbiddenRouterAddress(server.address, { mayBeLocal: mayRoutersBeLocal });
  if (fault) throw shadowErrors.forbiddenAddress({ details: [{ field: 'server.address', message: fault }] });
}
