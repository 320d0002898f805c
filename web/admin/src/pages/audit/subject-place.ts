import type { AuditEntry } from './audit-queries.ts';

/** The page of what was acted on; undefined where there is none. */
export function subjectPlace({
  subjectKind,
  subjectId,
}: Pick<AuditEntry, 'subjectKind' | 'subjectId'>): string | undefined {
  const list = lists[subjectKind];
  if (list !== undefined) return list;
  const page = pages[subjectKind];
  return page === undefined || subjectId === null ? undefined : `${page}/${subjectId}`;
}

const pages: Record<string, string> = { nas: '/nas', plan: '/plans', subscriber: '/subscribers' };

const lists: Record<string, string> = {
  staff: '/staff',
  role: '/roles',
  api_key: '/api-keys',
  settings: '/settings',
  tenant: '/settings',
  shadow: '/shadow',
  walled_garden_entry: '/walled-garden',
  tunnel_gateway: '/tunnels',
};
