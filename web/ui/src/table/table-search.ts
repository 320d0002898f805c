import type { TableState } from './table-state.ts';

const maximumFilterLength = 200;
const maximumColumns = 60;

/** What of a table stands in the URL: `?sort=-createdAt&columns=name,plan&status=active`. */
export type TableSearch<FilterKey extends string> = {
  sort?: string | undefined;
  columns?: string | undefined;
} & { [Key in FilterKey]?: string | undefined };

export interface TableSearchRules<FilterKey extends string> {
  /** The filters the list knows; any other parameter is not the table's. */
  filters: readonly FilterKey[];
  /** The sort keys the server accepts. */
  sorts: readonly string[];
}

/**
 * Reads and writes a table's state in search params. Nothing is trusted: unknown sorts fall away, values are cut.
 *
 *     const search = tableSearch({ filters: ['q', 'status'], sorts: ['name', 'createdAt'] });
 *     createRoute({ …, validateSearch: search.validateSearch });
 *     const state = search.toState(route.useSearch());
 *     onStateChange={(next) => navigate({ search: (previous) => ({ ...previous, ...search.toSearch(next) }) })}
 */
export function tableSearch<const FilterKey extends string>(rules: TableSearchRules<FilterKey>) {
  const sortOf = (value: unknown): string | undefined => {
    const text = textOf(value);
    return text !== undefined && rules.sorts.includes(text.replace(/^-/, '')) ? text : undefined;
  };

  /** Keeps the table's own parameters, each as a string or absent. A page with more adds its own beside these. */
  const validateSearch = (search: Record<string, unknown>): TableSearch<FilterKey> => {
    const entries: [string, string | undefined][] = [
      ['sort', sortOf(search['sort'])],
      ['columns', columnsOf(search['columns'])?.join(',')],
      ...rules.filters.map((key): [string, string | undefined] => [key, textOf(search[key])]),
    ];
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined)) as TableSearch<FilterKey>;
  };

  const toState = (search: TableSearch<FilterKey>): TableState => {
    const checked: Record<string, string | undefined> = validateSearch(search);
    const sort = checked['sort'];
    const filters = rules.filters.flatMap((key) => {
      const value = checked[key];
      return value === undefined ? [] : [[key, value] as const];
    });
    return {
      sort:
        sort === undefined
          ? null
          : { key: sort.replace(/^-/, ''), direction: sort.startsWith('-') ? 'desc' : 'asc' },
      columns: columnsOf(checked['columns']) ?? null,
      filters: Object.fromEntries(filters),
    };
  };

  /** Every parameter of the table is named, those not in use as undefined: spread over the previous search. */
  const toSearch = ({ sort, columns, filters }: TableState): TableSearch<FilterKey> => {
    const entries: [string, string | undefined][] = [
      ['sort', sort === null ? undefined : `${sort.direction === 'desc' ? '-' : ''}${sort.key}`],
      ['columns', columns?.join(',')],
      ...rules.filters.map((key): [string, string | undefined] => [key, filters[key]]),
    ];
    return Object.fromEntries(entries) as TableSearch<FilterKey>;
  };

  return { validateSearch, toState, toSearch };
}

/** The router parses parameters as JSON, so that `?q=123` arrives as a number. */
function textOf(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value).slice(0, maximumFilterLength);
  return text === '' ? undefined : text;
}

function columnsOf(value: unknown): string[] | undefined {
  if (typeof value !== 'string') return undefined;
  const ids = value.split(',').filter((id) => /^[\w-]{1,60}$/.test(id));
  return ids.length === 0 ? undefined : [...new Set(ids)].slice(0, maximumColumns);
}
