import type { ApiClient } from '../api/connect.ts';
import { formatInstant } from '../quantity/format.ts';
import { renderFacts } from '../terminal/table.ts';

export type ShadowStatus = NonNullable<Awaited<ReturnType<typeof read>>['data']>['data'];

const read = (client: ApiClient) => client.GET('/api/shadow');

const modes: Readonly<Record<ShadowStatus['mode'], string>> = {
  off: 'off',
  proxy: 'proxy: routers send here',
  listener: 'listener: copies are handed in',
};

export function describeStatus(status: ShadowStatus): string {
  const { mode, answeredBy, server, logins, agreeing, disagreeing, accounting } = status;
  const isOurs = mode === 'off' || (mode === 'proxy' && answeredBy === 'ours');
  return renderFacts([
    ['Mode', modes[mode]],
    ['Other server', server && `${server.address}, ports ${server.authPort} and ${server.acctPort}`],
    ['Routers are answered by', isOurs ? 'Trunkline' : 'the other server'],
    ['Logins compared', logins],
    ['Alike', agreeing],
    ['Not alike', disagreeing],
    ['No answer of the other server', status.unanswered],
    ['Not compared', status.notCompared],
    ['Accounting it took / did not', `${accounting.relayed} / ${accounting.failed}`],
    ['All alike since', status.zeroSince && formatInstant(status.zeroSince)],
    ['Switch', describeSwitch(status)],
  ]);
}

function describeSwitch({ whyNot, loginsSinceZero, neededLogins }: ShadowStatus): string {
  switch (whyNot) {
    case null:
      return 'ready: trunkline shadow switch --to ours';
    case 'off':
      return 'nothing to switch';
    case 'listener':
      return 'a listener cannot switch: let the routers send here, as to a proxy';
    case 'disagreements':
      return `not yet: ${loginsSinceZero} of ${neededLogins} logins since the last disagreement`;
    case 'too_few_logins':
      break;
  }
  return `not yet: ${loginsSinceZero} of ${neededLogins} logins compared`;
}
