import type { ExchangeResult } from '@trunkline/radius';
import type { PlayedNas } from './test-login.ts';

/** What it means that no answer came, in one sentence with where to look; undefined when one came. */
export function describeSilence(
  exchange: ExchangeResult,
  { nas, port }: { nas: PlayedNas; port: number },
): string | undefined {
  switch (exchange.kind) {
    case 'reply':
      return undefined;
    case 'timeout':
      return (
        `no answer from ${nas.server} port ${port} to ${exchange.attempts} packets from ${nas.from}: ` +
        'either no RADIUS server listens there, or it knows no NAS at that address, or the secret differs; ' +
        '"trunkline nas show <name>" counts what was discarded and why'
      );
    case 'cancelled':
      return 'stopped before an answer came';
    case 'busy':
      break;
  }
  return 'nothing was sent: this machine has no port to send from';
}
