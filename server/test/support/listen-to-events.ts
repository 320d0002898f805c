/** What an open page was told, and whether its stream still is open. */
export interface Listener {
  readonly status: number;
  readonly headers: Headers;
  readonly events: { name: string; data: Record<string, unknown> }[];
  readonly isEnded: () => boolean;
  /** Resolves once `isThere` finds what it looks for among the events. */
  until(isThere: (events: Listener['events']) => boolean): Promise<void>;
  untilEnd(): Promise<void>;
  leave(): void;
}

const pollMs = 20;
const limitMs = 20_000;

/** Listens to server-sent events as a browser does, with a bearer token. */
export async function listenToEvents(url: string, token: string): Promise<Listener> {
  const leaving = new AbortController();
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    signal: leaving.signal,
  });
  const events: Listener['events'] = [];
  let isEnded = false;
  const reading = (async () => {
    let text = '';
    const decoder = new TextDecoder();
    try {
      for await (const chunk of response.body!) {
        text += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = text.split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks) {
          const match = /^event: (\S+)\ndata: (.*)$/.exec(block);
          if (match) events.push({ name: match[1]!, data: JSON.parse(match[2]!) as Record<string, unknown> });
        }
      }
    } catch (error) {
      if (!leaving.signal.aborted) throw error;
    } finally {
      isEnded = true;
    }
  })();
  const wait = async (what: string, isThere: () => boolean): Promise<void> => {
    for (let waited = 0; !isThere(); waited += pollMs) {
      if (waited > limitMs) throw new Error(`${what} did not come; told were ${JSON.stringify(events)}`);
      await new Promise((resolve) => setTimeout(resolve, pollMs));
    }
  };
  return {
    status: response.status,
    headers: response.headers,
    events,
    isEnded: () => isEnded,
    until: (isThere) => wait('the event', () => isThere(events)),
    untilEnd: async () => {
      await wait('the end', () => isEnded);
      await reading;
    },
    leave: () => leaving.abort(),
  };
}
