import { gallerySections } from '../../ui/src/gallery/gallery-sections.ts';
import type { Demo } from './demo.ts';

/** Things of the demonstration that have a page of their own. */
export interface Places {
  subscriberId: string;
  nasId: string;
  planId: string;
  /** Terms of a plan that were tried. */
  simulationId: string;
  sharingCaseId: string;
  address: string;
  username: string;
  /** Names that the company gave and that read like words of ours. */
  names: string[];
}

export interface PageRow {
  /** As the router has it. */
  route: string;
  /** An address of it that a person may open, for one of the places. */
  path: (places: Places) => string;
  /** What is there once the page has its content; a selector. */
  shows: string;
  /** For who is not signed in. */
  isOpen?: true;
  /** Shows parts with samples in them: errors and skeletons that stay, words of no catalogue. */
  isGallery?: true;
}

/** Both shapes of a list: rows of a wide window, cards of a phone. */
const rows = 'main [role=grid] tbody tr[data-row-index], main ul > li[data-index]';

function page(route: string, shows: string): PageRow;
function page(route: string, path: PageRow['path'], shows: string): PageRow;
function page(route: string, pathOrShows: PageRow['path'] | string, shows?: string): PageRow {
  if (typeof pathOrShows === 'string') return { route, path: () => route, shows: pathOrShows };
  return { route, path: pathOrShows, shows: shows! };
}
const open = (row: PageRow): PageRow => ({ ...row, isOpen: true });
const gallery = (section: string): PageRow => ({
  ...open(page('/gallery', () => `/gallery?section=${section}`, 'h1')),
  isGallery: true,
});

/** Every page, each tab of it for itself; a test holds the list against the router's own. */
export const pageRows: readonly PageRow[] = [
  page('/', 'main a[href="/online"]'),
  page('/subscribers', rows),
  page('/subscribers/new', 'main form'),
  ...['overview', 'live', 'sessions', 'usage', 'logins', 'audit'].map((tab) =>
    page(
      '/subscribers/$id',
      ({ subscriberId }) => `/subscribers/${subscriberId}?tab=${tab}`,
      '[role=tabpanel] *',
    ),
  ),
  page('/tunnels', 'main h1'),
  page('/online', rows),
  page('/auth-log', rows),
  page('/addresses', ({ address }) => `/addresses?address=${address}`, 'main form'),
  page('/plans', rows),
  page('/plans/new', 'main form'),
  page('/plans/$id', ({ planId }) => `/plans/${planId}`, 'main form'),
  page('/plans/$id', ({ planId }) => `/plans/${planId}?tab=versions`, '[role=tabpanel] *'),
  page('/plans/simulations', rows),
  page('/plans/simulations/$id', ({ simulationId }) => `/plans/simulations/${simulationId}`, 'main canvas'),
  page('/sharing', rows),
  page('/sharing/$id', ({ sharingCaseId }) => `/sharing/${sharingCaseId}`, 'main h3'),
  page('/speed-rules', 'main h1'),
  page('/zones', 'main h1'),
  page('/walled-garden', 'main h1'),
  page('/nas', rows),
  ...['overview', 'control', 'setup', 'test', 'settings'].map((tab) =>
    page('/nas/$id', ({ nasId }) => `/nas/${nasId}?tab=${tab}`, '[role=tabpanel] *'),
  ),
  page('/freeradius', 'main h2'),
  page('/shadow', 'main h2'),
  page('/aaa-health', 'main a[href="/auth-log?outcome=accepted"]'),
  page('/tenants', rows),
  page('/staff', rows),
  page('/roles', 'main h1'),
  page('/api-keys', 'main h1'),
  page('/audit', rows),
  ...['company', 'network', 'subscriptions', 'hotspot', 'security', 'system'].map((tab) =>
    page('/settings', () => `/settings?tab=${tab}`, '[role=tabpanel] *'),
  ),
  page('/profile', 'main h1'),
  page('/guide', 'main h1'),
  page('/$', () => '/no-such-page', 'main a[href="/"]'),
  open(page('/sign-in', 'form')),
  open(page('/setup', 'h1')),
  ...gallerySections.map(gallery),
  page('/new-password', 'form'),
  page('/add-second-factor', 'h1'),
];

/** Somebody who is online, at a router and on a plan, so that no tab is empty. */
export async function findPlaces({ api }: Demo): Promise<Places> {
  const [online] = await api.get<
    { subscriberId: string; nasId: string; framedIp: string; username: string }[]
  >('/api/sessions/online?limit=1');
  const roles = await api.get<{ name: string }[]>('/api/roles');
  const [plan] = await api.get<{ id: string }[]>('/api/plans?limit=1');
  const [shared] = await api.get<{ id: string }[]>('/api/sharing/cases?limit=1');
  return {
    subscriberId: online!.subscriberId,
    nasId: online!.nasId,
    planId: plan!.id,
    simulationId: await triedTerms(api),
    sharingCaseId: shared!.id,
    address: online!.framedIp,
    username: online!.username,
    names: roles.map(({ name }) => name),
  };
}

/** Last week of everybody, with a quota that cuts some. */
async function triedTerms(api: Demo['api']): Promise<string> {
  const dayMs = 86_400_000;
  const dayBefore = (days: number): string =>
    new Date(performance.timeOrigin + performance.now() - days * dayMs).toISOString().slice(0, 10);
  const quota = { period: 'weekly', bytes: 20_000_000_000, timeS: null, atZero: 'cut', slow: null };
  const terms = { downloadBps: 20_000_000, uploadBps: 5_000_000, priceMinor: 20_000_000, quota };
  const who = { everybody: true };
  const body = { terms, who, from: dayBefore(8), to: dayBefore(2) };
  return (await api.post<{ id: string }>('/api/plans/simulations', body)).id;
}
