import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { ManualClock } from '@trunkline/kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../../test/support/test-api.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import {
  createTestTenant,
  testDeps,
  testKeys,
  testKeysDirectory,
  type TestTenant,
} from '../../../test/support/test-tenant.ts';
import { openCertificateAuthority } from '../../platform/certificates/index.ts';
import { createNas } from '../nas/create-nas.ts';
import { findNas } from '../nas/index.ts';
import { routes } from './routes.ts';
import { gatewayKeysBinding, tunnelKeysBinding } from './tunnel-deps.ts';

const clock = new ManualClock(Date.parse('2027-03-10T09:00:00Z'));
let database: TestDatabase;
let api: TestApi;
let deps: ReturnType<typeof testDeps>;
let tenant: TestTenant;
let made = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  deps = testDeps(database, { clock, seed: 5 });
  api = await createTestApi(routes(deps));
});
afterAll(async () => {
  await api.close();
  await database.drop();
});
beforeEach(async () => {
  tenant = await createTestTenant(database, { code: `tunnels-${++made}` });
});

const call = (request: string, more: { body?: unknown; revision?: number } = {}) =>
  api.call(request, { tenantId: tenant.tenantId, ...more });

async function gateway(fields: Record<string, unknown> = {}) {
  const body = {
    name: 'Core',
    kind: 'wireguard',
    publicHost: 'vpn.example.net',
    subnet: `10.${made}.0.0/24`,
    ...fields,
  };
  const answer = await call('POST /api/tunnel-gateways', { body });
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body.data;
}

/** A NAS that stands behind somebody's NAT until it has a tunnel. */
async function nas(fields: Partial<Parameters<typeof createNas>[2]> = {}): Promise<string> {
  const number = ++made;
  const created = await createNas(deps, tenant.actor, {
    name: `Tower ${number}`,
    description: null,
    prefix: `198.18.${number >> 8}.${number & 255}`,
    vendor: 'mikrotik',
    secret: undefined,
    messageAuthenticator: 'observe',
    coaPort: undefined,
    interimIntervalS: null,
    swapsOctets: false,
    wrapsWithoutGigawords: false,
    isEnabled: true,
    ...fields,
  });
  return created.nas.id;
}

const nasOf = (id: string) =>
  database.as('api').inTenant(tenant.tenantId, (tx) => findNas(tx, { tenantId: tenant.tenantId, id }));

