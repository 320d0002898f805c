import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { isDatabaseAway } from '../../platform/http/index.ts';
import { listRoleBeats, type RoleBeat } from './role-status-store.ts';

export interface StartPageDeps {
  database: Database;
  clock: Clock;
  version: string;
  /** What subscribers' routers talk to, for the page to name. */
  radius: { authPort: number; acctPort: number };
}

const style = readFileSync(new URL('start-page.css', import.meta.url), 'utf8');
/** Roles beat every five seconds; one that missed three is worth a look. */
const silentAfterMs = 15_000;

/** `/`: what runs, and where to go next. It has no script, and its style is a file of its own. */
export function addStartPage(app: FastifyInstance, deps: StartPageDeps): void {
  app.get('/', { schema: { hide: true } }, async (_request, reply) => {
    const page = render(deps, await readBeats(deps.database));
    return reply.type('text/html; charset=utf-8').send(page);
  });
  app.get('/start-page.css', { schema: { hide: true } }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(style),
  );
}

/** Undefined while the database is away: the page must say so instead of failing with it. */
async function readBeats(database: Database): Promise<RoleBeat[] | undefined> {
  try {
    return await listRoleBeats(database);
  } catch (error) {
    if (isDatabaseAway(error)) return undefined;
    throw error;
  }
}

function render({ clock, version, radius }: StartPageDeps, beats: RoleBeat[] | undefined): string {
  const rows = beats?.map((beat) => renderRole(beat, clock.now())).join('\n');
  const roles = rows
    ? `<table><thead><tr><th>Role</th><th>Machine</th><th>State</th><th>Since</th></tr></thead><tbody>\n${rows}\n</tbody></table>`
    : `<p class="warning">${beats ? 'No role has reported yet; load this page again in a few seconds.' : 'The database cannot be reached. Logins go on from the snapshot, accounting into the journal.'}</p>`;
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trunkline</title><link rel="stylesheet" href="/start-page.css"></head>
<body><main>
<h1>Trunkline <small>${escapeHtml(version)}</small></h1>
<h2>What runs</h2>
${roles}
<p>RADIUS: authentication on UDP ${shownPort(radius.authPort)}, accounting on UDP ${shownPort(radius.acctPort)}.</p>
<h2>The first subscriber online</h2>
<pre>bin/trunkline login
bin/trunkline nas add --name lab --prefix 127.0.0.1
bin/trunkline plan add --name "Home 20" --download 20M --upload 5M
bin/trunkline subscriber add alice --plan "Home 20"
bin/trunkline radtest alice --session</pre>
<p><code>login</code> asks for the owner&rsquo;s password that the first start printed.</p>
<h2>Where to go next</h2>
<ul>
<li><a href="/api/docs">The API, to read and to try</a> (<a href="/api/openapi.json">OpenAPI file</a>)</li>
<li><a href="/api/server-time">Health</a></li>
<li><code>bin/trunkline doctor</code> says what is wrong on this machine and how to mend it</li>
</ul>
</main></body></html>
`;
}

function renderRole({ node, role, version, startedAt, beatAt }: RoleBeat, nowMs: number): string {
  const ageMs = Math.max(0, nowMs - beatAt.getTime());
  const isSilent = ageMs > silentAfterMs;
  const state = `${isSilent ? 'silent' : 'running'}, last sign ${shownAge(ageMs)} ago`;
  const cells = [`${role} ${version}`, node, state, startedAt.toISOString().slice(0, 19).replace('T', ' ')];
  const mark = isSilent ? ' class="warning"' : '';
  return `<tr${mark}>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`;
}

function shownAge(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** Port 0 means that the system chose; the radius role says in its log which. */
function shownPort(port: number): string {
  return port === 0 ? 'a port of the system&rsquo;s choice' : String(port);
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (character) => names[character]!);
}
