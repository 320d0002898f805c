import type { FleetPlan, RouterPlan, SubscriberPlan } from '@trunkline/simulators';
import { accessPointGuest, guestMacAddress, isInShowcase, type Cast, type CastMember } from '../cast/cast.ts';
import { planCatalogue } from '../cast/plan-catalogue.ts';
import { accessPointAddress, accessPointName, apiPort } from '../cast/routers.ts';
import { freeZone } from '../cast/zones.ts';
import { strangers } from '../cast/strangers.ts';
import { guessingRetrySeconds, isServed, refusedRetrySeconds, type Trouble } from '../cast/troubles.ts';

/** A line of the fleet before it has its place in the list. */
type Line = Omit<SubscriberPlan, 'index'>;

/** The cast as the fleet plays it: who dials, with which password and device, at which router. */
export function liveIdentities(cast: Cast): FleetPlan {
  const routers = cast.routers.map((router, index): RouterPlan => {
    const { name, address, secret, coaMode, api, messageAuthenticator, rebootsPerHour } = router;
    return {
      index,
      name,
      address,
      secret,
      coaMode,
      messageAuthenticator,
      rebootsPerHour,
      announcesStart: true,
      ...(api && { api: { port: apiPort, users: [{ name: api.username, password: api.password }] } }),
    };
  });
  const tower = cast.routers.at(-1)!;
  const accessPoint: RouterPlan = {
    index: routers.length,
    name: accessPointName,
    address: accessPointAddress(tower),
    // Not what the server has for this network, and unsigned: the server can only guess what is wrong.
    secret: 'secret-of-another-time',
    messageAuthenticator: false,
  };
  const lines = [
    ...cast.members.flatMap((member) => linesOf(member, cast.routers.length)),
    ...strangers.map((stranger, number) => strangerLine(stranger, number)),
    {
      ...strangerLine({ username: accessPointGuest(cast).person.username, macAddress: guestMacAddress }, 1),
      router: accessPoint.index,
    },
  ];
  return {
    routers: [...routers, accessPoint],
    subscribers: lines.map((line, index) => ({ ...line, index })),
  };
}

/** What differs from a login that is accepted. */
const oddities: Readonly<Partial<Record<Trouble, Partial<Line>>>> = {
  'mistyped-password': { password: 'Passw0rd1' },
  'eap-supplicant': { oddProof: 'eap' },
  'confused-client': { oddProof: 'two-methods' },
};

function linesOf(member: CastMember, routerCount: number): Line[] {
  const { trouble, isDialling } = member;
  if (trouble !== undefined && !isServed(trouble) && !isDialling) return [];
  const line: Line = {
    userName: member.person.username,
    password: member.password,
    method: member.method,
    macAddress: member.macAddress,
    router: member.router,
    downloadBps: member.downloadBps,
    uploadBps: member.uploadBps,
    ...(planCatalogue[member.plan]!.freeZoneMbps && { markShares: freeZone.markShares }),
    ...(isInShowcase(member) && alwaysPlaying),
  };
  if (trouble === undefined || trouble === 'in-grace') return [line];
  const refused: Line = { ...line, retrySeconds: refusedRetrySeconds, ...oddities[trouble] };
  if (trouble === 'other-device') return [{ ...refused, macAddress: neighbourOf(line.macAddress) }];
  if (trouble === 'other-router') return [{ ...refused, router: (line.router + 1) % routerCount }];
  if (trouble !== 'shared-account') return [refused];
  // The second household dials while the first is online.
  return [
    { ...line, retrySeconds: refusedRetrySeconds },
    { ...refused, macAddress: neighbourOf(line.macAddress) },
  ];
}

/** More than its plan gives, so that the volume is used within a minute or two; on until the router reboots. */
const alwaysPlaying: Partial<Line> = {
  downloadBps: 60_000_000,
  uploadBps: 5_000_000,
  sessionSeconds: { min: 14_400, max: 28_800 },
  isAlwaysPresent: true,
};

function neighbourOf(macAddress: string): string {
  return `${macAddress.slice(0, -2)}FE`;
}

/** The first one searches for a password and is slowed down. */
function strangerLine(
  { username, macAddress }: { username: string; macAddress: string },
  number: number,
): Line {
  return {
    userName: username,
    password: 'admin123',
    method: 'pap',
    macAddress,
    router: number % 3,
    downloadBps: 0,
    uploadBps: 0,
    retrySeconds: number === 0 ? guessingRetrySeconds : refusedRetrySeconds,
  };
}
