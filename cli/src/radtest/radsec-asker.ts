import { readFile } from 'node:fs/promises';
import { Secret } from '@trunkline/kit';
import {
  RADSEC_SECRET,
  RadsecClient,
  type ExchangeResult,
  type PacketBuilder,
  type RadiusEndpoint,
  type SendOptions,
} from '@trunkline/radius';
import { CommandError, UsageError } from '../command-error.ts';
import type { Asker, RadsecFiles } from './asker.ts';
import type { PlayedNas } from './test-login.ts';

/** A NAS over TLS: its certificate says which, so that nothing is looked up. */
export async function radsecNas(options: {
  readonly files: { readonly [Part in keyof RadsecFiles]: string | undefined };
  readonly port: number;
  readonly server: string;
  readonly identifier: string;
  readonly timeoutMs: number;
}): Promise<PlayedNas> {
  const { files, port, server, identifier, timeoutMs } = options;
  const read = async (part: keyof RadsecFiles): Promise<string> => {
    const path = files[part];
    if (path === undefined) {
      throw new UsageError(
        'RadSec needs all three: --certificate, --key and --authority, each a file in PEM',
      );
    }
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      throw new CommandError(`--${part} "${path}" cannot be read: ${(error as Error).message}`, {
        cause: error,
      });
    }
  };
  const radsec = {
    certificate: await read('certificate'),
    key: await read('key'),
    authority: await read('authority'),
  };
  const secret = new Secret(RADSEC_SECRET);
  return { from: '127.0.0.1', secret, identifier, server, authPort: port, acctPort: port, timeoutMs, radsec };
}

/** Asks over TLS; a server that cannot be reached is an error with its cause. */
export class RadsecAsker implements Asker {
  readonly #client: RadsecClient;
  readonly #nas: PlayedNas;

  constructor(nas: PlayedNas, tls: RadsecFiles) {
    this.#nas = nas;
    this.#client = new RadsecClient({ host: nas.server, port: nas.authPort, tls });
  }

  async send(
    request: PacketBuilder,
    _endpoint: RadiusEndpoint,
    { signal }: SendOptions,
  ): Promise<ExchangeResult> {
    const { server, authPort, timeoutMs } = this.#nas;
    const result = await this.#client.send(request, { timeoutMs, ...(signal && { signal }) });
    if (result.kind !== 'unreachable') return result;
    const why = result.cause?.message ?? 'the connection could not be made';
    throw new CommandError(
      `no RadSec connection to ${server} port ${authPort}: ${why}; the log of the server says which certificate it met`,
      { cause: result.cause },
    );
  }

  sendDelayed(
    build: (delaySeconds: number) => PacketBuilder,
    endpoint: RadiusEndpoint,
    options: SendOptions,
  ): Promise<ExchangeResult> {
    return this.send(build(0), endpoint, options);
  }

  close(): Promise<void> {
    this.#client.close();
    return Promise.resolve();
  }
}
