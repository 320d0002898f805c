import { withSubcommands } from '../subcommands.ts';
import { addSubscriber } from '../subscriber/add-subscriber.ts';
import { changePassword } from '../subscriber/change-password.ts';
import { changePlan } from '../subscriber/change-plan.ts';
import { changeStatus, STATUS_ACTIONS } from '../subscriber/change-status.ts';
import { listSubscribers } from '../subscriber/list-subscribers.ts';
import { showSubscriber } from '../subscriber/show-subscriber.ts';

const usage = `
trunkline subscriber add <user name> --plan <plan> [options]
trunkline subscriber list [--search <text>] [--status <status>] [--limit <rows>] [--json]
trunkline subscriber show <user name> [--json]
trunkline subscriber status <user name> <action> [--reason <text>]
trunkline subscriber plan <user name> <plan> [--at-expiry]
trunkline subscriber password <user name> [--password-stdin | --password-file <file> | --show]

Who uses the network. What is changed holds at the next login.

subscriber add
  --password-stdin         take the password from standard input instead of making one
  --password-file <file>   or from the first line of a file
  --full-name <name>       also --phone (may be repeated), --email, --address, --notes, --tag (may be repeated)
  --mac <address>          a device that may log in; may be repeated
  --learn-mac              take the device of the first login
  --nas <name>             the only NAS to log in at
  --max-sessions <number>  at once; as the plan says unless said
  --framed-ip <address>    a fixed address
  --json
subscriber status
  actions: ${STATUS_ACTIONS.join(', ')}
subscriber plan
  from now on, or with --at-expiry when the present period ends
subscriber password
  makes another password unless one is given; --show reads the present one, which is recorded
`;

export const subscriberCommand = withSubcommands(
  { name: 'subscriber', summary: 'who uses the network: add, list, show, status, plan, password', usage },
  {
    add: addSubscriber,
    list: listSubscribers,
    show: showSubscriber,
    status: changeStatus,
    plan: changePlan,
    password: changePassword,
  },
);
