import { readFileSync } from 'node:fs';
import type { FastifyInstance } from 'fastify';
import type { Clock } from '@trunkline/kit';
import type { Database } from '../../platform/db/index.ts';
import { isDatabaseAway } from '../../platform/http/index.ts';
import { firstCommands } from '../first-commands.ts';
import { roleNames, type RoleName } from '../role-names.ts';
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

const duties: Record<RoleName, string> = {
  radius: 'answers logins, takes accounting',
  api: 'answers HTTP, shows this page',
  fold: 'brings accounting into the database',
  worker: 'runs jobs, disconnects sessions',
};

/** `/`: what runs, what does not, and what to do next. It has no script, and its style is a file of its own. */
export function addStartPage(app: FastifyInstance, deps: StartPageDeps): void {
  app.get('/', { schema: { hide: true } }, async (request, reply) => {
    const beats = await readBeats(deps.database);
    const page = render(deps, { beats, httpPort: request.socket.localPort ?? 8080 });
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

function render(
  { clock, version, radius }: StartPageDeps,
  { beats, httpPort }: { beats: RoleBeat[] | undefined; httpPort: number },
): string {
  const commands = firstCommands({ http: httpPort, auth: radius.authPort, acct: radius.acctPort });
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Trunkline</title><link rel="stylesheet" href="/start-page.css"></head>
<body><main>
<h1>Trunkline <small>${escapeHtml(version)}</small></h1>
${beats ? renderRoles(beats, clock.now()) : databaseAway}
<p>Routers ask by RADIUS: authentication on ${shownPort(radius.authPort)}, accounting on ${shownPort(radius.acctPort)}.</p>
<h2>Next: the first subscriber online</h2>
<p>In a terminal on this machine, in the folder of Trunkline:</p>
<div class="commands">
${commands.map(renderCommand).join('\n')}
</div>
<p><code>login</code> asks for the owner&rsquo;s password that the first start printed. It is lost? <code>bin/trunkline reset-password</code> gives another.</p>
<h2>Further</h2>
<ul>
<li><a href="/api/docs">The API, to read and to try</a> (<a href="/api/openapi.json">OpenAPI file</a>)</li>
<li><a href="/api/server-time">Health</a>, for monitoring</li>
<li><code>bin/trunkline doctor</code> says what is wrong on this machine and how to mend it</li>
</ul>
</main></body></html>
`;
}

const databaseAway = `<p class="summary bad"><strong>The database cannot be reached.</strong> Logins go on from the snapshot, accounting goes into the journal, and everything else waits; it goes on by itself when the database is back. What to mend: <code>bin/trunkline doctor</code></p>`;

interface RoleLine {
  role: string;
  isRunning: boolean;
  state: string;
  detail: string;
}

function renderRoles(beats: RoleBeat[], nowMs: number): string {
  const missing = roleNames.filter((name) => !beats.some(({ role }) => role === name));
  const lines: RoleLine[] = [
    ...beats.map((beat) => describeBeat(beat, nowMs)),
    ...missing.map((role) => ({
      role,
      isRunning: false,
      state: 'not started',
      detail: 'no sign of life yet',
    })),
  ];
  return `${renderSummary(lines)}
<table><tbody>
${lines.map(renderLine).join('\n')}
</tbody></table>`;
}

function renderSummary(lines: RoleLine[]): string {
  const down = lines.filter(({ isRunning }) => !isRunning).map(({ role }) => role);
  if (down.length === 0) return '<p class="summary"><strong>Everything runs.</strong></p>';
  const names = escapeHtml([...new Set(down)].join(', '));
  return `<p class="summary bad"><strong>Not everything runs: ${names}.</strong> Load this page again in a few seconds; if it stays, <code>bin/trunkline doctor</code> and the log of the start say why.</p>`;
}

function describeBeat({ node, role, version, startedAt, beatAt }: RoleBeat, nowMs: number): RoleLine {
  const ageMs = Math.max(0, nowMs - beatAt.getTime());
  const isRunning = ageMs <= silentAfterMs;
  const started = startedAt.toISOString().slice(0, 16).replace('T', ' ');
  return {
    role,
    isRunning,
    state: isRunning ? 'running' : 'silent',
    detail: `last sign ${shownAge(ageMs)} ago; ${version} on ${node}, started ${started} UTC`,
  };
}

function renderLine({ role, isRunning, state, detail }: RoleLine): string {
  const duty = duties[role as RoleName] ?? '';
  const mark = isRunning ? '' : ' class="bad"';
  return `<tr${mark}><th scope="row">${twoLines(role, duty)}</th><td>${twoLines(state, detail)}</td></tr>`;
}

function twoLines(head: string, below: string): string {
  return `<strong>${escapeHtml(head)}</strong><small>${escapeHtml(below)}</small>`;
}

/** Browsers would break a line inside `--option`; the span keeps it whole. */
function renderCommand(command: string): string {
  return `<div>${escapeHtml(command).replace(/--[a-z-]+/g, '<span>$&</span>')}</div>`;
}

function shownAge(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7200 ? `${Math.round(seconds / 60)} min` : `${Math.round(seconds / 3600)} h`;
}

/** Port 0 means that the system chose; the radius role says in its log which. */
function shownPort(port: number): string {
  return port === 0 ? 'a UDP port of the system&rsquo;s choice' : `UDP ${port}`;
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
