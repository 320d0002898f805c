import type { RouterosClient } from '@trunkline/routeros';
import { describeFailure, routerFailureKind, type RouterFailureKind } from './router-failure.ts';
import { openClient } from './router-link.ts';
import type { Router } from './router.ts';

/** Why a router could not be visited. */
export interface RouterFailure {
  readonly kind: RouterFailureKind;
  readonly message: string;
}

export type RouterVisit<T> =
  | { readonly failure: RouterFailure }
  | { readonly failure: null; readonly value: T; readonly fingerprint: string | null };

/**
 * Works on a connection of its own, so that no earlier failure answers for this one. `learn` keeps a certificate that is
 * met for the first time, and answers the one that holds.
 */
export async function visitRouter<T>(
  { access }: Router,
  learn: (fingerprint: string) => Promise<string | null>,
  work: (client: RouterosClient) => Promise<T>,
): Promise<RouterVisit<T>> {
  let client: RouterosClient | undefined;
  try {
    client = await openClient(access, access.fingerprint);
    const { fingerprint = null } = client;
    if (fingerprint !== null && access.fingerprint === null && (await learn(fingerprint)) !== fingerprint) {
      return { failure: { kind: 'fingerprint_changed', message: 'the router shows another certificate' } };
    }
    return { failure: null, value: await work(client), fingerprint };
  } catch (error) {
    const kind = routerFailureKind(error);
    if (kind === undefined) throw error;
    return { failure: { kind, message: describeFailure(error) } };
  } finally {
    client?.close();
  }
}
