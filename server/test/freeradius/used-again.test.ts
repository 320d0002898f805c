import {
  AcctDelayTime,
  AcctInputOctets,
  AcctOutputOctets,
  AcctSessionId,
  AcctSessionTime,
  AcctStatusType,
  Code,
  PacketBuilder,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { secret } from '../aaa/radius-house.ts';
import { ContractHouse } from './contract-house.ts';

let house: ContractHouse;

beforeAll(async () => {
  house = await ContractHouse.build();
  await house.open([{ name: 'anna', expects: 'accept' }]);
}, 120_000);
afterAll(() => house.close());

const patient = { initialMs: 4_000, maxWaitMs: 4_000, maxAttempts: 2, maxTotalMs: 8_000 };

interface Told {
  readonly status: keyof typeof AcctStatusType.values;
  /** How long ago it happened. */
  readonly agoS: number;
  readonly timeS: number;
  readonly octets: number;
}

async function tell({ status, agoS, timeS, octets }: Told): Promise<void> {
  const packet = new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values[status])
    .add(AcctSessionId, '81000001')
    .add(UserName, 'anna')
    .add(AcctDelayTime, agoS)
    .add(AcctSessionTime, timeS)
    .add(AcctInputOctets, octets)
    .add(AcctOutputOctets, octets);
  const { server } = house.tenants.plain;
  const endpoint = { address: '127.0.0.1', port: server!.acctPort, secret: new SharedSecret(secret) };
  const client = house.house.client('127.81.0.1');
  const result = await client.send(packet, endpoint, {
    retransmission: patient,
    messageAuthenticator: false,
  });
  expect(result.kind, house.log()).toBe('reply');
}

it('an id that is used again without a Start is another session, and a late report of the first is not', async () => {
  await tell({ status: 'Start', agoS: 3_600, timeS: 0, octets: 0 });
  await tell({ status: 'Stop', agoS: 3_000, timeS: 600, octets: 5_000 });
  await tell({ status: 'Interim-Update', agoS: 3_300, timeS: 300, octets: 2_000 });
  await tell({ status: 'Interim-Update', agoS: 0, timeS: 60, octets: 900 });
  const { rows } = await house.house.database.as('worker').acrossTenants((tx) =>
    sql`select kind, session_time_s::integer as time_s, input_octets::integer as octets
      from radius.accounting_queue where tenant_id = ${house.tenants.plain.id} order by id`.execute(tx),
  );
  expect(rows).toEqual([
    { kind: 'start', timeS: 0, octets: 0 },
    { kind: 'stop', timeS: 600, octets: 5_000 },
    { kind: 'interim', timeS: 60, octets: 900 },
  ]);
});
