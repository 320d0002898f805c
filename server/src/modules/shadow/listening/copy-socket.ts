import { chmodSync, rmSync } from 'node:fs';
import { createServer, isIP, type Server, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { CopiedDatagram, Place } from './copied-exchanges.ts';

/** Programs that send copies at a time. */
const maxConnections = 8;
/** A RADIUS packet of 4,096 bytes in base64, and its addresses. */
const maxLineLength = 8_192;

/**
 * Where `trunkline shadow listen` hands in what it was given: a socket that only this machine's Trunkline may open, a
 * JSON object on each line: `{"source":{"address","port"},"target":{"address","port"},"payload":"<base64>"}`.
 */
export class CopySocket {
  readonly #path: string;
  readonly #server: Server;
  readonly #connections = new Set<Socket>();
  /** Lines that were none of these. */
  malformed = 0;

  private constructor(path: string, take: (datagram: CopiedDatagram) => void) {
    this.#path = path;
    this.#server = createServer((connection) => this.#serve(connection, take));
    this.#server.maxConnections = maxConnections;
  }

  /** Replaces what an earlier process left at the path. Rejects with the system's error. */
  static async open(path: string, take: (datagram: CopiedDatagram) => void): Promise<CopySocket> {
    rmSync(path, { force: true });
    const socket = new CopySocket(path, take);
    await new Promise<void>((resolve, reject) => {
      socket.#server.once('error', reject);
      socket.#server.listen(path, () => {
        socket.#server.off('error', reject);
        resolve();
      });
    });
    chmodSync(path, 0o600);
    return socket;
  }

  async close(): Promise<void> {
    for (const connection of this.#connections) connection.destroy();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    rmSync(this.#path, { force: true });
  }

  #serve(connection: Socket, take: (datagram: CopiedDatagram) => void): void {
    this.#connections.add(connection);
    connection.on('close', () => this.#connections.delete(connection));
    // Whoever hands in copies may go at any time; the lines until then were whole.
    connection.on('error', () => connection.destroy());
    let unended = 0;
    connection.on('data', (chunk: Buffer) => {
      const lastEnd = chunk.lastIndexOf(0x0a);
      unended = lastEnd < 0 ? unended + chunk.length : chunk.length - lastEnd - 1;
      if (unended > maxLineLength) connection.destroy();
    });
    createInterface({ input: connection }).on('line', (line) => {
      const datagram = line.length > maxLineLength ? undefined : parseLine(line);
      if (datagram) take(datagram);
      else this.malformed++;
    });
  }
}

function parseLine(line: string): CopiedDatagram | undefined {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
  const { source, target, payload } = (given ?? {}) as Partial<Record<keyof CopiedDatagram, unknown>>;
  if (!isPlace(source) || !isPlace(target) || typeof payload !== 'string') return undefined;
  return { source, target, payload: Buffer.from(payload, 'base64') };
}

function isPlace(value: unknown): value is Place {
  const { address, port } = (value ?? {}) as Partial<Record<keyof Place, unknown>>;
  return typeof address === 'string' && isIP(address) !== 0 && Number.isInteger(port);
}
