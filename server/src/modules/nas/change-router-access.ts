import { nasErrors } from './errors.ts';
import { forbiddenRouterAddress } from './forbidden-router-address.ts';
import { nasApiPasswordBinding, type NasDeps } from './nas-deps.ts';
import { generateNasSecret } from './nas-secret.ts';
import type { Nas } from './nas.ts';
import { defaultApiPort, onlyAddress } from './router-access.ts';

/** What a person says of a router's API; null: it has none. Absent fields stay as they are. */
export interface RouterAccessInput {
  address?: string | null | undefined;
  port?: number | undefined;
  usesTls?: boolean | undefined;
  /** Null: learn the next certificate that is met. */
  fingerprint?: string | null | undefined;
  username?: string | undefined;
  /** For an API that is new: generated unless given, and told by the set-up script. */
  password?: string | undefined;
}

interface Columns {
  apiAddress?: string | null;
  apiPort?: number | null;
  apiUsesTls?: boolean;
  apiFingerprint?: string | null;
  apiUsername?: string | null;
  apiPasswordSealed?: Buffer | null;
}

const none: Columns = {
  apiAddress: null,
  apiPort: null,
  apiUsesTls: true,
  apiFingerprint: null,
  apiUsername: null,
  apiPasswordSealed: null,
};

/**
 * The columns that an edit of a NAS leads to. `before`: undefined for a new NAS. `prefix` is the one after the edit.
 * The password is asked for anew wherever it would be sent to another place or without TLS: who may edit a NAS may
 * not have it told to a machine of their own.
 */
export function routerAccessChange(
  deps: Pick<NasDeps, 'sealer' | 'random' | 'mayRoutersBeLocal'>,
  edit: {
    tenantId: string;
    id: string;
    prefix: string;
    before: Pick<Nas, 'prefix' | 'api'> | undefined;
    input: RouterAccessInput | null | undefined;
  },
): Columns {
  const { input, before, prefix } = edit;
  if (input === null) return none;
  const known = before?.api ?? null;
  if (!known && input === undefined) return {};
  const usesTls = input?.usesTls ?? known?.usesTls ?? true;
  const address = input?.address === undefined ? (known?.address ?? null) : input.address;
  const username = input?.username ?? known?.username;
  const port = input?.port ?? (known && known.usesTls === usesTls ? known.port : defaultApiPort(usesTls));
  if (username === undefined) throw invalid('api.username', 'is missing');
  const reached = address ?? onlyAddress(prefix);
  if (reached === undefined)
    throw invalid('api.address', 'is needed: the NAS is a prefix of several addresses');
  const forbidden = forbiddenRouterAddress(reached, { mayBeLocal: deps.mayRoutersBeLocal === true });
  if (forbidden) throw invalid('api.address', forbidden);
  const isElsewhere =
    known !== null &&
    ((known.address ?? onlyAddress(before!.prefix)) !== reached ||
      known.port !== port ||
      (known.usesTls && !usesTls));
  if (isElsewhere && input?.password === undefined) {
    throw invalid('api.password', 'is asked for again, because it would be sent to another place');
  }
  const password = input?.password ?? (known ? undefined : generateNasSecret(deps.random));
  return {
    apiAddress: address,
    apiPort: port,
    apiUsesTls: usesTls,
    // Another place has another certificate.
    apiFingerprint:
      input?.fingerprint !== undefined
        ? input.fingerprint
        : isElsewhere
          ? null
          : (known?.fingerprint ?? null),
    apiUsername: username,
    ...(password !== undefined && {
      apiPasswordSealed: deps.sealer.seal(Buffer.from(password), nasApiPasswordBinding(edit)),
    }),
  };
}

function invalid(field: string, message: string): Error {
  return nasErrors.invalid({ details: [{ field, message }] });
}
