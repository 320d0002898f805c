import { ReplyMessage } from '@trunkline/radius';
import { rejectReasons, type RejectReasonCode, type RenderedTerms } from '../../aaa/index.ts';
import { encodeClassToken } from '../../policy/index.ts';
import type { BridgedLogin, BridgedTenant, BridgeQuestion, Left } from './bridge-question.ts';
import { decideBridged, type BridgedTerms } from './decide-bridged.ts';
import { clientAttribute, groupNameFor, groupOf, sharedAttributes, type SharedGroup } from './group-of.ts';
import { prepareAttributes } from './prepare-attributes.ts';
import { renderedAttributes, spelledAttribute, type NamedValue } from './rendered-attributes.ts';
import { noRows, type AttributeRow, type MembershipRow, type SubscriberRows } from './row.ts';
import { sqlValue } from './sql-value.ts';

export interface WantedRows {
  readonly rows: SubscriberRows;
  /** Null: no service. */
  readonly group: SharedGroup | null;
  readonly left: Left;
  /** When the rows are others by the clock; Infinity: never. */
  readonly changesAtMs: number;
}

const nothingLeft: Left = { volumeBytes: null, timeS: null };

/** The rows that make FreeRADIUS answer as we would now. Pure. Throws RangeError for an attribute that cannot be sent. */
export function rowsOfSubscriber(question: BridgeQuestion): WantedRows {
  const { subject, login, nowMs } = question;
  // The name may be somebody else's by now.
  if (subject.subscriber.status === 'closed')
    return { rows: noRows, group: null, left: nothingLeft, changesAtMs: Infinity };
  const bridged = decideBridged(subject, nowMs);
  if ('refused' in bridged) {
    const { reason, changesAtMs } = bridged.refused;
    return { rows: refusedRows(login, reason), group: null, left: nothingLeft, changesAtMs };
  }
  const { changesAtMs } = bridged;
  if (login.macBinding === 'fixed' && login.macs.length === 0)
    return { rows: refusedRows(login, 'aaa.wrong_mac'), group: null, left: nothingLeft, changesAtMs };
  return { ...acceptedRows(question, bridged), changesAtMs };
}

function refusedRows(login: BridgedLogin, reason: RejectReasonCode): SubscriberRows {
  const { replyMessage } = rejectReasons[reason];
  const names = namesOf(login);
  return {
    ...noRows,
    radcheck: names.map((name) => ({ name, attribute: 'Auth-Type', op: ':=', value: 'Reject' })),
    radreply: names.map((name) => ({ name, op: '=', ...spelledAttribute(ReplyMessage, replyMessage) })),
  };
}

function acceptedRows(question: BridgeQuestion, bridged: BridgedTerms): Omit<WantedRows, 'changesAtMs'> {
  const { tenantId, subscriberId, login, tenant } = question;
  const { terms, subscription } = bridged.decision;
  const { plan } = bridged;
  const left = leftOf(question, bridged);
  const ownVolume = terms.access === 'full' && left.volumeBytes !== (plan?.sessionVolumeBytes ?? null);
  const group = groupOf(question, bridged, { volume: ownVolume, timeout: left.timeS !== null });
  const whole: RenderedTerms = {
    ...group.terms,
    framedIp: terms.framedIp,
    framedIpv6Prefix: terms.framedIpv6Prefix,
    delegatedIpv6Prefix: terms.delegatedIpv6Prefix,
    sessionTimeoutS: smaller(plan?.sessionTimeoutS ?? null, left.timeS),
    sessionVolumeBytes: left.volumeBytes,
  };
  const subscriptionId = subscription && subscription.id;
  const classToken = encodeClassToken({ tenantId, subscriptionId, reservation: 0 });
  const own = ownAttributes({ whole, shared: group.terms, tenant, classToken });
  const ownGroup = terms.subscriberAttributes.length > 0 ? `subscriber-${subscriberId}` : null;
  const names = namesOf(login);
  const rows: SubscriberRows = {
    radcheck: names.flatMap((name) => checkRows(name, question, bridged)),
    radreply: names.flatMap((name) => own.map((row): AttributeRow => ({ name, op: '=', ...row }))),
    radusergroup: names.flatMap((name) => memberships(name, { group: group.name, ownGroup, tenant })),
    radgroupreply:
      ownGroup === null
        ? []
        : prepareAttributes(terms.subscriberAttributes).map(({ definition, value }) => ({
            name: ownGroup,
            op: '+=',
            ...spelledAttribute(definition, value),
          })),
  };
  return { rows, group, left };
}

