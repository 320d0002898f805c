import type { Nas } from './nas-queries.ts';

/** What a conflict is told about. */
export const editedFields = [
  'name',
  'description',
  'prefix',
  'vendor',
  'messageAuthenticator',
  'coaPort',
  'interimIntervalS',
  'swapsOctets',
  'wrapsWithoutGigawords',
  'isEnabled',
  'enforcementOrder',
  'syncsUsage',
  'transport',
  'usesOwnPort',
] as const;

export interface NasValues extends Pick<Nas, (typeof editedFields)[number]> {
  hasApi: boolean;
  api: {
    address: string;
    port: number | null;
    usesTls: boolean;
    /** Null: the next certificate that is met is learned. */
    fingerprint: string | null;
    username: string;
    /** Empty: the one that is kept stays. */
    password: string;
  };
}

/** RouterOS's own port of its API over TLS. */
const tlsPort = 8729;
const noApi: NasValues['api'] = {
  address: '',
  port: tlsPort,
  usesTls: true,
  fingerprint: null,
  username: 'trunkline',
  password: '',
};

export function valuesOfNas(nas: Nas): NasValues {
  const { api } = nas;
  const kept = Object.fromEntries(editedFields.map((field) => [field, nas[field]])) as Pick<
    Nas,
    (typeof editedFields)[number]
  >;
  return {
    ...kept,
    description: nas.description ?? '',
    hasApi: api !== null,
    api: api
      ? {
          address: api.address ?? '',
          port: api.port,
          usesTls: api.usesTls,
          fingerprint: api.fingerprint,
          username: api.username,
          password: '',
        }
      : noApi,
  };
}

/** As the API takes it; a password goes along only where one was typed. */
export function bodyOfNas({ hasApi, api, description, ...plain }: NasValues) {
  const { password, address, port, ...access } = api;
  return {
    ...plain,
    description: description === '' ? null : description,
    api: hasApi
      ? {
          ...access,
          address: address.trim() === '' ? null : address.trim(),
          // Required in the form, so it is there by now.
          port: port!,
          ...(password === '' ? {} : { password }),
        }
      : null,
  };
}
