import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { copySocketPath } from '@trunkline/server/roles/radius/copy-socket-path.ts';
import { CommandError } from '../command-error.ts';
import type { Terminal } from '../command.ts';
import { readInstallation } from '../installation/read-installation.ts';
import { parseOptions, wholeNumber } from '../parse-options.ts';
import { CaptureReader, NoCapture } from './read-capture.ts';
import { readDatagram, type Datagram } from './read-datagram.ts';

/** Reads a capture from standard input and hands its RADIUS datagrams to the radius role of this machine. */
export async function listen(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseOptions(args, {
    'auth-port': { type: 'string', default: '1812' },
    'acct-port': { type: 'string', default: '1813' },
  });
  const ports = new Set(
    (['auth-port', 'acct-port'] as const).map((option) =>
      wholeNumber(values[option], { option, least: 1, most: 65_535 })!,
    ),
  );
  const socket = await open(terminal);
  let handed = 0;
  let passedOver = 0;
  try {
    const reader = new CaptureReader();
    for await (const chunk of terminal.stdin) {
      for (const frame of reader.read(chunk as Buffer)) {
        const datagram = readDatagram(frame);
        if (!datagram || !(ports.has(datagram.source.port) || ports.has(datagram.target.port))) passedOver++;
        else {
          handed++;
          if (!socket.write(lineOf(datagram))) await once(socket, 'drain', { signal: terminal.signal });
        }
      }
    }
  } catch (error) {
    throw asCommandError(error);
  } finally {
    socket.end();
  }
  terminal.stdout.write(`${handed} RADIUS packets handed over, ${passedOver} frames passed over.\n`);
  return 0;
}

async function open(terminal: Terminal): Promise<Socket> {
  const path = copySocketPath(readInstallation(terminal).role.dataDirectory);
  const socket = connect(path);
  try {
    await once(socket, 'connect');
  } catch (error) {
    throw new CommandError(
      'Trunkline does not run on this machine, or not as you; start it with "npm start"',
      {
        cause: error,
      },
    );
  }
  return socket;
}

function lineOf({ source, target, payload }: Datagram): string {
  return `${JSON.stringify({ source, target, payload: payload.toString('base64') })}\n`;
}

function asCommandError(error: unknown): unknown {
  if (error instanceof NoCapture) {
    const message = `standard input is no capture (${error.message}); give it what tcpdump -U -w - writes`;
    return new CommandError(message, { cause: error });
  }
  if (error instanceof Error && 'code' in error && ['EPIPE', 'ECONNRESET'].includes(String(error.code)))
    return new CommandError('Trunkline ended meanwhile', { cause: error });
  return error;
}
