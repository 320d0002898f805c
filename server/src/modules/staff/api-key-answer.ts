import { z } from 'zod';
import { idField, instantField } from '../../platform/http/index.ts';
import type { ApiKey } from './api-key.ts';

const apiKeyStates = ['active', 'expired', 'revoked'] as const;

export const apiKeyAnswer = z.object({
  id: idField,
  name: z.string(),
  permissions: z.array(z.string()),
  nasId: idField.nullable().describe('The NAS that it speaks for, as a captive portal does.'),
  state: z.enum(apiKeyStates),
  madeBy: z.object({
    id: idField,
    name: z.string(),
    isActive: z.boolean().describe('False when they were disabled; the key goes on.'),
  }),
  createdAt: instantField,
  expiresAt: instantField.nullable(),
  revokedAt: instantField.nullable(),
  lastUsedAt: instantField.nullable().describe('To within a quarter of an hour.'),
  revision: z.int(),
});

export function toApiKeyAnswer(key: ApiKey, at: Date): z.output<typeof apiKeyAnswer> {
  return {
    ...key,
    state: stateOf(key, at),
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}

function stateOf({ revokedAt, expiresAt }: ApiKey, at: Date): (typeof apiKeyStates)[number] {
  if (revokedAt) return 'revoked';
  return expiresAt && expiresAt <= at ? 'expired' : 'active';
}
