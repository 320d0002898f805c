import { lookup } from 'node:dns/promises';
import { isIP, isIPv6 } from 'node:net';
import { Secret } from '@trunkline/kit';
import { call } from '../api/call.ts';
import type { Connection } from '../api/connect.ts';
import { findNas, listNas, type Nas } from '../api/find-nas.ts';
import { CommandError, UsageError } from '../command-error.ts';
import { isInPrefix, isLoopback, localAddressIn } from './local-address.ts';
import type { PlayedNas } from './test-login.ts';

export interface NasChoice {
  /** Name of the NAS to speak for. */
  readonly nas: string | undefined;
  /** Source address. */
  readonly from: string | undefined;
  readonly secret: Secret | undefined;
  readonly server: string | undefined;
  readonly authPort: number;
  readonly acctPort: number;
  readonly timeoutMs: number;
}

/**
 * The NAS to play: by its name or, without one, that to which an address of this machine belongs. Its secret is
 * the one given, else the API's. Without a connection the secret must be given and nothing is looked up.
 */
export async function chooseNas(choice: NasChoice, connection: Connection | undefined): Promise<PlayedNas> {
  if (choice.from !== undefined && !isIP(choice.from)) {
    throw new UsageError(`--from "${choice.from}" is not an IP address of this machine`);
  }
  const known = connection && (await findPlayed(choice, connection));
  const from = choice.from ?? (known && sourceFor(known)) ?? '127.0.0.1';
  const secret = choice.secret ?? (known && connection && (await readSecret(known, connection)));
  if (!secret) {
    throw new CommandError(
      'the shared secret is not known; sign in with "trunkline login", or give it with --secret-stdin or --secret-file',
    );
  }
  const server = await serverAddress(choice.server ?? hostOf(connection), from);
  if (isLoopback(from) !== isLoopback(server)) {
    throw new CommandError(
      `packets from ${from} do not reach ${server}; add a NAS for this machine's address there (trunkline nas add), or name the server with --server`,
    );
  }
  return {
    from,
    secret,
    identifier: known?.name ?? choice.nas ?? 'radtest',
    server,
    authPort: choice.authPort,
    acctPort: choice.acctPort,
    timeoutMs: choice.timeoutMs,
  };
}

/** Undefined where the secret is given and no NAS is named: then the source address alone decides. */
async function findPlayed(choice: NasChoice, { client }: Connection): Promise<Nas | undefined> {
  if (choice.nas !== undefined) return findNas(client, choice.nas);
  if (choice.secret) return undefined;
  const all = (await listNas(client)).filter(({ isEnabled }) => isEnabled);
  const { from } = choice;
  const ours = all.filter(({ prefix }) =>
    from === undefined ? localAddressIn(prefix) !== undefined : isInPrefix(from, prefix),
  );
  // As the server does: the longest prefix wins.
  const [best] = ours.toSorted((a, b) => prefixBits(b) - prefixBits(a));
  if (best) return best;
  throw new CommandError(
    `no NAS has ${from ?? 'an address of this machine'}; add one with: trunkline nas add --name lab --prefix ${from ?? '127.0.0.1'}`,
  );
}

function sourceFor(nas: Nas): string {
  const address = localAddressIn(nas.prefix);
  if (address !== undefined) return address;
  throw new CommandError(
    `no address of this machine is in ${nas.prefix}, so it cannot speak for NAS ${nas.name}; name a NAS of this machine with --nas`,
  );
}

async function readSecret(nas: Nas, { client }: Connection): Promise<Secret> {
  const { data } = await call(client.GET('/api/nas/{id}/secret', { params: { path: { id: nas.id } } }));
  return new Secret(data.secret);
}

function hostOf(connection: Connection | undefined): string {
  return connection ? new URL(connection.session.url).hostname.replace(/^\[|\]$/g, '') : '127.0.0.1';
}

async function serverAddress(host: string, from: string): Promise<string> {
  const family = isIPv6(from) ? 6 : 4;
  // `localhost` and an address of the other family mean the same machine.
  if (isLoopback(from) && (host === 'localhost' || (isIP(host) && isLoopback(host)))) {
    return family === 6 ? '::1' : '127.0.0.1';
  }
  try {
    return (await lookup(host, { family })).address;
  } catch (error) {
    throw new CommandError(`${host} has no IPv${family} address to send to; name the server with --server`, {
      cause: error,
    });
  }
}

function prefixBits({ prefix }: Nas): number {
  return Number(prefix.split('/')[1]);
}
