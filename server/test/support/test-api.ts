import { cryptoRandom, systemClock } from '@trunkline/kit';
import { buildHttpServer } from '../../src/platform/http/http-server.ts';
import type { Authenticator, Route, SignedIn } from '../../src/platform/http/index.ts';
import { createLog } from '../../src/platform/log/index.ts';

export interface ApiAnswer {
  status: number;
  etag: string | undefined;
  /** `{ok, data, code, message, details, meta}` */
  body: ApiBody;
}

export interface ApiBody {
  ok: boolean;
  // Tests look into answers of every shape.
  // oxlint-disable-next-line typescript/no-explicit-any
  data: any;
  code?: string;
  message?: string;
  details?: { field: string; message: string }[];
  meta?: { nextCursor: string | null };
}

export interface ApiCall {
  tenantId: string;
  /** Everything unless given. */
  permissions?: readonly string[];
  body?: unknown;
  revision?: number;
}

export interface TestApi {
  /** `call('PATCH /api/nas/…', { tenantId, body, revision })` */
  call(request: string, call: ApiCall): Promise<ApiAnswer>;
  close(): Promise<void>;
}

/** Real routes behind the real HTTP layer, without a socket. Who calls stands in the call. */
export async function createTestApi(routes: readonly Route[]): Promise<TestApi> {
  const callers = new Map<string, SignedIn>();
  const authenticator: Authenticator = {
    remembered: (token) => callers.get(token),
    find: async (token) => callers.get(token),
  };
  const log = createLog({ name: 'test', level: 'error', clock: systemClock, asText: true, write: failOnLog });
  const server = await buildHttpServer({
    routes,
    authenticator,
    cursorKey: Buffer.alloc(32, 9),
    trustedProxies: [],
    version: '0.0.0',
    log,
    clock: systemClock,
    random: cryptoRandom,
  });
  return {
    async call(request, { tenantId, permissions, body, revision }) {
      const token = `caller${callers.size}`.padEnd(43, 'x');
      callers.set(token, signedIn(tenantId, { token, permissions }));
      const [method = '', url = ''] = request.split(' ');
      const response = await server.inject({
        method: method as 'GET',
        url,
        headers: {
          authorization: `Bearer ${token}`,
          ...(revision !== undefined && { 'if-match': `"${revision}"` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
        },
        ...(body !== undefined && { payload: JSON.stringify(body) }),
      });
      const { etag } = response.headers;
      return { status: response.statusCode, etag: etag?.toString(), body: response.json<ApiBody>() };
    },
    close: () => server.close(),
  };
}

/** An error that the server logs is a fault of the product, whatever the test was about. */
function failOnLog(line: string): void {
  throw new Error(`the server logged an error: ${line}`);
}

function signedIn(
  tenantId: string,
  { token, permissions }: { token: string; permissions: readonly string[] | undefined },
): SignedIn {
  return {
    kind: 'staff',
    sessionId: token,
    tenantId,
    personId: tenantId,
    name: 'test',
    isOperator: false,
    mustChangePassword: false,
    mustAddSecondFactor: false,
    can: (permission) => permissions?.includes(permission) ?? true,
  };
}
