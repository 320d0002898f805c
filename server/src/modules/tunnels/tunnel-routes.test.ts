import { createPrivateKey, createPublicKey, X509Certificate } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testKeys, testKeysDirectory } from '../../../test/support/test-tenant.ts';
import { openCertificateAuthority } from '../../platform/certificates/index.ts';
import { gatewayKeysBinding, tunnelKeysBinding } from './tunnel-deps.ts';
import { contentsOf, TunnelHouse } from '../../../test/tunnels/tunnel-house.ts';

let house: TunnelHouse;

beforeAll(async () => {
  house = await TunnelHouse.open();
});
afterAll(() => house.close());
beforeEach(() => house.newTenant());

const call: TunnelHouse['call'] = (request, more) => house.call(request, more);
const gateway: TunnelHouse['gateway'] = (fields) => house.gateway(fields);
const nas: TunnelHouse['nas'] = (fields) => house.nas(fields);

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
      expect((await house.nasOf(body.data.nasId))!.prefix).toBe(`${body.data.address}/32`);
  });

  test('are free again when a tunnel goes, and the NAS is where it was', async () => {
    const { id: gatewayId } = await gateway();
    const nasId = await nas();
    const before = (await house.nasOf(nasId))!.prefix;
    const { data: first } = (await call('POST /api/tunnels', { body: { gatewayId, nasId } })).body;
    expect((await call(`DELETE /api/tunnels/${first.id}`)).status).toBe(200);
    expect((await house.nasOf(nasId))!.prefix).toBe(before);
    const { data: second } = (await call('POST /api/tunnels', { body: { gatewayId, nasId: await nas() } }))
      .body;
    expect(second.address).toBe(first.address);
  });

  test('are never that of the server, and the server never gets that of a router', async () => {
    const subnet = `10.${house.made}.7.0/24`;
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
    const { id: gatewayId, room, subnet } = await gateway({ subnet: `10.${house.made}.9.0/29` });
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
    const { prefix } = (await house.nasOf(nasId))!;
    await call('POST /api/tunnels', { body: { gatewayId, nasId } });
    expect((await house.nasOf(nasId))!.api!.address).toBe(prefix.split('/')[0]);
  });
});

describe('keys', () => {
  test('lie sealed to their row, and the public one is that of the private one', async () => {
    const { id: gatewayId, publicKey } = await gateway();
    const nasId = await nas();
    const { data: tunnel } = (await call('POST /api/tunnels', { body: { gatewayId, nasId } })).body;
    const { tenantId } = house.tenant;
    const [own, routers] = await house.database
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
    const other = await gateway({ name: 'Copy', kind: 'sstp', subnet: `10.${house.made}.128.0/24` });
    const filesOf = async ({ id }: { id: string }) =>
      (await call(`GET /api/tunnel-gateways/${id}/configuration`)).body.data;
    const authority = contentsOf(await filesOf(own), 'authority.crt');
    const impostor = new X509Certificate(contentsOf(await filesOf(other), 'server.pem'));
    const installation = await openCertificateAuthority({
      keysDirectory: testKeysDirectory,
      clock: house.clock,
    });
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
