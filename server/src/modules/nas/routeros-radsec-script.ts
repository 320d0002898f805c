import { quoteRouterOs } from './routeros-quote.ts';

/** The files that a person puts on the router first; the answer that made the certificate has their content. */
export const radsecFiles = {
  certificate: 'trunkline.crt',
  key: 'trunkline.key',
  authority: 'trunkline-authority.crt',
} as const;

const services = 'service=ppp,hotspot,dhcp';
const authorityName = 'trunkline-authority';
/** An entry that is never asked: by its secret the router knows orders, which come in datagrams all the same. */
const ordersMark = 'trunkline-coa';

/** RADIUS over TLS with the certificate of this fingerprint; another certificate is another name on the router. */
export function routerOsRadsecLines({
  mark,
  serverAddress,
  secret,
  fingerprint,
  importsAuthority,
}: {
  mark: string;
  serverAddress: string;
  secret: string;
  fingerprint: string;
  importsAuthority: boolean;
}): string[] {
  const name = `trunkline-${fingerprint.slice(0, 12)}`;
  const found = `[/radius find where comment="${mark}"]`;
  const orders = `[/radius find where comment="${ordersMark}"]`;
  const server = `address=${serverAddress} ${services} protocol=radsec certificate="${name}"`;
  return [
    ...(importsAuthority ? [importLine(authorityName, [radsecFiles.authority])] : []),
    importLine(name, [radsecFiles.certificate, radsecFiles.key]),
    `:if ([:len ${found}] = 0) do={ /radius add comment="${mark}" ${server} }`,
    `/radius set ${found} ${server} timeout=3s disabled=no`,
    `:if ([:len ${orders}] = 0) do={ /radius add comment="${ordersMark}" address=${serverAddress} }`,
    `/radius set ${orders} address=${serverAddress} service="" secret=${quoteRouterOs(secret)} disabled=no`,
  ];
}

function importLine(name: string, files: readonly string[]): string {
  const imports = files.map((file) => `/certificate import file-name="${file}" name="${name}" passphrase=""`);
  return `:if ([:len [/certificate find where name="${name}"]] = 0) do={ ${imports.join('; ')} }`;
}
