import { call } from '../api/call.ts';
import { connect } from '../api/connect.ts';
import { findPlan, listPlans } from '../api/find-plan.ts';
import type { Terminal } from '../command.ts';
import { readPlanBody } from '../plan/plan-body.ts';
import {
  describeBurst,
  describeFairUse,
  describePrice,
  describeQuota,
  describeSpeed,
  describeValidity,
} from '../plan/describe-terms.ts';
import { PLAN_OPTIONS } from '../plan/plan-options.ts';
import { parseOptions } from '../parse-options.ts';
import { formatBytes, formatDuration } from '../quantity/format.ts';
import { withSubcommands } from '../subcommands.ts';
import { writeJson } from '../terminal/json.ts';
import { printable } from '../terminal/printable.ts';
import { renderFacts, renderTable } from '../terminal/table.ts';

const usage = `
trunkline plan add --name <name> --download <rate> --upload <rate> [options]
trunkline plan list [--json]
trunkline plan show <name> [--json]

What is sold. Rates are bits per second, such as 20M, 512k or 2.5G. A new plan is on sale at once.

plan add
  --validity <time>             how long one purchase lasts: 30min, 12h, 30d, 2w, 1mo; without it there is no end
  --price <amount>              such as 29.99; 0 unless said
  --currency <code>             the tenant's unless said
  --max-sessions <number>       at once; 1 unless said
  --pool <name>                 address pool on the router; also --ipv6-pool, --delegated-ipv6-pool
  --address-list <name>         address list on the router
  --burst-download <rate>       burst takes all five: --burst-download, --burst-upload,
                                --burst-threshold-download, --burst-threshold-upload, --burst-time <seconds>
  --session-timeout <time>      such as 8h; also --idle-timeout and --interim
  --session-volume <bytes>      upload and download of one session together, such as 10G
  --quota <quota>               what may be used and what then: 100G/monthly, 10h/daily/walled-garden,
                                100G+50h/once/slow:1M/512k; periods are daily, weekly, monthly, anniversary, once
  --fair-use <step>             from a volume on no faster than this: day:10G:5M/2M; day, week or month;
                                once for each step, in the order of the volumes
  --counts <what>               what counts against both: both, download; both unless said
  --payment <kind>              prepaid, postpaid; prepaid unless said
  --service <kind>              pppoe, hotspot, ipoe, static, any; any unless said
  --description <text>
  --draft                       not on sale yet
  --default                     the plan that forms offer first
  --json
`;

export const planCommand = withSubcommands(
  { name: 'plan', summary: 'what is sold: add, list, show', usage },
  { add: addPlan, list: showList, show: showPlan },
);

/** Which option a field of the API came from. */
const OPTION_OF: Readonly<Record<string, string>> = {
  name: '--name',
  description: '--description',
  isDefault: '--default',
  'terms.downloadBps': '--download',
  'terms.uploadBps': '--upload',
  'terms.burst.downloadBps': '--burst-download',
  'terms.burst.uploadBps': '--burst-upload',
  'terms.burst.thresholdDownloadBps': '--burst-threshold-download',
  'terms.burst.thresholdUploadBps': '--burst-threshold-upload',
  'terms.burst.timeS': '--burst-time',
  'terms.sessionTimeoutS': '--session-timeout',
  'terms.idleTimeoutS': '--idle-timeout',
  'terms.interimIntervalS': '--interim',
  'terms.sessionVolumeBytes': '--session-volume',
  'terms.maxSessions': '--max-sessions',
  'terms.counts': '--counts',
  'terms.pool': '--pool',
  'terms.ipv6Pool': '--ipv6-pool',
  'terms.delegatedIpv6Pool': '--delegated-ipv6-pool',
  'terms.addressList': '--address-list',
  'terms.validity.count': '--validity',
  'terms.priceMinor': '--price',
  'terms.currency': '--currency',
};

