import { isIPv6 } from 'node:net';
import type { RouterAccess } from './router-access.ts';
import { acceptLines } from './routeros-accept.ts';
import { quoteRouterOs } from './routeros-quote.ts';

const group = 'trunkline';
const certificate = 'trunkline-api';
const firewallMark = 'trunkline-api';
/**
 * What the API is used for: to read counters, to set queues and lists, to end sessions. What is not granted is denied by
 * name, so that a group which somebody widened is narrow again after a second run. No file, no user, no secret can be
 * read or changed with it, and nobody signs in to a terminal.
 */
export const apiPolicies =
  'api,read,write,test,!local,!telnet,!ssh,!ftp,!reboot,!policy,!winbox,!password,!web,!sniff,!sensitive';

/** The user of the API, who is let in from this server alone, and the service itself. */
export function routerOsApiLines(
  { serverAddress }: { serverAddress: string },
  { port, usesTls, username, password }: Pick<RouterAccess, 'port' | 'usesTls' | 'username' | 'password'>,
): string[] {
  const name = quoteRouterOs(username);
  const from = `${serverAddress}/${isIPv6(serverAddress) ? 128 : 32}`;
  const user = `name=${name} group=${group} password=${quoteRouterOs(password)} address=${from}`;
  return [
    `:if ([:len [/user group find where name="${group}"]] = 0) do={ /user group add name="${group}" policy=${apiPolicies} }`,
    `/user group set [/user group find where name="${group}"] policy=${apiPolicies}`,
    `:if ([:len [/user find where name=${name}]] = 0) do={ /user add comment="trunkline" ${user} }`,
    `/user set [/user find where name=${name}] ${user} disabled=no`,
    ...(usesTls ? tlsLines(port) : [`/ip service set [find name="api"] disabled=no port=${port}`]),
    ...acceptLines({ serverAddress, mark: firewallMark, protocol: 'tcp', port }),
  ];
}

/** A certificate of the router's own serves: this server remembers the first one that it meets. */
function tlsLines(port: number): string[] {
  const service = '[/ip service find where name="api-ssl"]';
  const own = `[/certificate find where name="${certificate}"]`;
  const usage = 'key-usage=digital-signature,key-encipherment,tls-server';
  return [
    `:if ([:len ${own}] = 0) do={ /certificate add name="${certificate}" common-name="${certificate}" days-valid=3650 key-size=2048 ${usage}; /certificate sign "${certificate}"; :delay 3s }`,
    `/ip service set ${service} disabled=no port=${port} tls-version=only-1.2`,
    `:if ([:tostr [/ip service get ${service} certificate]] = "none") do={ /ip service set ${service} certificate="${certificate}" }`,
  ];
}
