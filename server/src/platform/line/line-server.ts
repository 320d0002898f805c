import { chmodSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { FrameReader, frameOf } from './frame-reader.ts';
import { idLength, LineAnswer, maxQuestionBytes } from './line-format.ts';

/** Processes of one installation that ask: a few. */
const maxConnections = 32;
/** Questions in work, of all together; the next one is told that it is too many. */
const maxPending = 1_024;
/** What an asker leaves unread before it is taken for dead. */
const maxUnreadBytes = 4 * 1024 * 1024;

export interface LineServerOptions {
  /** A socket of the file system, in a folder that is closed to others; at most 107 bytes. */
  readonly path: string;
  readonly handle: (question: Buffer) => Promise<Buffer>;
  /** A question failed, or an asker did not keep to the format. */
  readonly onError: (error: unknown) => void;
}

/** Answers questions of other processes of this machine and user. */
export class LineServer {
  readonly #options: LineServerOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #pending = 0;

  private constructor(options: LineServerOptions) {
    this.#options = options;
    this.#server = createServer((socket) => this.#serve(socket));
    this.#server.maxConnections = maxConnections;
  }

  /** Rejects where the path cannot be bound. A socket that a killed process left there is replaced. */
  static async open(options: LineServerOptions): Promise<LineServer> {
    const line = new LineServer(options);
    rmSync(options.path, { force: true });
    line.#server.listen(options.path);
    await once(line.#server, 'listening');
    chmodSync(options.path, 0o600);
    line.#server.on('error', options.onError);
    return line;
  }

  get connections(): number {
    return this.#sockets.size;
  }

  /** Takes no more questions; those in work go without an answer, and their askers ask again. */
  async close(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  #serve(socket: Socket): void {
    const frames = new FrameReader(maxQuestionBytes);
    this.#sockets.add(socket);
    socket.on('close', () => this.#sockets.delete(socket));
    // A connection that breaks concerns the asker alone.
    socket.on('error', () => socket.destroy());
    socket.on('data', (piece: Buffer) => {
      try {
        for (const frame of frames.read(piece)) void this.#answer(socket, frame);
      } catch (error) {
        this.#options.onError(error);
        socket.destroy();
      }
    });
  }

  async #answer(socket: Socket, frame: Buffer): Promise<void> {
    if (frame.length < idLength) return void socket.destroy();
    const id = frame.subarray(0, idLength);
    if (this.#pending >= maxPending) return send(socket, id, LineAnswer.busy);
    this.#pending++;
    try {
      send(socket, id, LineAnswer.answered, await this.#options.handle(frame.subarray(idLength)));
    } catch (error) {
      this.#options.onError(error);
      send(socket, id, LineAnswer.failed);
    } finally {
      this.#pending--;
    }
  }
}

function send(socket: Socket, id: Buffer, answer: number, content: Buffer = Buffer.alloc(0)): void {
  if (socket.destroyed) return;
  socket.write(frameOf(id, Buffer.of(answer), content));
  if (socket.writableLength > maxUnreadBytes) socket.destroy();
}
