import { z } from 'zod';
import { defineRoute, idParams, queryBoolean, type Route } from '../../platform/http/index.ts';
import { serverAddressSources } from './find-server-address.ts';
import { makeNasScript } from './make-nas-script.ts';
import type { NasDeps } from './nas-deps.ts';
import { routerOsVersions } from './routeros-script.ts';

const scriptQuery = z.strictObject({
  version: z.enum(routerOsVersions).default('7'),
  /** This server's address as the router reaches it, where nothing else says it. */
  server: z.union([z.ipv4(), z.ipv6()]).optional(),
  /** Also make the user of the API, with the least rights, and let it in from this server alone. */
  withApi: queryBoolean.default(false),
});

const setupAnswer = z.object({
  /** Null: say it by `server`; secret and script are then null too. */
  server: z.object({ address: z.string(), source: z.enum(serverAddressSources) }).nullable(),
  authPort: z.int(),
  acctPort: z.int(),
  radsecPort: z.int().nullable(),
  coaPort: z.int(),
  interimIntervalS: z.int(),
  secret: z.string().nullable(),
  /** To paste into a terminal of RouterOS; the figures beside it are for any other device. */
  script: z.string().nullable(),
});

export function scriptRoutes(deps: NasDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/nas/:id/script',
      summary: 'What the router must be told, as a script for RouterOS; has the secret in it and is audited',
      tag: 'nas',
      permission: 'nas.reveal_secret',
      params: idParams,
      query: scriptQuery,
      answer: setupAnswer,
      handle: ({ actor, params, query, caller }) =>
        makeNasScript(deps, actor, {
          id: params.id,
          version: query.version,
          serverAddress: query.server,
          host: caller.host,
          withApi: query.withApi,
        }),
    }),
  ];
}
