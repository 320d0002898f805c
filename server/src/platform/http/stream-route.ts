import { z } from 'zod';
import type { EventStream } from './event-stream.ts';
import type { Access, Route } from './route.ts';

interface StreamRouteDefinition<Params extends z.ZodType | undefined> {
  path: `/api/${string}`;
  summary: string;
  tag: string;
  permission: Exclude<Access, 'public'>;
  params?: Params;
  /** Begins to tell the stream; answers what ends that. What is refused after that is told by an event. */
  listen: (
    stream: EventStream,
    request: { params: Params extends z.ZodType ? z.output<Params> : undefined },
  ) => () => void;
}

/** A GET route that answers with server-sent events for as long as the client stays and may listen. */
export function defineStreamRoute<Params extends z.ZodType | undefined = undefined>(
  definition: StreamRouteDefinition<Params>,
): Route {
  return {
    ...definition,
    method: 'GET',
    params: definition.params,
    query: undefined,
    body: undefined,
    answer: z.string().describe('text/event-stream: `event: <name>` and `data: <JSON>`.'),
    needsRevision: false,
    cursor: undefined,
    // Parsed by the schema above before anybody listens.
    listen: definition.listen as NonNullable<Route['listen']>,
    handle: () => Promise.reject(new Error(`${definition.path} is listened to and has no answer of its own`)),
  };
}
