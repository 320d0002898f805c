import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fastifyStatic } from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { httpErrors } from './errors.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** A file of the web app: it needs no session, and has a limit of its own. */
    isFile?: boolean;
  }
}

/** A file by its whole path: no part of it begins with a dot, so that no path leads out or to hidden files. */
const filePattern = /^(?:[\w-]+\/)*[\w-]+(?:\.[\w-]+)+$/;
const assetsFolder = 'assets/';
/** The names of assets hold a hash of what is in them, so what was loaded once is right for ever. */
const forEver = { maxAge: '365d', immutable: true };

const notBuilt = `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Trunkline</title></head>
<body><main><h1>The web app has not been built</h1>
<p><code>npm run build:web</code> builds it; then load this page again. The API answers meanwhile:
<a href="/api/docs">its pages</a>.</p></main></body>
</html>
`;

/**
 * Serves the built web app: its files as they are, and its one page for every other address that a browser
 * opens, because the app itself knows which of them exist. What lies under /api is the API's alone.
 */
export async function addWebApp(app: FastifyInstance, { folder }: { folder: string }): Promise<void> {
  await app.register(fastifyStatic, {
    root: folder,
    serve: false,
    index: false,
    dotfiles: 'ignore',
    preCompressed: true,
    suppressWarning: true,
  });
  for (const url of ['/api', '/api/*']) {
    app.get(url, { schema: { hide: true } }, async () => {
      throw httpErrors.notFound();
    });
  }
  app.get('/*', { schema: { hide: true }, config: { isFile: true } }, async (request, reply) => {
    const path = (request.params as { '*': string })['*'];
    if (path.startsWith(assetsFolder) || filePattern.test(path)) return sendFile(reply, { folder, path });
    if (path !== '' && !acceptsHtml(request)) throw httpErrors.notFound();
    return sendPage(reply, folder);
  });
}

/** Looked up before it is sent: for what is missing, the web framework's own answer would be kept for ever too. */
async function sendFile(
  reply: FastifyReply,
  { folder, path }: { folder: string; path: string },
): Promise<FastifyReply> {
  if (!filePattern.test(path) || !(await isFile(join(folder, path)))) throw httpErrors.notFound();
  reply.removeHeader('cache-control');
  return path.startsWith(assetsFolder) ? reply.sendFile(path, forEver) : sendFresh(reply, path);
}

async function sendPage(reply: FastifyReply, folder: string): Promise<FastifyReply> {
  if (await isFile(join(folder, 'index.html'))) return sendFresh(reply, 'index.html');
  return reply.code(503).type('text/html; charset=utf-8').send(notBuilt);
}

/** May be kept, and is asked about each time: it names the assets of the present build. */
function sendFresh(reply: FastifyReply, path: string): FastifyReply {
  return reply.header('cache-control', 'no-cache').sendFile(path, { cacheControl: false });
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return false;
    throw error;
  }
}

/** Asked for by name, as browsers do for a page: who takes anything is told of a mistyped address, but for `/` itself. */
function acceptsHtml({ headers }: FastifyRequest): boolean {
  return /\btext\/html\b/i.test(headers.accept ?? '');
}
