import { z } from 'zod';
import type { Actor } from './actor.ts';
import type { EventStream } from './event-stream.ts';

/**
 * Who may call a route: anyone; anyone signed in; the platform operator; or staff whose role holds this
 * permission. It is enforced before the schemas are looked at.
 */
export type Access = 'public' | 'signed_in' | 'operator' | `${string}.${string}`;

type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The request around the parsed input; most handlers need none of it. */
export interface Caller {
  address: string;
  userAgent: string | null;
  requestId: string;
  /** The name or address under which the client reached us, without the port. */
  host: string;
  /** Whether the client came by HTTPS, here or at a trusted proxy. */
  isSecure: boolean;
  /** The session that the request came with; null on a request without one. */
  sessionId: string | null;
}

export interface RouteInput<A extends Access, Params, Query, Body, NeedsRevision extends boolean> {
  actor: A extends 'public' ? undefined : Actor;
  tenantId: A extends 'public' ? undefined : string;
  params: Params;
  query: Query;
  body: Body;
  /** From If-Match, on routes that ask for it. */
  revision: NeedsRevision extends true ? number : undefined;
  caller: Caller;
}

interface RouteHead<A extends Access> {
  method: HttpMethod;
  /** Begins with /api; parameters as `:id`. */
  path: `/api/${string}`;
  /** One line for the API page. */
  summary: string;
  /** The heading under which the API page lists it; the module's name. */
  tag: string;
  permission: A;
  /** The status of success; 200 unless said. */
  status?: 200 | 201 | 202;
  /** Open to a person who must change their password first. */
  allowsPendingPassword?: boolean;
  /** Open to a person who must set up a second factor first. */
  allowsPendingSecondFactor?: boolean;
  /**
   * For keys that speak for one thing (`SignedIn.speaksFor`): counted against what that key may, apart from the limits
   * of sessions and tenants, and without waiting for the tenant's turn. The handler bounds what it works on at once.
   */
  isForBoundKeys?: boolean;
}

/** A route as the server holds it. */
export interface Route extends RouteHead<Access> {
  params: z.ZodType | undefined;
  query: z.ZodType | undefined;
  body: z.ZodType | undefined;
  answer: z.ZodType;
  needsRevision: boolean;
  /** For lists: what a cursor carries. */
  cursor: z.ZodType | undefined;
  signInAccount?(body: unknown, sessionId: string | null): string;
  /** On a stream instead of `handle`. */
  listen?: (stream: EventStream, request: { params: unknown }) => () => void;
  /** A method, so that its erased input is not checked: the server parses with the schemas above. */
  handle(
    input: RouteInput<Access, unknown, unknown, unknown, boolean> & { page?: PageRequest<unknown> },
  ): Promise<unknown>;
}

type Parsed<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

interface RouteDefinition<
  A extends Access,
  Answer extends z.ZodType,
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodType | undefined,
  NeedsRevision extends boolean,
> extends RouteHead<A> {
  params?: Params;
  /** A strict object; each field optional or with a default. */
  query?: Query;
  /** Strict objects all the way down: an unknown field is refused. */
  body?: Body;
  /** The shape of `data`. Fields that it does not name never leave the server. */
  answer: Answer;
  /** Requires `If-Match: "<revision>"`. */
  needsRevision?: NeedsRevision;
  /** On a route that takes a password: the account under whose name attempts are counted and limited. */
  signInAccount?(body: Parsed<Body>, sessionId: string | null): string;
  handle(
    input: RouteInput<A, Parsed<Params>, Parsed<Query>, Parsed<Body>, NeedsRevision>,
  ): Promise<z.output<Answer> | Reply<z.output<Answer>>>;
}

/**
 * A route as a value: the server, the OpenAPI file and the typed client are all made from it. The handler
 * calls one use case and maps.
 */
export function defineRoute<
  const A extends Access,
  Answer extends z.ZodType,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodType | undefined = undefined,
  NeedsRevision extends boolean = false,
>(definition: RouteDefinition<A, Answer, Params, Query, Body, NeedsRevision>): Route {
  return {
    ...definition,
    params: definition.params,
    query: definition.query,
    body: definition.body,
    needsRevision: definition.needsRevision ?? false,
    cursor: undefined,
  };
}

/** What a list route is asked for. */
export interface PageRequest<Cursor> {
  limit: number;
  /** Where the page before ended; undefined for the first. */
  after: Cursor | undefined;
}

export interface Page<Item, Cursor> {
  items: Item[];
  /** Where the next page begins to look; undefined on the last. */
  next: Cursor | undefined;
}

interface ListRouteDefinition<
  A extends Access,
  Item extends z.ZodType,
  Cursor extends z.ZodType,
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | undefined,
> extends Omit<RouteHead<A>, 'method'> {
  params?: Params;
  /** The filters, a strict object; `limit` and `cursor` are added. */
  query?: Query;
  item: Item;
  /** The keyset: the columns that the list is ordered by. Clients see it sealed. */
  cursor: Cursor;
  handle(
    input: RouteInput<A, Parsed<Params>, Parsed<Query>, undefined, false> & {
      page: PageRequest<z.output<Cursor>>;
    },
  ): Promise<Page<z.output<Item>, z.output<Cursor>>>;
}

/** A GET route that answers page by page: `data` is an array, `meta.nextCursor` leads on or is null. */
export function defineListRoute<
  const A extends Access,
  Item extends z.ZodType,
  Cursor extends z.ZodType,
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | undefined = undefined,
>(definition: ListRouteDefinition<A, Item, Cursor, Params, Query>): Route {
  const { item, ...rest } = definition;
  return {
    ...rest,
    method: 'GET',
    params: definition.params,
    query: definition.query,
    body: undefined,
    answer: z.array(item),
    needsRevision: false,
  };
}

/**
 * Makes a page of rows that were read with `limit + 1`: the surplus row only says that there is a next
 * page, whose cursor is made from the last row shown.
 */
export function pageOf<Row, Cursor>(
  rows: Row[],
  limit: number,
  cursorOf: (last: Row) => Cursor,
): Page<Row, Cursor> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? cursorOf(last) : undefined };
}

/** An answer with headers beside its data. */
export class Reply<Data> {
  readonly data: Data;
  readonly headers: Record<string, string>;

  constructor(data: Data, headers: Record<string, string>) {
    this.data = data;
    this.headers = headers;
  }
}
