import {
  MikrotikAdvertiseInterval,
  MikrotikAdvertiseUrl,
  WisprLogoffUrl,
  WisprRedirectionUrl,
  WisprSessionTerminateTime,
  type PacketBuilder,
} from '@trunkline/radius';
import type { NasVendor } from '../../nas/index.ts';
import type { RenderedTerms } from './render-terms.ts';

/** What a captive portal shows to somebody who has just logged in. */
export interface ShownPages {
  /** Where the browser goes now; null: where it wanted to go. */
  readonly redirectUrl: string | null;
  readonly logoffUrl: string | null;
  /** The redirection is to come back again and again: who is in a walled garden is there to pay. */
  readonly insists: boolean;
  /** Null: no end that is known. */
  readonly endsAtMs: number | null;
}

const noPages: ShownPages = { redirectUrl: null, logoffUrl: null, insists: false, endsAtMs: null };

/** Of the tenant's pages, those for this login. In a walled garden it is the one to pay, whatever the plan. */
export function shownPages(
  pages: {
    readonly landingUrl: string | null;
    readonly payUrl: string | null;
    readonly logoffUrl: string | null;
  },
  {
    terms,
    isHotspot,
    nowMs,
  }: { terms: Pick<RenderedTerms, 'access' | 'sessionTimeoutS'>; isHotspot: boolean; nowMs: number },
): ShownPages {
  const { landingUrl, payUrl, logoffUrl } = pages;
  const endsAtMs = terms.sessionTimeoutS === null ? null : nowMs + terms.sessionTimeoutS * 1000;
  if (terms.access === 'walled_garden')
    return { redirectUrl: payUrl, logoffUrl: null, insists: payUrl !== null, endsAtMs };
  return isHotspot ? { redirectUrl: landingUrl, logoffUrl, insists: false, endsAtMs } : noPages;
}

/** How often RouterOS shows the page again; it asks for minutes where somebody is to be reminded. */
const remindEveryS = 600;

/** RouterOS, CoovaChilli and portals of WISPr share the words of WISPr; the others have none for a page. */
const knowsPages: ReadonlySet<NasVendor> = new Set<NasVendor>(['mikrotik', 'wispr', 'chillispot']);

export function addPortalPages(reply: PacketBuilder, vendor: NasVendor, pages: ShownPages): void {
  if (!knowsPages.has(vendor)) return;
  const { redirectUrl, logoffUrl, insists, endsAtMs } = pages;
  if (vendor === 'wispr' && endsAtMs !== null) reply.add(WisprSessionTerminateTime, wisprInstant(endsAtMs));
  if (redirectUrl !== null) reply.add(WisprRedirectionUrl, redirectUrl);
  if (logoffUrl !== null) reply.add(WisprLogoffUrl, logoffUrl);
  if (vendor !== 'mikrotik' || !insists || redirectUrl === null) return;
  reply.add(MikrotikAdvertiseUrl, redirectUrl);
  reply.add(MikrotikAdvertiseInterval, remindEveryS);
}

/** `2026-11-22T00:00:00+00:00`: WISPr knows no `Z` and no fractions. */
function wisprInstant(atMs: number): string {
  return new Date(atMs).toISOString().replace(/\.\d+Z$/, '+00:00');
}
