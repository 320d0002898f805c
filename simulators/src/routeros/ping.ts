import type { Timers } from '@trunkline/routeros';
import type { DeviceCommand } from './parse-command.ts';
import type { Properties } from './menu-table.ts';

const DEFAULT_COUNT = 4;
/** TEST-NET-3: nobody is there (RFC 5737). */
const NOBODY = /^203\.0\.113\./;

/** One probe each interval, until all are sent or the returned function is called. */
export function startPing(
  { attributes }: DeviceCommand,
  timers: Timers,
  { onRow, onEnd }: { readonly onRow: (row: Properties) => void; readonly onEnd: () => void },
): () => void {
  const { address = '', count = String(DEFAULT_COUNT), interval = '1s' } = attributes;
  const intervalMs = Number.parseFloat(interval) * (interval.endsWith('ms') ? 1 : 1_000) || 1_000;
  const isAnswered = !NOBODY.test(address);
  let sent = 0;
  const probe = (): void => {
    sent++;
    const found = { size: '56', ttl: '64', time: '1ms200us' };
    onRow({
      seq: String(sent - 1),
      host: address,
      ...(isAnswered ? found : { status: 'timeout' }),
      sent: String(sent),
      received: isAnswered ? String(sent) : '0',
      'packet-loss': isAnswered ? '0' : '100',
    });
    if (sent >= Number(count)) onEnd();
    else timer = timers.start(intervalMs, probe);
  };
  let timer = timers.start(0, probe);
  return () => timers.stop(timer);
}
