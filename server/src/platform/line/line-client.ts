import { createConnection, type Socket } from 'node:net';
import { FrameReader, frameOf } from './frame-reader.ts';
import { idLength, LineAnswer, maxAnswerBytes } from './line-format.ts';

/** Questions under way at one time; the next one is refused at once. */
const maxWaiting = 512;

/** Nobody answers at the other end: whether the question was worked on is not known. */
export class LineAway extends Error {
  override name = 'LineAway';
}

/** The other end has as many questions in work as it takes; this one was not worked on. */
export class LineBusy extends Error {
  override name = 'LineBusy';
}

interface Waiting {
  readonly resolve: (answer: Buffer) => void;
  readonly reject: (error: Error) => void;
  readonly late: NodeJS.Timeout;
}

/** Asks the process behind a `LineServer`, over one connection that is made at the first question and again after. */
export class LineClient {
  readonly #path: string;
  readonly #timeoutMs: number;
  readonly #waiting = new Map<number, Waiting>();
  #socket: Socket | undefined;
  #nextId = 0;

  constructor({ path, timeoutMs }: { path: string; timeoutMs: number }) {
    this.#path = path;
    this.#timeoutMs = timeoutMs;
  }

  /** Rejects with LineAway or LineBusy, and never waits longer than its time. */
  ask(question: Uint8Array): Promise<Buffer> {
    if (this.#waiting.size >= maxWaiting) return Promise.reject(new LineBusy('too many questions wait'));
    const id = this.#nextId;
    this.#nextId = (id + 1) % 2 ** 32;
    const socket = (this.#socket ??= this.#connect());
    return new Promise((resolve, reject) => {
      const late = setTimeout(
        () => this.#settle(id)?.reject(new LineAway('no answer in time')),
        this.#timeoutMs,
      );
      this.#waiting.set(id, { resolve, reject, late });
      const number = Buffer.alloc(idLength);
      number.writeUInt32BE(id);
      socket.write(frameOf(number, question));
    });
  }

  close(): void {
    this.#socket?.destroy();
  }

  #connect(): Socket {
    const socket = createConnection(this.#path);
    const frames = new FrameReader(maxAnswerBytes);
    socket.on('data', (piece: Buffer) => {
      try {
        for (const frame of frames.read(piece)) this.#hear(frame);
      } catch {
        // What is no frame comes from no line: the questions under way fail as it closes.
        socket.destroy();
      }
    });
    // `close` follows, and tells those who wait.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#lose(socket));
    return socket;
  }

  #hear(frame: Buffer): void {
    if (frame.length <= idLength) return;
    const waiting = this.#settle(frame.readUInt32BE(0));
    if (!waiting) return;
    const answer = frame[idLength];
    if (answer === LineAnswer.answered) waiting.resolve(Buffer.from(frame.subarray(idLength + 1)));
    else if (answer === LineAnswer.busy) waiting.reject(new LineBusy('the other end is busy'));
    else waiting.reject(new LineAway('the other end failed at the question'));
  }

  #lose(socket: Socket): void {
    if (this.#socket !== socket) return;
    this.#socket = undefined;
    for (const id of Array.from(this.#waiting.keys()))
      this.#settle(id)?.reject(new LineAway('nobody answers'));
  }

  #settle(id: number): Waiting | undefined {
    const waiting = this.#waiting.get(id);
    if (!waiting) return undefined;
    clearTimeout(waiting.late);
    this.#waiting.delete(id);
    return waiting;
  }
}
