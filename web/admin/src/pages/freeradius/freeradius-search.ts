export const freeradiusTabs = ['overview', 'setup'] as const;
type FreeradiusTab = (typeof freeradiusTabs)[number];

interface FreeradiusSearch {
  /** Left out: the overview. */
  tab?: FreeradiusTab | undefined;
  /** The task that writes all rows anew; kept in the address, so that loading the page anew shows it still. */
  rebuild?: string | undefined;
}

const idLength = 36;

export function validateFreeradiusSearch(search: Record<string, unknown>): FreeradiusSearch {
  const { tab, rebuild } = search;
  return {
    ...(tab === 'setup' && { tab }),
    ...(typeof rebuild === 'string' && rebuild.length === idLength && { rebuild }),
  };
}
