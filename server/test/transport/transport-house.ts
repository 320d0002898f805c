import { sql } from 'kysely';
import { systemClock, uuidv7 } from '@trunkline/kit';
import {
  addPasswordProof,
  CallingStationId,
  Code,
  NasIdentifier,
  PacketBuilder,
  RadsecClient,
  type RadsecResult,
} from '@trunkline/radius';
import {
  issueCertificate,
  openCertificateAuthority,
  type CertificateAuthority,
  type IssuedCertificate,
} from '../../src/platform/certificates/index.ts';
import { RadiusHouse } from '../aaa/radius-house.ts';

/** A running radius role with an authority, and routers that ask it over TLS. */
export class TransportHouse {
  readonly house: RadiusHouse;
  readonly authority: CertificateAuthority;
  readonly #clients: RadsecClient[] = [];

  private constructor(house: RadiusHouse, authority: CertificateAuthority) {
    this.house = house;
    this.authority = authority;
  }

  static async build(): Promise<TransportHouse> {
    const house = await RadiusHouse.build();
    const authority = await openCertificateAuthority({
      keysDirectory: `${house.home}/keys`,
      clock: systemClock,
    });
    return new TransportHouse(house, authority);
  }

  async tearDown(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.house.tearDown();
  }

  issue(commonName: string): Promise<IssuedCertificate> {
    return issueCertificate(this.authority, { commonName, usages: ['client'], days: 30 });
  }

  /** A NAS that is known by this certificate, wherever it comes from. */
  async addRadsecNas(
    tenantId: string,
    input: { fingerprint: string; messageAuthenticator?: string },
  ): Promise<string> {
    const id = await this.house.addNas(tenantId, {
      prefix: `192.0.2.${this.#nextHost()}/32`,
      messageAuthenticator: input.messageAuthenticator ?? 'require',
    });
    await this.setNas(tenantId, id, { transport: 'radsec', certificateFingerprint: input.fingerprint });
    return id;
  }

  #host = 0;
  #nextHost(): number {
    return ++this.#host;
  }

  async setNas(tenantId: string, id: string, change: Record<string, unknown>): Promise<void> {
    await this.house.inTenant(tenantId, (tx) =>
      tx.updateTable('nas.nas').set(change).where('tenantId', '=', tenantId).where('id', '=', id).execute(),
    );
  }

  /** As the operator does. */
  async setOwnPorts(tenantId: string, ports: { auth: number; acct: number } | null): Promise<void> {
    await this.house.database.as('api').asOperator(async (tx) => {
      await sql`delete from nas.own_port where tenant_id = ${tenantId}`.execute(tx);
      for (const [service, port] of Object.entries(ports ?? {})) {
        await sql`insert into nas.own_port (tenant_id, id, service, port) values (${tenantId}, ${uuidv7()}, ${service}, ${port})`.execute(
          tx,
        );
      }
    });
  }

  get radsecPort(): number {
    const found = this.house.role!.listens.find((url) => url.startsWith('radsec:'))!;
    return Number(found.split(':').at(-1));
  }

  client({ certificate, key }: Pick<IssuedCertificate, 'certificate' | 'key'>): RadsecClient {
    const tls = { authority: this.authority.certificate, certificate, key };
    const client = new RadsecClient({
      host: '127.0.0.1',
      port: this.radsecPort,
      serverName: 'radsec.test',
      tls,
    });
    this.#clients.push(client);
    return client;
  }

  login(client: RadsecClient, username: string, password = 'pw'): Promise<RadsecResult> {
    const request = new PacketBuilder(Code.AccessRequest);
    addPasswordProof(request, { method: 'pap', userName: username, password });
    request.add(NasIdentifier, 'router-1').add(CallingStationId, '02:00:00:00:00:01');
    return client.send(request, { timeoutMs: 3_000 });
  }

  /** `accepted`, `rejected`, or how it ended without an answer. */
  async outcome(client: RadsecClient, username: string, password?: string): Promise<string> {
    const result = await this.login(client, username, password);
    if (result.kind !== 'reply') return result.kind;
    return result.packet.code === Code.AccessAccept ? 'accepted' : 'rejected';
  }
}
