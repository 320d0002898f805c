import { z } from 'zod';
import type { EventStream } from './event-stream.ts';
import type { Access, Route } from './route.ts';

interface StreamRouteDefinition {
  path: `/api/${string}`;
  summary: string;
  tag: string;
  permission: Exclude<Access, 'public'>;
  /** Begins to tell the stream; answers what ends that. */
  listen: (stream: EventStream) => () => void;
}

/** A GET route that answers with server-sent events for as long as the client stays and may listen. */
export function defineStreamRoute(definition: StreamRouteDefinition): Route {
  return {
    ...definition,
    method: 'GET',
    params: undefined,
    query: undefined,
    body: undefined,
    answer: z.string().describe('text/event-stream: `event: <name>` and `data: <JSON>`.'),
    needsRevision: false,
    cursor: undefined,
    handle: () => Promise.reject(new Error(`${definition.path} is listened to and has no answer of its own`)),
  };
}
