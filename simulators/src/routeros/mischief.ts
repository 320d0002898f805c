import type { Socket } from 'node:net';
import type { SeededRandom } from '@trunkline/kit';
import { encodeSentence, writeLength, type Timers } from '@trunkline/routeros';
import type { Mischief } from './device-options.ts';

/** What a hostile device writes is bounded by its reader alone, up to this: then it says nothing any more. */
const MOST_BYTES = 2 ** 32;
const PIECE_BYTES = 64 * 1024;

export interface MischiefContext {
  readonly socket: Socket;
  readonly random: SeededRandom;
  readonly timers: Timers;
  readonly trickleMs: number;
  readonly tag: string | undefined;
}

/** Does to a connection what the name says, until it is closed. */
export function makeMischief(kind: Mischief, context: MischiefContext): void {
  const { socket, random, tag } = context;
  const ownTag = tag === undefined ? [] : [`.tag=${tag}`];
  switch (kind) {
    case 'silence':
      return;
    case 'garbage': {
      const noise = Buffer.alloc(4096);
      random.fill(noise);
      socket.write(noise);
      return;
    }
    case 'reserved-length':
      socket.write(Buffer.of(0xf8, 0x00));
      return;
    case 'endless-word': {
      const length = Buffer.alloc(5);
      writeLength(length, 0, 0xffff_ffff);
      socket.write(length);
      pour(socket, Buffer.alloc(PIECE_BYTES, 'a'));
      return;
    }
    case 'endless-sentence':
      pour(socket, repeated(encodeSentence(['=word=without-end']).subarray(0, -1)));
      return;
    case 'endless-rows':
      pour(socket, repeated(encodeSentence(['!re', ...ownTag, '=name=again'])));
      return;
    case 'strays':
      pour(socket, repeated(encodeSentence(['!re', '.tag=nobody', '=name=stray'])));
      return;
    case 'trickle':
      trickle(context, encodeSentence(['!done', ...ownTag]));
      return;
    case 'fatal':
      socket.end(encodeSentence(['!fatal', 'not logged in']));
      return;
  }
}

function repeated(bytes: Buffer): Buffer {
  return Buffer.concat(Array.from({ length: Math.ceil(PIECE_BYTES / bytes.length) }, () => bytes));
}

/** As fast as it is taken. */
function pour(socket: Socket, piece: Buffer): void {
  let written = 0;
  const more = (): void => {
    while (!socket.destroyed && written < MOST_BYTES) {
      written += piece.length;
      if (!socket.write(piece)) {
        socket.once('drain', more);
        return;
      }
    }
  };
  more();
}

function trickle({ socket, timers, trickleMs }: MischiefContext, bytes: Buffer): void {
  let at = 0;
  const next = (): void => {
    if (socket.destroyed || at >= bytes.length) return;
    socket.write(bytes.subarray(at, ++at));
    timers.start(trickleMs, next);
  };
  next();
}
