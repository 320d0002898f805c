import { connect } from 'node:net';
import { checkPorts as checkFree, tryPort } from '@trunkline/server/roles/supervisor/index.ts';
import { readRunning } from '../installation/find-local-url.ts';
import type { Finding, Patient } from './finding.ts';

const subject = 'ports';
const connectTimeoutMs = 2_000;

/** When it runs, its ports must answer; when it does not, they must be free for it. */
export async function checkPorts({ config, pid }: Patient): Promise<Finding[]> {
  if (pid === undefined) {
    try {
      await checkFree(config, 0);
      return [{ level: 'ok', subject, message: 'the ports for API, RADIUS and metrics are free' }];
    } catch (error) {
      const [message = '', ...remedy] = (error as Error).message.split('. ');
      return [{ level: 'fail', subject, message, remedy: remedy.join('. ') }];
    }
  }
  const running = readRunning(config.home);
  const listens = Object.values(running?.listens ?? {}).flat();
  if (!running || listens.length === 0) {
    return [
      {
        level: 'warn',
        subject,
        message: 'no role listens yet',
        remedy: 'Wait a moment, or read the log of the start.',
      },
    ];
  }
  return Promise.all([...listens, running.metrics].map(checkListening));
}

async function checkListening(listen: string): Promise<Finding> {
  const url = new URL(listen);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const port = Number(url.port);
  const isThere =
    url.protocol === 'http:' || url.protocol === 'radsec:'
      ? await answersTcp(host, port)
      : (await tryPort('UDP', host, port)) === 'EADDRINUSE';
  if (isThere) return { level: 'ok', subject, message: `Trunkline listens on ${listen}` };
  return {
    level: 'fail',
    subject,
    message: `nobody listens on ${listen}`,
    remedy: 'The log of the start says why the role does not run; stop and start Trunkline again.',
  };
}

function answersTcp(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const local = host === '::' ? '::1' : host === '0.0.0.0' ? '127.0.0.1' : host;
    const socket = connect({ host: local, port, timeout: connectTimeoutMs });
    const end = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.once('timeout', () => end(false));
  });
}
