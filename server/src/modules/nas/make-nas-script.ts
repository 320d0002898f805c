import type { Tx } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { recordAudit } from '../audit/index.ts';
import { loadSettings } from '../settings/index.ts';
import { nasErrors } from './errors.ts';
import { findServerAddress, type ServerAddress } from './find-server-address.ts';
import { nasSecretBinding, type NasDeps } from './nas-deps.ts';
import { findNas, findRouterAccess, readSealedSecret } from './nas-store.ts';
import type { Nas } from './nas.ts';
import { readOwnPorts } from './own-port-store.ts';
import { readRadiusPorts } from './radius-port-store.ts';
import { openRouterAccess } from './router-access.ts';
import { routerOsScript, type RouterOsVersion } from './routeros-script.ts';

/** What a router has to be told, whoever made it. */
export interface NasSetup {
  server: ServerAddress | null;
  authPort: number;
  acctPort: number;
  /** Null: the NAS asks in datagrams, or RADIUS over TLS is not taken. */
  radsecPort: number | null;
  coaPort: number;
  interimIntervalS: number;
  /** Null, like the script, until the address of the server is known: nothing is then revealed. */
  secret: string | null;
  script: string | null;
}

export interface MakeNasScriptInput {
  id: string;
  version: RouterOsVersion;
  /** What the person says this server's address is. */
  serverAddress: string | undefined;
  /** What the person's browser asked. */
  host: string;
  /** Whether the script also opens the API to this server, with a user of its own. */
  withApi: boolean;
}

/** The set-up of a NAS with its secret in it; whoever asked stands in the audit log. */
export function makeNasScript(
  deps: Pick<NasDeps, 'database' | 'sealer' | 'radius' | 'gardenLines' | 'showsOwnCertificate'>,
  actor: Actor,
  { id, version, serverAddress, host, withApi }: MakeNasScriptInput,
): Promise<NasSetup> {
  const { tenantId } = actor;
  return deps.database.inTenant(tenantId, async (tx) => {
    const nas = await findNas(tx, { tenantId, id });
    const sealed = await readSealedSecret(tx, { tenantId, id });
    const row = await findRouterAccess(tx, { tenantId, id });
    if (!nas || !sealed || !row) throw nasErrors.notFound();
    const access = withApi ? openRouterAccess(deps.sealer, row) : undefined;
    if (withApi && !access) throw nasErrors.noApi();
    const settings = await loadSettings(tx, tenantId);
    const setting = settings['radius.serverAddress'];
    const server = findServerAddress({ asked: serverAddress, setting, host });
    const ports = await portsFor(tx, deps, nas, tenantId);
    if (nas.transport === 'radsec' && nas.certificateFingerprint === null) throw nasErrors.noCertificate();
    const facts = {
      ...ports,
      coaPort: nas.coaPort,
      interimIntervalS: nas.interimIntervalS ?? settings['radius.interimIntervalSeconds'],
    };
    if (!server) return { ...facts, server: null, secret: null, script: null };
    await recordAudit(tx, actor, {
      action: 'nas.script_made',
      subjectKind: 'nas',
      subjectId: id,
      subjectName: nas.name,
      before: null,
      after: { version, serverAddress: server.address, ...(withApi && { withApi }) },
    });
    const secret = deps.sealer.open(sealed, nasSecretBinding({ tenantId, id })).toString('utf8');
    const setup = {
      ...facts,
      version,
      name: nas.name,
      secret,
      serverAddress: server.address,
      radsecFingerprint: nas.transport === 'radsec' ? nas.certificateFingerprint! : undefined,
      importsAuthority: deps.showsOwnCertificate !== true,
      gardenLines: (await deps.gardenLines?.(tx, tenantId)) ?? [],
      api: access,
    };
    return { ...facts, server, secret, script: routerOsScript(setup) };
  });
}

async function portsFor(
  tx: Tx,
  { radius }: Pick<NasDeps, 'radius'>,
  { transport, usesOwnPort }: Nas,
  tenantId: string,
): Promise<Pick<NasSetup, 'authPort' | 'acctPort' | 'radsecPort'>> {
  const taken = await readRadiusPorts(tx);
  const own = usesOwnPort ? await readOwnPorts(tx, tenantId) : undefined;
  const { authPort, acctPort } = own ?? taken ?? radius;
  return { authPort, acctPort, radsecPort: transport === 'radsec' ? (taken?.radsecPort ?? null) : null };
}
