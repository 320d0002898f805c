import { apiPolicies, quoteRouterOs } from '../../nas/index.ts';
import { secretMarks } from './doctor-check.ts';

/** Where the router should ask. */
export interface DoctorServer {
  /** Null: nobody has said at which address routers reach this server. */
  readonly address: string | null;
  readonly authPort: number;
  readonly acctPort: number;
}

/** How the API is reached, without what is secret. */
export interface ApiFacts {
  readonly port: number;
  readonly usesTls: boolean;
  readonly username: string;
}

const entry = '[find where comment="trunkline"]';

/** What a person has to put in where nobody has said it; the setting radius.serverAddress says it for all. */
const addressMark = '<address of this server>';

/** Each mends one finding on RouterOS, pasted into its terminal. What is quoted is as `quoteRouterOs` leaves it. */
export const doctorLines = {
  addRadius: ({ address, authPort, acctPort }: DoctorServer): string =>
    `/radius add comment="trunkline" address=${address ?? addressMark} service=ppp,hotspot,dhcp secret=${secretMarks.radius} authentication-port=${authPort} accounting-port=${acctPort} timeout=3s`,
  setRadius: ({ address, authPort, acctPort }: DoctorServer): string =>
    `/radius set ${entry}${address === null ? '' : ` address=${address}`} authentication-port=${authPort} accounting-port=${acctPort} timeout=3s disabled=no`,
  setSecret: (): string => `/radius set ${entry} secret=${secretMarks.radius}`,
  signRequests: (): string => `/radius set ${entry} require-message-auth=yes-for-request-resp`,
  takeCoa: (port: number): string => `/radius incoming set accept=yes port=${port}`,
  usePpp: (): string => '/ppp aaa set use-radius=yes accounting=yes',
  tellTime: (major: number): string =>
    major >= 7
      ? '/system ntp client set enabled=yes servers=pool.ntp.org'
      : '/system ntp client set enabled=yes server-dns-names=pool.ntp.org',
  update: (): string => '/system package update install',
  openApi: ({ port, usesTls }: ApiFacts): string =>
    `/ip service set [find where name="${usesTls ? 'api-ssl' : 'api'}"] disabled=no port=${port}`,
  setApiPassword: ({ username }: ApiFacts): string =>
    `/user set [find where name=${quoteRouterOs(username)}] password=${secretMarks.api} disabled=no`,
  /** The groups of the factory cannot be changed, so the user gets one of ours. */
  grantRights: ({ username }: ApiFacts, group: string | undefined): string =>
    group === undefined || factoryGroups.has(group)
      ? `/user group add name="trunkline" policy=${apiPolicies}\n/user set [find where name=${quoteRouterOs(username)}] group=trunkline`
      : `/user group set [find where name=${quoteRouterOs(group)}] policy=${apiPolicies}`,
  makeCertificate: (): string =>
    '/certificate add name="trunkline-api" common-name="trunkline-api" days-valid=3650 key-size=2048 key-usage=digital-signature,key-encipherment,tls-server\n/certificate sign "trunkline-api"\n/ip service set [find where name="api-ssl"] certificate="trunkline-api"',
} as const;

const factoryGroups = new Set(['read', 'write', 'full']);