/** What was left at the last news holds as long as it covers what is left now. */
function leftOf({ leftBefore }: BridgeQuestion, { decision, timeLeftS }: BridgedTerms): Left {
  return {
    volumeBytes: covering(leftBefore?.volumeBytes ?? null, decision.terms.sessionVolumeBytes),
    timeS: covering(leftBefore?.timeS ?? null, timeLeftS),
  };
}

function covering(before: number | null, now: number | null): number | null {
  return now !== null && before !== null && before >= now ? before : now;
}

function smaller(a: number | null, b: number | null): number | null {
  const least = Math.min(a ?? Infinity, b ?? Infinity);
  return least === Infinity ? null : least;
}

/** A device is known by each of its addresses. */
function namesOf({ usernameKey, aliases }: BridgedLogin): string[] {
  return [...new Set([usernameKey, ...aliases])];
}

function checkRows(name: string, { login, tenant }: BridgeQuestion, bridged: BridgedTerms): AttributeRow[] {
  const set = (attribute: string, value: string): AttributeRow => ({ name, attribute, op: ':=', value });
  const rows: AttributeRow[] = [];
  const password = login.password ?? tenant.macAuthPassword;
  if (password === undefined) throw new RangeError('the word of devices cannot be opened');
  rows.push(
    password === null ? set('Auth-Type', 'Accept') : set('Cleartext-Password', sqlValue(password)),
    set('Simultaneous-Use', String(bridged.decision.terms.maxSessions)),
  );
  if (bridged.endsAtS !== null) rows.push(set('Expiration', String(bridged.endsAtS)));
  if (login.macBinding !== 'none' && login.macs.length > 0) rows.push({ name, ...deviceCheck(login.macs) });
  if (login.nasName !== null)
    rows.push({ name, attribute: clientAttribute, op: '==', value: sqlValue(login.nasName) });
  return rows;
}

function deviceCheck(macs: readonly string[]): Omit<AttributeRow, 'name'> {
  const attribute = 'Calling-Station-Id';
  return macs.length === 1
    ? { attribute, op: '==', value: macs[0]! }
    : { attribute, op: '=~', value: `^(${macs.toSorted().join('|')})$` };
}

function memberships(
  name: string,
  { group, ownGroup, tenant }: { group: string; ownGroup: string | null; tenant: BridgedTenant },
): MembershipRow[] {
  const shared = tenant.vendors.map((vendor) => ({
    name,
    groupname: groupNameFor(group, vendor),
    priority: 1,
  }));
  return ownGroup === null ? shared : [...shared, { name, groupname: ownGroup, priority: 2 }];
}

/** What the reply says beyond the group. A router leaves out attributes of other vendors, of which a volume may be one. */
function ownAttributes(of: {
  whole: RenderedTerms;
  shared: RenderedTerms;
  tenant: BridgedTenant;
  classToken: Buffer;
}): NamedValue[] {
  const { whole, shared, tenant, classToken } = of;
  const { interimIntervalS } = tenant;
  const own = new Map<string, NamedValue>();
  for (const vendor of tenant.vendors) {
    const said = new Set(sharedAttributes(shared, { vendor, tenant }).map(keyOf));
    for (const row of renderedAttributes(whole, { vendor, interimIntervalS, classToken })) {
      if (!said.has(keyOf(row))) own.set(keyOf(row), row);
    }
  }
  return [...own.values()];
}

function keyOf({ attribute, value }: NamedValue): string {
  return `${attribute}\n${value}`;
}