describe('addresses', () => {
  test('of tunnels that are made at once are never the same, and each becomes that of its NAS', async () => {
    const { id: gatewayId, gatewayAddress } = await gateway();
    const nasIds = await Promise.all(Array.from({ length: 12 }, () => nas()));
    const answers = await Promise.all(
      nasIds.map((nasId) => call('POST /api/tunnels', { body: { gatewayId, nasId } })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(12).fill(201));
    const addresses = answers.map(({ body }) => body.data.address as string);
    expect(new Set(addresses).size).toBe(12);
    expect(addresses).not.toContain(gatewayAddress);
    for (const { body } of answers)
      expect((await nasOf(body.data.nasId))!.prefix).toBe(`${body.data.address}/32`);
  });

  test('are free again when a tunnel goes, and the NAS is where it was', async () => {
    const { id: gatewayId } = await gateway();
    const nasId = await nas();
    const before = (await nasOf(nasId))!.prefix;
    const { data: first } = (await call('POST /api/tunnels', { body: { gatewayId, nasId } })).body;
    expect((await call(`DELETE /api/tunnels/${first.id}`)).status).toBe(200);
    expect((await nasOf(nasId))!.prefix).toBe(before);
    const { data: second } = (await call('POST /api/tunnels', { body: { gatewayId, nasId: await nas() } }))
      .body;
    expect(second.address).toBe(first.address);
  });

  test('are never that of the server, and the server never gets that of a router', async () => {
    const subnet = `10.${made}.7.0/24`;
    const serverAddress = subnet.replace('.0/24', '.2');
    const core = await gateway({ subnet, serverAddress });
    const { body } = await call('POST /api/tunnels', { body: { gatewayId: core.id, nasId: await nas() } });
    expect(body.data.address).toBe(subnet.replace('.0/24', '.3'));
    const { name, publicHost, port } = core;
    const change = { name, publicHost, port, serverAddress: body.data.address };
    const path = `PUT /api/tunnel-gateways/${core.id}`;
    const refused = await call(path, { body: change, revision: core.revision });
    expect([refused.status, refused.body.details]).toEqual([
      400,
      [{ field: 'serverAddress', message: 'is the address of a router' }],
    ]);
    const kept = await call(path, { body: { ...change, serverAddress }, revision: core.revision });
    expect(kept.status).toBe(200);
  });

  test('are refused when the subnet is full, and those that a NAS has without a tunnel are left alone', async () => {
    const { id: gatewayId, room, subnet } = await gateway({ subnet: `10.${made}.9.0/29` });
    expect(room).toBe(5);
    await nas({ prefix: subnet.replace('.0/29', '.2') });
    const addresses = [];
    for (let left = 4; left > 0; left--) {
      const { body } = await call('POST /api/tunnels', { body: { gatewayId, nasId: await nas() } });
      addresses.push(body.data.address.split('.').at(-1));
    }
    expect(addresses).toEqual(['3', '4', '5', '6']);
    const { status, body } = await call('POST /api/tunnels', { body: { gatewayId, nasId: await nas() } });
    expect([status, body.code]).toEqual([409, 'tunnels.subnet_full']);
  });

  test('a NAS has one tunnel, a gateway with tunnels stays, and subnets of a tenant do not overlap', async () => {
    const { id: gatewayId, subnet } = await gateway();
    const nasId = await nas();
    await call('POST /api/tunnels', { body: { gatewayId, nasId } });
    const again = await call('POST /api/tunnels', { body: { gatewayId, nasId } });
    expect(again.body.code).toBe('tunnels.nas_has_tunnel');
    expect((await call(`DELETE /api/tunnel-gateways/${gatewayId}`)).body.code).toBe('tunnels.has_tunnels');
    const body = {
      name: 'Other',
      kind: 'sstp',
      publicHost: 'a.example',
      subnet: subnet.replace('/24', '/28'),
    };
    expect((await call('POST /api/tunnel-gateways', { body })).body.code).toBe('tunnels.subnet_taken');
  });

  test('the API of a NAS stays where it was: its password follows no tunnel', async () => {
    const { id: gatewayId } = await gateway();
    const nasId = await nas({ api: { username: 'trunkline', password: 'a-router-password' } });
    const { prefix } = (await nasOf(nasId))!;
    await call('POST /api/tunnels', { body: { gatewayId, nasId } });
    expect((await nasOf(nasId))!.api!.address).toBe(prefix.split('/')[0]);
  });
});

describe('keys', () => {
  test('lie sealed to their row, and the public one is that of the private one', async () => {
    const { id: gatewayId, publicKey } = await gateway();
    const nasId = await nas();
    const { data: tunnel } = (await call('POST /api/tunnels', { body: { gatewayId, nasId } })).body;
    const { tenantId } = tenant;
    const [own, routers] = await database
      .as('api')
      .inTenant(tenantId, async (tx) => [
        await tx
          .selectFrom('tunnels.gateway')
          .select('keysSealed')
          .where('id', '=', gatewayId)
          .executeTakeFirstOrThrow(),
        await tx
          .selectFrom('tunnels.tunnel')
          .select('keysSealed')
          .where('id', '=', tunnel.id)
          .executeTakeFirstOrThrow(),
      ]);
    const keys = JSON.parse(
      testKeys.sealer.open(own.keysSealed, gatewayKeysBinding({ tenantId, id: gatewayId })).toString(),
    );
    expect(publicOf(keys.privateKey)).toBe(publicKey);
    expect(() =>
      testKeys.sealer.open(routers.keysSealed, gatewayKeysBinding({ tenantId, id: tunnel.id })),
    ).toThrow();
    const router = JSON.parse(
      testKeys.sealer.open(routers.keysSealed, tunnelKeysBinding({ tenantId, id: tunnel.id })).toString(),
    );
    expect(publicOf(router.privateKey)).toBe(tunnel.publicKey);
    expect(
      JSON.stringify([tunnel, await call('GET /api/tunnels'), await call('GET /api/tunnel-gateways')]),
    ).not.toContain(router.privateKey);
  });

  test('a new public host has a certificate of its own, which routers can check', async () => {
    const { id, revision } = await gateway({ kind: 'ovpn' });
    const body = { name: 'Core', publicHost: '203.0.113.9', port: 1194, serverAddress: null };
    expect((await call(`PUT /api/tunnel-gateways/${id}`, { body, revision })).status).toBe(200);
    const { data } = (await call(`GET /api/tunnel-gateways/${id}/configuration`)).body;
    const certificate = new X509Certificate(contentsOf(data, 'server.crt'));
    expect(certificate.checkIP('203.0.113.9')).toBe('203.0.113.9');
    const authority = new X509Certificate(contentsOf(data, 'authority.crt'));
    expect(certificate.verify(authority.publicKey)).toBe(true);
    expect(certificate.checkPrivateKey(createPrivateKey(contentsOf(data, 'server.key')))).toBe(true);
  });

  test('a gateway that claims the name of another server convinces none but its own routers', async () => {
    const own = await gateway({ kind: 'ovpn' });
    const other = await gateway({ name: 'Copy', kind: 'sstp', subnet: `10.${made}.128.0/24` });
    const filesOf = async ({ id }: { id: string }) =>
      (await call(`GET /api/tunnel-gateways/${id}/configuration`)).body.data;
    const authority = contentsOf(await filesOf(own), 'authority.crt');
    const impostor = new X509Certificate(contentsOf(await filesOf(other), 'server.pem'));
    const installation = await openCertificateAuthority({ keysDirectory: testKeysDirectory, clock });
    expect(impostor.checkHost('vpn.example.net')).toBe('vpn.example.net');
    for (const pem of [authority, installation.certificate])
      expect(impostor.verify(new X509Certificate(pem).publicKey)).toBe(false);
    const { data: tunnel } = (
      await call('POST /api/tunnels', { body: { gatewayId: own.id, nasId: await nas() } })
    ).body;
    const { script } = (await call(`GET /api/tunnels/${tunnel.id}/configuration`)).body.data;
    const trusted = authority.trim().split('\n').slice(1, -1);
    for (const line of trusted) expect(script).toContain(line);

    const { name, port, serverAddress, revision } = own;
    const body = { name, port, serverAddress, publicHost: 'elsewhere.example' };
    await call(`PUT /api/tunnel-gateways/${own.id}`, { body, revision });
    expect(contentsOf(await filesOf(own), 'authority.crt')).toBe(authority);
  });
});

function publicOf(privateKey: string): string {
  const der = Buffer.concat([
    Buffer.from('302e020100300506032b656e04220420', 'hex'),
    Buffer.from(privateKey, 'base64'),
  ]);
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  return Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x!, 'base64url').toString('base64');
}

