export interface Ports {
  http: number;
  auth: number;
  acct: number;
}

const standard: Ports = { http: 8080, auth: 1812, acct: 1813 };

/**
 * From nothing to a first accepted login: sign in, a router that may ask, what is sold, who buys it, a login.
 * The tool expects the standard ports, so a command names each port that is another. 0 is one that the system
 * chose and the caller does not know.
 */
export function firstCommands(ports: Ports): string[] {
  const url = ports.http === standard.http ? '' : ` --url http://127.0.0.1:${ports.http}`;
  const auth = ports.auth === standard.auth ? '' : ` --auth-port ${ports.auth || '<port>'}`;
  const acct = ports.acct === standard.acct ? '' : ` --acct-port ${ports.acct || '<port>'}`;
  return [
    `bin/trunkline login${url}`,
    'bin/trunkline nas add --name lab --prefix 127.0.0.1',
    'bin/trunkline plan add --name "Home 20" --download 20M --upload 5M',
    'bin/trunkline subscriber add alice --plan "Home 20"',
    `bin/trunkline radtest alice --session${auth}${acct}`,
  ];
}
