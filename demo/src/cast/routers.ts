import type { SeededRandom } from '@trunkline/kit';
import type { CoaMode } from '@trunkline/simulators';
import { pick } from '../draw.ts';

/** A router of the demonstration and what is peculiar about it. */
export interface CastRouter {
  readonly name: string;
  readonly description: string;
  readonly address: string;
  /** What the server takes as this NAS: the last one is a small network. */
  readonly prefix: string;
  readonly secret: string;
  readonly coaMode: CoaMode;
  /** Its RouterOS API; undefined: there is none. */
  readonly api: { readonly username: string; readonly password: string } | undefined;
  readonly rebootsPerHour: number;
  /** Signs its Access-Requests. */
  readonly messageAuthenticator: boolean;
}

/** Where RouterOS listens for CoA- and Disconnect-Requests, and for its API. */
export const coaPort = 1700;
export const apiPort = 8728;
/**
 * Beside the last router, within its prefix, stands an access point with a secret of another time. A subscriber of
 * that router tries to log in there; a stranger's login would only show that nobody has the name.
 */
export const accessPointName = 'ap-nongsa-lama';

/**
 * Three routers: one does all that it is told; one hears no CoA and no Disconnect-Request, but has an API; one has none
 * and can only end sessions, so that each shows another way in which terms reach a live session.
 */
export function castRouters(random: SeededRandom, firstAddress: string): CastRouter[] {
  const network = firstAddress.split('.').slice(0, 3).join('.');
  const secret = (): string => Array.from({ length: 24 }, () => pick(random, secretLetters)).join('');
  const api = () => ({ username: 'trunkline', password: secret() });
  return [
    {
      name: 'bras-nagoya',
      description: 'CCR2116 in the exchange at Nagoya.',
      address: `${network}.1`,
      prefix: `${network}.1/32`,
      secret: secret(),
      coaMode: 'obey',
      api: api(),
      rebootsPerHour: 0,
      messageAuthenticator: true,
    },
    {
      name: 'bras-sekupang',
      description: 'CCR1036 at Sekupang. /radius incoming is off here: only its API changes sessions.',
      address: `${network}.2`,
      prefix: `${network}.2/32`,
      secret: secret(),
      coaMode: 'silent',
      api: api(),
      rebootsPerHour: 0,
      messageAuthenticator: true,
    },
    {
      name: 'tower-nongsa',
      description:
        'RB4011 on the tower at Nongsa, on solar power: reboots now and then. Takes no CoA, no API.',
      address: `${network}.9`,
      prefix: `${network}.8/29`,
      secret: secret(),
      coaMode: 'disconnects',
      api: undefined,
      rebootsPerHour: 1.3,
      messageAuthenticator: false,
    },
  ];
}

/** The address of the access point within the prefix of the last router. */
export function accessPointAddress({ address }: CastRouter): string {
  return address.replace(/\d+$/, (last) => String(Number(last) + 1));
}

const secretLetters = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'.split('');
