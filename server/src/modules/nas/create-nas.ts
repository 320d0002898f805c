import { uuidv7 } from '@trunkline/kit';
import { violatedConstraint } from '../../platform/db/index.ts';
import type { Actor } from '../../platform/http/index.ts';
import { readFingerprint } from '../../platform/certificates/index.ts';
import { recordAudit } from '../audit/index.ts';
import { routerAccessChange, type RouterAccessInput } from './change-router-access.ts';
import { nasErrors } from './errors.ts';
import { parseIpPrefix } from './ip-prefix.ts';
import { nasSecretBinding, type NasDeps } from './nas-deps.ts';
import { generateNasSecret, weaknessesOfSecret } from './nas-secret.ts';
import { insertNas } from './nas-store.ts';
import { requireReach } from './own-ports.ts';
import {
  defaultCoaPort,
  enforcementRungs,
  type EnforcementRung,
  type MessageAuthenticatorMode,
  type Nas,
  type NasTransport,
  type NasVendor,
  type NasWarning,
} from './nas.ts';

export interface CreateNasInput {
  name: string;
  description: string | null;
  /** An address or a prefix in CIDR form. */
  prefix: string;
  vendor: NasVendor;
  /** Undefined: generate one. */
  secret: string | undefined;
  messageAuthenticator: MessageAuthenticatorMode;
  /** Undefined: the vendor's usual. */
  coaPort: number | undefined;
  interimIntervalS: number | null;
  swapsOctets: boolean;
  wrapsWithoutGigawords: boolean;
  /** Undefined: CoA, then the API, then the end of the session. */
  enforcementOrder?: EnforcementRung[] | undefined;
  /** Undefined: none. */
  api?: RouterAccessInput | null | undefined;
  /** Undefined: datagrams. */
  transport?: NasTransport | undefined;
  /** Of a certificate that the router has already, however written; undefined or null: none. */
  certificateFingerprint?: string | null | undefined;
  /** Undefined: false. */
  usesOwnPort?: boolean | undefined;
  /** Undefined: true. */
  syncsUsage?: boolean | undefined;
  isEnabled: boolean;
}

export interface CreatedNas {
  nas: Nas;
  /** Told here and never again without the right to reveal it. */
  secret: string;
  secretWarnings: NasWarning[];
}

/** Adds a NAS; packets from its prefix are answered within two seconds. */
export async function createNas(
  deps: Pick<NasDeps, 'database' | 'sealer' | 'clock' | 'random' | 'mayRoutersBeLocal'>,
  actor: Actor,
  input: CreateNasInput,
): Promise<CreatedNas> {
  const { secret: givenSecret, api, ...fields } = input;
  const { tenantId } = actor;
  const id = uuidv7(deps.clock, deps.random);
  const prefix = requirePrefix(input.prefix);
  const secret = givenSecret ?? generateNasSecret(deps.random);
  const row = {
    ...fields,
    ...routerAccessChange(deps, { tenantId, id, prefix, before: undefined, input: api ?? undefined }),
    tenantId,
    id,
    prefix,
    enforcementOrder: input.enforcementOrder ?? [...enforcementRungs],
    syncsUsage: input.syncsUsage ?? true,
    transport: input.transport ?? ('udp' as const),
    usesOwnPort: input.usesOwnPort ?? false,
    certificateFingerprint: requireFingerprint(input.certificateFingerprint ?? null),
    coaPort: input.coaPort ?? defaultCoaPort(input.vendor),
    secretSealed: deps.sealer.seal(Buffer.from(secret), nasSecretBinding({ tenantId, id })),
  };
  const nas = await refusingTaken(() =>
    deps.database.inTenant(tenantId, async (tx) => {
      await requireReach(tx, row);
      const nas = await insertNas(tx, row);
      await recordAudit(tx, actor, {
        action: 'nas.created',
        subjectKind: 'nas',
        subjectId: id,
        subjectName: nas.name,
        before: null,
        after: { ...nas },
      });
      return nas;
    }),
  );
  return { nas, secret, secretWarnings: weaknessesOfSecret(secret) };
}

/** The prefix in its written form; 400 naming the field when it is none. */
export function requirePrefix(input: string): string {
  const result = parseIpPrefix(input);
  if (!result.ok) throw nasErrors.invalid({ details: [{ field: 'prefix', message: result.fault }] });
  return result.prefix.text;
}

const prefixConstraints = new Set(['nas_prefix', 'nas_prefix_of_one_tenant', 'nas_prefix_at_own_port']);

/** Turns the constraints on prefix, name and certificate into their errors. */
export async function refusingTaken<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const constraint = violatedConstraint(error);
    if (constraint !== undefined && prefixConstraints.has(constraint)) {
      throw nasErrors.prefixTaken({ details: [{ field: 'prefix', message: 'is taken' }], cause: error });
    }
    if (constraint === 'nas_certificate') {
      const details = [{ field: 'certificateFingerprint', message: 'is taken' }];
      throw nasErrors.certificateTaken({ details, cause: error });
    }
    if (constraint === 'nas_name') {
      throw nasErrors.nameTaken({ details: [{ field: 'name', message: 'is taken' }], cause: error });
    }
    throw error;
  }
}

/** The fingerprint in its kept form; 400 naming the field when it is none. */
export function requireFingerprint(input: string | null): string | null {
  const read = input === null ? null : readFingerprint(input);
  if (read !== undefined) return read;
  const message = 'is no SHA-256 fingerprint: 64 hexadecimal digits, with or without colons';
  throw nasErrors.invalid({ details: [{ field: 'certificateFingerprint', message }] });
}
