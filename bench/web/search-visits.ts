import type { Random } from '@trunkline/kit';
import { pick, type KnownRows } from './known-rows.ts';
import type { ApiAnswer, Visit } from './page.ts';

interface Sought {
  typed: string;
  kind: 'subscriber' | 'session' | 'nas';
  /** Must be among the hits; undefined where many have what was typed. */
  id: string | undefined;
}

/** What people read out on the phone. */
export function searchVisit(rows: KnownRows, random: Random): Visit {
  const { typed, kind, id } = pick(ways, random)(rows, random);
  return [
    { path: `/api/search?q=${encodeURIComponent(typed)}`, fault: (answer) => faultOf(answer, { kind, id }) },
  ];
}

const ways: readonly ((rows: KnownRows, random: Random) => Sought)[] = [
  (rows, random) => {
    const { username, id } = rows.subscriber(random);
    return { typed: username, kind: 'subscriber', id };
  },
  (rows, random) => {
    const { phone, id } = rows.subscriber(random);
    return {
      typed: `0${phone.slice(3, 6)} ${phone.slice(6, 10)} ${phone.slice(10)}`,
      kind: 'subscriber',
      id,
    };
  },
  (rows, random) => {
    const { phone } = rows.subscriber(random);
    return { typed: phone.slice(-6), kind: 'subscriber', id: undefined };
  },
  (rows, random) => {
    const { email, username, id } = rows.subscriber(random);
    return { typed: email ?? username, kind: 'subscriber', id };
  },
  (rows, random) => ({ typed: rows.subscriber(random).fullName, kind: 'subscriber', id: undefined }),
  (rows, random) => ({
    typed: rows.subscriber(random).fullName.slice(0, 3),
    kind: 'subscriber',
    id: undefined,
  }),
  (rows, random) => {
    const { fullName, number } = rows.subscriber(random);
    return { typed: `${fullName} user${String(number).padStart(6, '0')}`, kind: 'subscriber', id: undefined };
  },
  (rows, random) => {
    const { mac, id } = rows.session(random);
    return { typed: mac.toUpperCase().replaceAll(':', '-'), kind: 'session', id };
  },
  (rows, random) => {
    const { ip, id } = rows.session(random);
    return { typed: ip, kind: 'session', id };
  },
  (rows, random) => {
    const { prefix, id } = rows.session(random);
    return { typed: `${prefix}1`, kind: 'session', id };
  },
  (rows, random) => {
    const { acctSessionId, id } = rows.session(random);
    return { typed: acctSessionId, kind: 'session', id };
  },
  (rows, random) => {
    const { name, id } = rows.nas(random);
    return { typed: name.toLowerCase(), kind: 'nas', id };
  },
];

function faultOf({ data }: ApiAnswer, { kind, id }: Pick<Sought, 'kind' | 'id'>): string | undefined {
  const { groups } = data as { groups: { kind: string; hits: { id: string }[] }[] };
  const hits = groups.find((group) => group.kind === kind)?.hits ?? [];
  if (hits.length === 0 || hits.length > 8) return `${hits.length} hits of ${kind}`;
  return id === undefined || hits.some((hit) => hit.id === id) ? undefined : `not the ${kind} that was meant`;
}
