import { apiPolicies, quoteRouterOs } from '../../nas/index.ts';
import { secretMarks } from './doctor-check.ts';

/** Where the router should ask. */
export interface DoctorServer {
  /** Null: nobody has said at which address routers reach this server. */
  readonly address: string | null;
  /** Nobody said it: it is the one in the address line of whoever asked, which routers need not reach. */
  readonly isGuess: boolean;
  readonly authPort: number;
  readonly acctPort: number;
}

/** How the API is reached, without what is secret. */
export interface ApiFacts {
  readonly port: number;
  readonly usesTls: boolean;
  readonly username: string;
}

/** The entry of the set-up script, or one that somebody made by hand. */
function entryOf({ address, isGuess }: DoctorServer): string {
  const byHand = address === null || isGuess ? '' : ` or address=${address}`;
  return `[find where comment="trunkline"${byHand}]`;
}

/** Of the set-up script, for the user of the API. */
export const ourGroup = 'trunkline';

/** What a person has to put in where nobody has said it; the setting radius.serverAddress says it for all. */
const addressMark = '<address of this server>';

/** Each mends one finding on RouterOS, pasted into its terminal. What is quoted is as `quoteRouterOs` leaves it. */
export const doctorLines = {
  addRadius: ({ address, authPort, acctPort }: DoctorServer): string =>
    `/radius add comment="trunkline" address=${address ?? addressMark} service=ppp,hotspot,dhcp secret=${secretMarks.radius} authentication-port=${authPort} accounting-port=${acctPort} timeout=3s`,
  /** A guess leaves the address alone: one at which routers reach us would be lost for one at which they may not. */
  setRadius: (server: DoctorServer): string =>
    `/radius set ${entryOf(server)}${server.address === null || server.isGuess ? '' : ` address=${server.address}`} authentication-port=${server.authPort} accounting-port=${server.acctPort} timeout=3s disabled=no`,
  setSecret: (server: DoctorServer): string => `/radius set ${entryOf(server)} secret=${secretMarks.radius}`,
  signRequests: (server: DoctorServer): string =>
    `/radius set ${entryOf(server)} require-message-auth=yes-for-request-resp`,
  takeCoa: (port: number): string => `/radius incoming set accept=yes port=${port}`,
  usePpp: (): string => '/ppp aaa set use-radius=yes accounting=yes',
  tellTime: (major: number): string =>
    major >= 7
      ? '/system ntp client set enabled=yes servers=pool.ntp.org'
      : '/system ntp client set enabled=yes server-dns-names=pool.ntp.org',
  /** What is fetched is installed by the next restart, at an hour that a person chooses. */
  update: (): string => '/system package update download',
  openApi: ({ port, usesTls }: ApiFacts): string =>
    `/ip service set [find where name="${usesTls ? 'api-ssl' : 'api'}"] disabled=no port=${port}`,
  setApiPassword: ({ username }: ApiFacts): string =>
    `/user set [find where name=${quoteRouterOs(username)}] password=${secretMarks.api} disabled=no`,
  /** By a group of ours, as the set-up script makes it: in any other there may be people who need its rights. */
  grantRights: ({ username }: ApiFacts): string =>
    [
      `:if ([:len [/user group find where name="${ourGroup}"]] = 0) do={ /user group add name="${ourGroup}" policy=${apiPolicies} }`,
      `/user group set [find where name="${ourGroup}"] policy=${apiPolicies}`,
      `/user set [find where name=${quoteRouterOs(username)}] group="${ourGroup}"`,
    ].join('\n'),
  makeCertificate: (): string =>
    '/certificate add name="trunkline-api" common-name="trunkline-api" days-valid=3650 key-size=2048 key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign "trunkline-api"\n/ip service set [find where name="api-ssl"] certificate="trunkline-api"',
} as const;