function contentsOf(data: { files: { path: string; contents: string }[] }, name: string): string {
  return data.files.find(({ path }) => path.endsWith(`/${name}`))!.contents;
}

describe('the configuration', () => {
  test('of WireGuard is what wg-quick and RouterOS take', async () => {
    const { id: gatewayId, publicKey } = await gateway({
      subnet: `10.${made}.5.0/24`,
      serverAddress: '172.16.0.4',
    });
    const nasId = await nas({ name: 'North tower' });
    const { data: tunnel } = (await call('POST /api/tunnels', { body: { gatewayId, nasId } })).body;
    const { data } = (await call(`GET /api/tunnel-gateways/${gatewayId}/configuration`)).body;
    const key = String.raw`[A-Za-z0-9+/]{43}=`;
    const own = tunnel.address.replace(/\.\d+$/, '.1');
    expect(data.files).toHaveLength(1);
    expect(data.files[0]).toMatchObject({ path: '/etc/wireguard/trunkline.conf', mode: '0600' });
    expect(data.files[0].contents).toMatch(
      new RegExp(
        `^\\[Interface\\]\nAddress = ${own}/24\nListenPort = 51820\nPrivateKey = ${key}\n\n` +
          `\\[Peer\\]\n# North tower\nPublicKey = ${escaped(tunnel.publicKey)}\nPresharedKey = ${key}\nAllowedIPs = ${tunnel.address}/32\n$`,
      ),
    );
    const { script } = (await call(`GET /api/tunnels/${tunnel.id}/configuration?for=router`)).body.data;
    const lines = script.split('\n');
    expect(lines).toContain(
      `/ip address add address=${tunnel.address}/24 interface="trunkline" comment="trunkline"`,
    );
    expect(script).toContain(`public-key="${publicKey}"`);
    expect(script).toContain('endpoint-address=vpn.example.net endpoint-port=51820');
    expect(script).toContain(`allowed-address=${own}/32,172.16.0.4/32 persistent-keepalive=25s`);
    expect(script).toContain(
      '/ip route add comment="trunkline" dst-address=172.16.0.4/32 gateway="trunkline"',
    );
    expect(lines).toContain(
      `/radius set [/radius find where comment="trunkline"] address=172.16.0.4 src-address=${tunnel.address}`,
    );
  });

  test('of OpenVPN names each router by certificate, password and address', async () => {
    const { id: gatewayId } = await gateway({ kind: 'ovpn' });
    const { data: tunnel } = (
      await call('POST /api/tunnels', { body: { gatewayId, nasId: await nas({ name: 'Süd/../1' }) } })
    ).body;
    expect(tunnel.username).toMatch(/^s-d-1-[0-9a-f]{8}$/);
    const { data } = (await call(`GET /api/tunnel-gateways/${gatewayId}/configuration`)).body;
    const network = tunnel.address.replace(/\.\d+$/, '.0');
    expect(contentsOf(data, 'trunkline.conf').split('\n')).toEqual(
      expect.arrayContaining([
        'proto tcp-server',
        'port 1194',
        `server ${network} 255.255.255.0`,
        'topology subnet',
        'ccd-exclusive',
        'verify-client-cert require',
        'client-config-dir /etc/openvpn/trunkline/routers',
      ]),
    );
    expect(contentsOf(data, tunnel.username)).toBe(
      `# Süd/../1\nifconfig-push ${tunnel.address} 255.255.255.0\n`,
    );
    expect(contentsOf(data, 'users')).toMatch(new RegExp(`^${tunnel.username} [0-9a-f]{64}\n$`));
    const { script } = (await call(`GET /api/tunnels/${tunnel.id}/configuration`)).body.data;
    const password = /password="([^"]+)"/.exec(script)![1]!;
    expect(JSON.stringify(data)).not.toContain(password);
    expect(script).toContain('-----BEGIN CERTIFICATE-----');
    expect(script).toContain('-----BEGIN PRIVATE KEY-----');
    expect(script).toContain('connect-to=vpn.example.net port=1194 mode=ip protocol=tcp');
    expect(script).not.toMatch(/[^\x20-\x7e\n]/);
  });

  test('of SSTP gives each router its address by name and password', async () => {
    const { id: gatewayId } = await gateway({ kind: 'sstp' });
    const { data: tunnel } = (await call('POST /api/tunnels', { body: { gatewayId, nasId: await nas() } }))
      .body;
    const { data } = (await call(`GET /api/tunnel-gateways/${gatewayId}/configuration`)).body;
    const { script } = (await call(`GET /api/tunnels/${tunnel.id}/configuration`)).body.data;
    const password = /password="([^"]+)"/.exec(script)![1]!;
    expect(contentsOf(data, 'chap-secrets')).toContain(
      `${tunnel.username} * ${password} ${tunnel.address}\n`,
    );
    expect(contentsOf(data, 'trunkline.conf')).toContain('accept=ssl');
    expect(contentsOf(data, 'trunkline.conf')).toContain(
      `gw-ip-address=${tunnel.address.replace(/\.\d+$/, '.1')}`,
    );
    expect(script).toContain('verify-server-certificate=yes verify-server-address-from-certificate=yes');
  });

  test('is told to who may write alone, who stands in the audit log; strangers find nothing', async () => {
    const { id: gatewayId } = await gateway();
    const { data: tunnel } = (await call('POST /api/tunnels', { body: { gatewayId, nasId: await nas() } }))
      .body;
    const paths = [
      `/api/tunnel-gateways/${gatewayId}/configuration`,
      `/api/tunnels/${tunnel.id}/configuration`,
    ];
    const stranger = await createTestTenant(database, { code: `stranger-${made}` });
    for (const path of paths) {
      const reader = { tenantId: tenant.tenantId, permissions: ['tunnels.read'] };
      expect((await api.call(`GET ${path}`, reader)).status).toBe(403);
      expect((await api.call(`GET ${path}`, { tenantId: stranger.tenantId })).status).toBe(404);
      await call(`GET ${path}`);
    }
    const acts = await database
      .as('api')
      .inTenant(tenant.tenantId, (tx) => tx.selectFrom('audit.entry').select('action').execute());
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['tunnels.gateway_configuration_read', 'tunnels.router_configuration_read']),
    );
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[+/]/g, String.raw`\$&`);
}
