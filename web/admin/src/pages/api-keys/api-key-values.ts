import type { ApiKey } from './api-key-queries.ts';

/** The permission of a captive portal, which speaks for one NAS and holds nothing else. */
export const permissionOfNas = 'hotspot.aaa';

export interface ApiKeyValues {
  name: string;
  use: 'program' | 'nas';
  permissions: string[];
  /** Empty: none chosen. */
  nasId: string;
  expiresAt: string | null;
}

/** What the API takes. */
export type ApiKeyBody = Pick<ApiKey, 'name' | 'permissions' | 'nasId' | 'expiresAt'>;

export const newApiKey: ApiKeyValues = {
  name: '',
  use: 'program',
  permissions: [],
  nasId: '',
  expiresAt: null,
};

export function valuesOfApiKey({ name, permissions, nasId, expiresAt }: ApiKeyBody): ApiKeyValues {
  const isOfNas = permissions.includes(permissionOfNas);
  return {
    name,
    use: isOfNas ? 'nas' : 'program',
    permissions: isOfNas ? [] : permissions,
    nasId: nasId ?? '',
    expiresAt,
  };
}

export function bodyOfApiKey({ name, use, permissions, nasId, expiresAt }: ApiKeyValues): ApiKeyBody {
  return use === 'nas'
    ? { name, permissions: [permissionOfNas], nasId: nasId === '' ? null : nasId, expiresAt }
    : { name, permissions, nasId: null, expiresAt };
}
