import { listDisagreements } from '../shadow/list-disagreements.ts';
import { listen } from '../shadow/listen.ts';
import { setShadow } from '../shadow/set-shadow.ts';
import { showStatus } from '../shadow/show-status.ts';
import { switchShadow } from '../shadow/switch-shadow.ts';
import { withSubcommands } from '../subcommands.ts';

const usage = `
trunkline shadow [status] [--json]
trunkline shadow set [--mode off|proxy|listener] [--server <address>] [--auth-port <port>] [--acct-port <port>] [--secret-stdin]
trunkline shadow disagreements [--kind <kind>] [--kinds] [--limit <rows>] [--json]
trunkline shadow switch --to ours|theirs [--anyway]
tcpdump -U -w - udp port 1812 or udp port 1813 | trunkline shadow listen

Another RADIUS server beside this one: it goes on answering while Trunkline judges each login in silence and lists where
the two differ, until nothing does.

shadow set
  --mode proxy       routers send here, and each packet is passed on to the other server
  --mode listener    routers send there, and copies of both directions are handed in by "shadow listen"
  --secret-stdin     the secret that the other server shares with this one, from standard input
  --secret-file <f>  or from the first line of a file
shadow switch
  --to ours          refused until the last hundred logins were answered alike, unless --anyway
  --to theirs        goes back, at any time
shadow listen
  reads a capture from standard input, on the machine of Trunkline: from elsewhere by ssh
  --auth-port, --acct-port  of the other server; 1812 and 1813 unless said
`;

export const shadowCommand = withSubcommands(
  { name: 'shadow', summary: 'compare with another RADIUS server: status, set, switch, listen', usage },
  { status: showStatus, set: setShadow, disagreements: listDisagreements, switch: switchShadow, listen },
  'status',
);
