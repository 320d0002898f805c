import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { fastifySwaggerUi } from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import type { Log } from '../../platform/log/index.ts';
import { buildHttpServer } from '../../platform/http/http-server.ts';
import { pagePolicy } from '../../platform/http/security-headers.ts';
import { addWebApp } from '../../platform/http/web-app.ts';
import { wireModules, type ModuleDeps } from './modules.ts';
import { guideRoute } from './guide.ts';
import { addProbes } from './probes.ts';
import { serverTimeRoute } from './server-time.ts';
import { systemRolesRoute } from './system-roles.ts';

export interface ApiOptions extends ModuleDeps {
  log: Log;
  trustedProxies: readonly string[];
  /** Where the built web app lies; in the checkout unless said. */
  webFolder?: string;
}

const builtWebFolder = fileURLToPath(new URL('../../../../web/admin/dist', import.meta.url));

const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** The whole API with its pages, ready to listen. Touches neither network nor database by itself. */
export async function buildApi(options: ApiOptions): Promise<FastifyInstance> {
  const { database, keys, clock, random, log, trustedProxies, radius, webFolder = builtWebFolder } = options;
  const { routes, authenticator, close } = wireModules(options);
  const app = await buildHttpServer({
    routes: [
      ...routes,
      serverTimeRoute({ database, clock, webFolder }),
      systemRolesRoute({ database, clock }),
      guideRoute({ database, clock, radius }),
    ],
    authenticator,
    cursorKey: keys.deriveKey('http/cursor'),
    trustedProxies,
    version,
    log,
    clock,
    random,
  });
  app.addHook('onClose', async () => close());
  addProbes(app, { database });
  app.get('/api/openapi.json', { schema: { hide: true } }, async () => app.swagger());
  await app.register(fastifySwaggerUi, {
    routePrefix: '/api/docs',
    staticCSP: pagePolicy,
    theme: { title: 'Trunkline API' },
    // The validator would send the document to a stranger's server. Without the bar on top, which is for
    // opening documents of other servers, the page is ours alone.
    uiConfig: { deepLinking: true, validatorUrl: null, layout: 'BaseLayout' },
  });
  await addWebApp(app, { folder: webFolder });
  return app;
}
