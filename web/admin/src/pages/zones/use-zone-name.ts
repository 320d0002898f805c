import { useQuery } from '@tanstack/react-query';
import { useCan } from '../../api/me.ts';
import { allZonesQuery } from './zone-queries.ts';

/** The name of a zone; its id until it is known, or where this person may not read zones. */
export function useZoneName(): (id: string) => string {
  const zones = useQuery({ ...allZonesQuery, enabled: useCan('zones.read') });
  const names = new Map(zones.data?.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
