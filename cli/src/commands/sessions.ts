import { disconnectSession } from '../sessions/disconnect-session.ts';
import { listSessions } from '../sessions/list-sessions.ts';
import { showSession } from '../sessions/show-session.ts';
import { withSubcommands } from '../subcommands.ts';

const usage = `
trunkline sessions [list] [--all] [--user <user name>] [--nas <name>] [--limit <rows>] [--json]
trunkline sessions show <id or user name> [--json]
trunkline sessions disconnect <id or user name> [--reason <text>] [--wait <time>]

Who is online. Download (↓) and upload (↑) are the subscriber's.

sessions list
  --all          those that have ended as well, newest first
sessions disconnect
  asks the NAS to end the session, and waits until accounting confirms it; exit code 1 when nothing confirmed it
  --wait <time>  at most so long; 15s unless said
`;

export const sessionsCommand = withSubcommands(
  { name: 'sessions', summary: 'who is online: list, show, disconnect', usage },
  { list: listSessions, show: showSession, disconnect: disconnectSession },
  'list',
);
