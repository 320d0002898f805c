import type { House, Kind } from './route-house.ts';

/** Who asks. One that comes later is one more name here and one more number in each row, which the compiler demands. */
export const actors = [
  /** The tenant's owner: holds every permission. */
  'owner',
  /** Its staff whose role holds every permission to read. */
  'clerk',
  /** Its staff whose role holds none. */
  'bystander',
  /** Another tenant's owner. */
  'stranger',
  /** Works for this tenant without permissions, and is signed in to the other one as an owner. */
  'double',
  /** The operator of the platform, signed in to a tenant of their own. */
  'operator',
  /** An API key of another tenant that holds every permission. */
  'key',
  /** No token. */
  'nobody',
] as const;
export type ActorName = (typeof actors)[number];
export const foreignActors: readonly ActorName[] = ['stranger', 'double', 'operator', 'key'];

type Body = Record<string, unknown>;

export interface MatrixRow {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** The status for each actor, in their order: with ids of the owner's tenant wherever an id stands in the path. */
  answers: readonly [number, number, number, number, number, number, number, number];
  /** What the id in the path names. */
  id?: Kind;
  /** In a path of two ids, whose `{id}` stands first: what that names. The other is the one of `id`, by this name. */
  within?: { kind: Kind; idName: string };
  /** Filters that take an id. A foreign one finds nothing. */
  filters?: Readonly<Record<string, Kind>>;
  /** What the route cannot be asked without. */
  query?: string;
  /** An accepted body with every field, for rows of this house. */
  body?: (house: House) => Body;
  /** Fields of the body that take an id, and how a foreign one is refused. */
  bodyIds?: Readonly<Record<string, { kind: Kind; refused: 400 | 404 }>>;
  /** Fields of the body that end in `Id` and are a router's own words for a thing: they name no row. */
  routerIds?: readonly string[];
  /** Ends the session or the password it is called with. */
  endsSession?: true;
  /** The list is read page by page, with a cursor. */
  isList?: true;
  /** Answers with another tenant's rows by design. */
  tellsTenants?: true;
}

/** The path with an id in it: that of the house unless given. */
export function pathOf(
  { path, id: kind, within }: Pick<MatrixRow, 'path' | 'id' | 'within'>,
  { ids }: Pick<House, 'ids'>,
  id: string = ids[kind ?? 'tenant'],
): string {
  if (!within) return path.replace('{id}', id);
  return path.replace('{id}', ids[within.kind]).replace(`{${within.idName}}`, id);
}

type Row = Omit<MatrixRow, 'method' | 'path' | 'answers'>;
const row =
  (method: MatrixRow['method']) =>
  (path: string, answers: MatrixRow['answers'], more: Row = {}): MatrixRow => ({
    method,
    path,
    answers,
    ...more,
  });
export const get = row('GET');
export const post = row('POST');
export const put = row('PUT');
export const patch = row('PATCH');
export const remove = row('DELETE');

export const list = { isList: true } as const;
