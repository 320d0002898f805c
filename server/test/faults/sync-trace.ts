import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Code } from '@trunkline/radius';
import { decodeAccountingRecord } from '../../src/modules/sessions/index.ts';

/** Longest text of one system call that is kept: a group of records, or a part of the zeros of a new segment. */
const maxBytes = 262_144;
const traced = 'write,pwrite64,pwritev,fdatasync,fsync,close,sendto,sendmsg,sendmmsg';
const recordHeaderBytes = 8;

/** The command line that runs a program and writes its system calls into `file`. */
export function traceInto(file: string): string[] {
  const options = ['-f', '-qq', '-xx', '-s', String(maxBytes), '-e', `trace=${traced}`, '-e', 'signal=none'];
  return ['strace', ...options, '-o', file];
}

export interface TraceFindings {
  readonly replies: number;
  readonly syncs: number;
  /** Replies that left before a sync that covers their record had returned. */
  readonly early: number;
}

/**
 * Reads such a file: for each Accounting-Response that was handed to the system, whether the record of its
 * request was written to a file and a sync of that file, begun after the write, had returned before.
 * A reply names its request by its authenticator, which is computed from the request's.
 */
export async function readTrace(file: string, secret: string): Promise<TraceFindings> {
  const findings = { replies: 0, syncs: 0, early: 0 };
  const disk = new TracedDisk();
  for await (const call of callsOf(file)) {
    if (call.isEntry && call.name.startsWith('send')) {
      for (const reply of repliesIn(call.parameters)) {
        findings.replies++;
        if (!disk.holds(reply, secret)) findings.early++;
      }
    }
    if (call.name.includes('write')) disk.write(call);
    if (call.name.endsWith('sync')) findings.syncs += disk.sync(call);
    if (call.name === 'close') disk.close(call);
  }
  return findings;
}

interface Call {
  readonly thread: string;
  readonly name: string;
  readonly parameters: string;
  /** Whether this line shows that it began, and whether it shows that it returned, with success. */
  readonly isEntry: boolean;
  readonly isReturn: boolean;
}

/** Lines as strace writes them: whole, or cut in two where another thread spoke in between. */
async function* callsOf(file: string): AsyncGenerator<Call> {
  const begun = new Map<string, string>();
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [, thread = '', text = ''] = /^(\d+) +(.*)$/s.exec(line) ?? [];
    const resumed = /^<\.\.\. (\w+) resumed>/.exec(text);
    if (resumed) {
      const parameters = begun.get(thread) ?? '';
      yield { thread, name: resumed[1]!, parameters, isEntry: false, isReturn: hasSucceeded(text) };
      continue;
    }
    const [, name, parameters = ''] = /^(\w+)\((.*)$/s.exec(text) ?? [];
    if (name === undefined) continue;
    begun.set(thread, parameters);
    const isReturn = !text.endsWith('<unfinished ...>') && hasSucceeded(text);
    yield { thread, name, parameters, isEntry: true, isReturn };
  }
}

/** The requests written to each open file, and those of them that a sync has made durable. */
class TracedDisk {
  readonly #written = new Map<string, Request[]>();
  readonly #covered = new Map<string, Request[]>();
  readonly #durable = new Map<number, Buffer[]>();

  write({ parameters, isReturn }: Call): void {
    if (!isReturn) return;
    const requests = stringsIn(parameters).flatMap(requestsIn);
    if (requests.length === 0) return;
    const file = fileOf(parameters);
    this.#written.set(file, [...(this.#written.get(file) ?? []), ...requests]);
  }

  /** 1 when a sync that covers something has returned. */
  sync({ thread, parameters, isEntry, isReturn }: Call): number {
    const file = fileOf(parameters);
    if (isEntry) {
      this.#covered.set(thread, this.#written.get(file) ?? []);
      this.#written.delete(file);
    }
    if (!isReturn) return 0;
    const covered = this.#covered.get(thread) ?? [];
    this.#covered.delete(thread);
    for (const { identifier, authenticator } of covered) {
      this.#durable.set(identifier, [...(this.#durable.get(identifier) ?? []), authenticator]);
    }
    return covered.length > 0 ? 1 : 0;
  }

  /** The number may be given to another file. */
  close({ parameters }: Call): void {
    this.#written.delete(fileOf(parameters));
  }

  holds(reply: Buffer, secret: string): boolean {
    const expected = reply.subarray(4, 20);
    return (this.#durable.get(reply[1]!) ?? []).some((request) =>
      createHash('md5')
        .update(reply.subarray(0, 4))
        .update(request)
        .update(reply.subarray(20))
        .update(secret)
        .digest()
        .equals(expected),
    );
  }
}

interface Request {
  readonly identifier: number;
  readonly authenticator: Buffer;
}

/** The accounting records of a group as the journal writes it: length, checksum, payload, without gaps. */
function requestsIn(bytes: Buffer): Request[] {
  const requests: Request[] = [];
  for (let at = 0; at + recordHeaderBytes < bytes.length;) {
    const end = at + recordHeaderBytes + bytes.readUInt32BE(at);
    const record = decodeAccountingRecord(bytes.subarray(at + recordHeaderBytes, end));
    if (!record || end > bytes.length) return requests;
    const { packet } = record;
    requests.push({ identifier: packet[1]!, authenticator: packet.subarray(4, 20) });
    at = end;
  }
  return requests;
}

function repliesIn(parameters: string): Buffer[] {
  return stringsIn(parameters).filter(
    (bytes) =>
      bytes.length >= 20 && bytes[0] === Code.AccountingResponse && bytes.readUInt16BE(2) === bytes.length,
  );
}

function stringsIn(parameters: string): Buffer[] {
  return [...parameters.matchAll(/"((?:\\x[0-9a-f]{2})+)"/g)].map(([, text]) =>
    Buffer.from(text!.replaceAll('\\x', ''), 'hex'),
  );
}

function fileOf(parameters: string): string {
  return /^\d+/.exec(parameters)?.[0] ?? '';
}

function hasSucceeded(text: string): boolean {
  return / = \d+$/.test(text);
}
