import { tableSearch } from '@trunkline/web-ui/table';

/** What of the list of disagreements stands in the address. */
export const disagreementSearch = tableSearch({ filters: ['kind'], sorts: [] });

type ShadowSearch = ReturnType<typeof disagreementSearch.validateSearch> & {
  /** The drawer that says what runs beside us is open. */
  setup?: true | undefined;
};

export function validateShadowSearch(search: Record<string, unknown>): ShadowSearch {
  return {
    ...disagreementSearch.validateSearch(search),
    ...(search['setup'] === true ? { setup: true } : {}),
  };
}