async function addPlan(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, PLAN_OPTIONS);
  const { client } = await connect(terminal);
  const body = await readPlanBody(values, client);
  const options = { ...OPTION_OF, ...optionsOfPolicy(values['fair-use'] ?? []) };
  const { data } = await call(client.POST('/api/plans', { body }), { options });
  if (values.json) return writeJson(terminal, data);
  const { terms } = data.version;
  const state = data.status === 'on_sale' ? 'on sale' : data.status;
  terminal.stdout.write(
    `Plan ${printable(data.name)} added, ${state}: ${describeSpeed(terms)}, ${describeValidity(terms)}, ${describePrice(terms)}.\n`,
  );
  return 0;
}

/** Parts of one option, by the field that the API names. */
function optionsOfPolicy(steps: readonly string[]): Record<string, string> {
  const rates = ['downloadBps', 'uploadBps'];
  const quota = ['period', 'bytes', 'timeS', 'atZero', 'slow', ...rates.map((rate) => `slow.${rate}`)];
  return {
    ...Object.fromEntries(quota.map((field) => [`terms.quota.${field}`, '--quota'])),
    ...Object.fromEntries(
      steps.flatMap((text, index) =>
        ['thresholdBytes', ...rates].map((field) => [
          `terms.fairUse.${index}.${field}`,
          `--fair-use ${text}`,
        ]),
      ),
    ),
  };
}

async function showList(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, { json: { type: 'boolean' } });
  const { client } = await connect(terminal);
  const rows = await listPlans(client);
  if (values.json) return writeJson(terminal, rows);
  terminal.stdout.write(
    rows.length === 0
      ? 'No plan yet; add one with: trunkline plan add --name <name> --download <rate> --upload <rate>\n'
      : renderTable(
          [
            { heading: 'Name', cell: (plan) => plan.name },
            { heading: 'Speed', cell: (plan) => describeSpeed(plan.version.terms) },
            { heading: 'Validity', cell: (plan) => describeValidity(plan.version.terms) },
            { heading: 'Price', align: 'right', cell: (plan) => describePrice(plan.version.terms) },
            { heading: 'Sessions', align: 'right', cell: (plan) => plan.version.terms.maxSessions },
            { heading: 'Status', cell: (plan) => plan.status },
            { heading: 'Version', align: 'right', cell: (plan) => plan.version.number },
          ],
          rows,
        ),
  );
  return 0;
}

async function showPlan(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values, positionals } = parseOptions(args, { json: { type: 'boolean' } }, ['name']);
  const { client } = await connect(terminal);
  const plan = await findPlan(client, positionals[0]!);
  if (values.json) return writeJson(terminal, plan);
  const { terms, number } = plan.version;
  terminal.stdout.write(
    renderFacts([
      ['Name', plan.name],
      ['Id', plan.id],
      ['Description', plan.description],
      ['Status', plan.isDefault ? `${plan.status}, default` : plan.status],
      ['Payment', plan.payment],
      ['Service', plan.service],
      ['Version', number],
      ['Speed', describeSpeed(terms)],
      ['Burst', describeBurst(terms)],
      ['Validity', describeValidity(terms)],
      ['Price', describePrice(terms)],
      ['Sessions at once', terms.maxSessions],
      ['Session timeout', seconds(terms.sessionTimeoutS)],
      ['Idle timeout', seconds(terms.idleTimeoutS)],
      ['Interim interval', seconds(terms.interimIntervalS)],
      ['Session volume', terms.sessionVolumeBytes && formatBytes(terms.sessionVolumeBytes)],
      ['Quota', describeQuota(terms)],
      ...describeFairUse(terms).map((text, index) => [index === 0 ? 'Fair use' : '', text] as const),
      ['Pool', terms.pool],
      ['IPv6 pool', terms.ipv6Pool],
      ['Delegated IPv6 pool', terms.delegatedIpv6Pool],
      ['Address list', terms.addressList],
      ...terms.customAttributes.map(({ name, value }) => [name, value] as const),
    ]),
  );
  return 0;
}

function seconds(value: number | null): string | null {
  return value === null ? null : formatDuration(value);
}
