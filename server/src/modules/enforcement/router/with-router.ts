import { RouterosLoginRefused, RouterosTrap, type RouterosCaller } from '@trunkline/routeros';
import type { Turn } from '../turn/turn.ts';

/** For all commands of one visit together. */
const visitLimitMs = 20_000;

export type Visit<T> =
  | { readonly ok: true; readonly value: T }
  /** Not reached, or lost on the way; what was done before that may stand. */
  | { readonly ok: false; readonly detail: string };

/** Works on a router's API, within a time, and remembers whether it can be reached. */
export async function withRouter<T>(
  turn: Turn,
  work: (client: RouterosCaller, options: { signal: AbortSignal }) => Promise<T>,
): Promise<Visit<T>> {
  const { api } = turn.memory;
  if (!turn.router) return { ok: false, detail: 'The NAS has no API that we may use.' };
  if (!api.maySend()) return { ok: false, detail: 'The API of the router cannot be reached at the moment.' };
  const signal = AbortSignal.any([turn.signal, AbortSignal.timeout(visitLimitMs)]);
  try {
    const value = await turn.deps.routers.run(turn.router, (client) => work(client, { signal }), { signal });
    api.answered();
    return { ok: true, value };
  } catch (error) {
    // A router that refuses a command can be reached; whoever may not sign in cannot.
    if (error instanceof RouterosTrap && !(error instanceof RouterosLoginRefused)) api.answered();
    else api.unanswered({ isCertain: true });
    return { ok: false, detail: (error as Error).message };
  }
}
