import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestTenant } from '../../../../test/support/test-tenant.ts';
import { contentsOf, TunnelHouse } from '../../../../test/tunnels/tunnel-house.ts';

let house: TunnelHouse;

beforeAll(async () => {
  house = await TunnelHouse.open();
});
afterAll(() => house.close());
beforeEach(() => house.newTenant());

const call: TunnelHouse['call'] = (request, more) => house.call(request, more);
const gateway: TunnelHouse['gateway'] = (fields) => house.gateway(fields);
const nas: TunnelHouse['nas'] = (fields) => house.nas(fields);

describe('the configuration', () => {
  test('of WireGuard is what wg-quick and RouterOS take', async () => {
    const { id: gatewayId, publicKey } = await gateway({
      subnet: `10.${house.made}.5.0/24`,
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
    const stranger = await createTestTenant(house.database, { code: `stranger-${house.made}` });
    for (const path of paths) {
      const reader = { tenantId: house.tenant.tenantId, permissions: ['tunnels.read'] };
      expect((await house.api.call(`GET ${path}`, reader)).status).toBe(403);
      expect((await house.api.call(`GET ${path}`, { tenantId: stranger.tenantId })).status).toBe(404);
      await call(`GET ${path}`);
    }
    const acts = await house.database
      .as('api')
      .inTenant(house.tenant.tenantId, (tx) => tx.selectFrom('audit.entry').select('action').execute());
    expect(acts.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['tunnels.gateway_configuration_read', 'tunnels.router_configuration_read']),
    );
  });
});

function escaped(text: string): string {
  return text.replaceAll(/[+/]/g, String.raw`\$&`);
}
