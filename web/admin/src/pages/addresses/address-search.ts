/** What is asked for stands in the address: it can be sent to a colleague, or into a file. */
export interface AddressSearch {
  address?: string;
  /** ISO 8601; without both the question is who has it now. */
  at?: string;
  from?: string;
  to?: string;
}

export function validateAddressSearch(search: Record<string, unknown>): AddressSearch {
  const address = typeof search['address'] === 'string' ? search['address'].trim().slice(0, 64) : '';
  const [at, from, to] = ['at', 'from', 'to'].map((key) => instantOf(search[key]));
  return {
    ...(address !== '' && { address }),
    ...(at !== undefined && { at }),
    ...(at === undefined && from !== undefined && to !== undefined && { from, to }),
  };
}

function instantOf(value: unknown): string | undefined {
  if (typeof value !== 'string' || Number.isNaN(Date.parse(value))) return undefined;
  return new Date(value).toISOString();
}
