import * as fc from 'fast-check';
import {
  AcctDelayTime,
  AcctInputGigawords,
  AcctInputOctets,
  AcctOutputGigawords,
  AcctOutputOctets,
  AcctSessionId,
  AcctStatusType,
  AcctTerminateCause,
  CallingStationId,
  Class,
  Code,
  FramedIpAddress,
  PacketBuilder,
  SharedSecret,
  UserName,
} from '@trunkline/radius';
import { describe, expect, it } from 'vitest';
import { encodeClassToken } from '../policy/index.ts';
import { readAccountingEvent, type NasTraits, type SessionEvent } from './accounting-event.ts';
import { decodeAccountingRecord, encodeAccountingRecord } from './accounting-record.ts';

const tenantId = '01900000-0000-7000-8000-000000000001';
const nasId = '01900000-0000-7000-8000-000000000002';
const nasAddress = '10.1.0.1';
const subscriptionId = '01900000-0000-7000-8000-000000000003';
const receivedAtMs = Date.UTC(2026, 0, 1);
const plain: NasTraits = { swapsOctets: false, wrapsWithoutGigawords: false, interimIntervalS: null };

describe('an accounting packet', () => {
  it('A15: happened when it was received minus its delay, of which at most an hour is believed', () => {
    expect(timeOf(0)).toBe(receivedAtMs);
    expect(timeOf(90)).toBe(receivedAtMs - 90_000);
    expect(timeOf(4_000_000_000)).toBe(receivedAtMs - 3_600_000);
  });

  it('A9: has 64-bit totals from octets and gigawords', () => {
    const packet = start().add(AcctInputOctets, 4_294_967_295).add(AcctInputGigawords, 5);
    expect(read(packet).counters.uploadBytes).toBe(5n * 2n ** 32n + 4_294_967_295n);
    expect(read(start().add(AcctInputGigawords, 1)).counters.uploadBytes).toBe(2n ** 32n);
    expect(read(start()).counters).toEqual({});
  });

  it('A9: a count that no session can have reached, or a cause that no list can have, is as if not told', () => {
    const packet = start()
      .add(AcctInputOctets, 7)
      .add(AcctInputGigawords, 0xffff_ffff)
      .add(AcctOutputOctets, 0xffff_ffff)
      .add(AcctOutputGigawords, 2 ** 21 - 1)
      .add(AcctTerminateCause, 0xffff_ffff);
    expect(read(packet)).toMatchObject({ terminateCause: undefined });
    expect(read(packet).counters).toEqual({ downloadBytes: 2n ** 53n - 1n });
  });

  it('has no address while the NAS has none to tell, or only says who chooses it', () => {
    for (const address of ['0.0.0.0', '255.255.255.254', '255.255.255.255']) {
      expect(read(start().add(FramedIpAddress, address)).framedIp).toBeUndefined();
    }
    expect(read(start().add(FramedIpAddress, '10.0.0.1')).framedIp).toBe('10.0.0.1');
  });

  it('counts from the side that its NAS counts from', () => {
    const packet = start().add(AcctInputOctets, 7);
    expect(read(packet, { ...plain, swapsOctets: true }).counters).toEqual({ downloadBytes: 7n });
  });

  it('is linked by our Class among others, and only when it names the tenant of the NAS', () => {
    const ours = encodeClassToken({ tenantId, subscriptionId, reservation: 1 });
    const foreign = encodeClassToken({ tenantId: nasId, subscriptionId, reservation: 1 });
    const packet = start().add(Class, Buffer.from('a proxy')).add(Class, ours);
    expect(read(packet).subscriptionId).toBe(subscriptionId);
    expect(read(start().add(Class, foreign)).subscriptionId).toBeUndefined();
  });

  it('B11: text that cannot be stored is escaped without two values becoming one', () => {
    expect(idOf(Buffer.from('81700012'))).toBe('81700012');
    expect(idOf(Buffer.of(0x61, 0))).toBe('a\\x00');
    expect(idOf(Buffer.of(0xff, 0xfe))).toBe('\\xff\\xfe');
    expect(idOf(Buffer.from('naïve ☎'))).toBe('naïve ☎');
    const [long, longer] = [Buffer.alloc(253, 0xff), Buffer.alloc(253, 0xff)];
    longer[252] = 0xfe;
    expect(idOf(long).length).toBeLessThanOrEqual(253);
    expect(idOf(long)).not.toBe(idOf(longer));
  });

  it('without a session id, or about something else, says why it is no event', () => {
    expect(outcome(encode(withStatus(1)))).toEqual({ ok: false, fault: 'no_session_id' });
    expect(outcome(encode(withStatus(9).add(AcctSessionId, 'x')))).toEqual({
      ok: false,
      fault: 'other_status_type',
    });
    expect(outcome(encode(new PacketBuilder(Code.AccountingRequest)))).toEqual({
      ok: false,
      fault: 'no_status_type',
    });
    expect(outcome(encode(new PacketBuilder(Code.DisconnectRequest)))).toEqual({
      ok: false,
      fault: 'not_accounting',
    });
    expect(outcome(encode(withStatus(7)))).toMatchObject({ ok: true, event: { kind: 'nas_restart' } });
  });

  it('never throws, whatever its bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.boolean(), (noise, hasHeader) => {
        const packet = Buffer.from(noise);
        if (hasHeader && packet.length >= 20) {
          packet[0] = Code.AccountingRequest;
          packet.writeUInt16BE(packet.length, 2);
        }
        expect(outcome(packet)).toHaveProperty('ok');
      }),
      { numRuns: 5_000 },
    );
  });
});

describe('a record', () => {
  it('comes back from its bytes as it went in, and foreign bytes are none', () => {
    for (const router of [nasAddress, '2001:db8::1', '2001:db8:1000:2000:3000:4000:5000:6000']) {
      const record = { receivedAtMs, tenantId, nasId, nasAddress: router, packet: Buffer.from('packet') };
      const bytes = encodeAccountingRecord(record);
      expect(decodeAccountingRecord(bytes)).toEqual(record);
      expect(decodeAccountingRecord(bytes.subarray(0, 41))).toBeUndefined();
      expect(decodeAccountingRecord(bytes.subarray(0, 45))).toBeUndefined();
      bytes[42] = 0x78;
      expect(decodeAccountingRecord(bytes)).toBeUndefined();
    }
  });

  it('of another version, such as that before the router had its place in it, is none', () => {
    const bytes = encodeAccountingRecord({
      receivedAtMs,
      tenantId,
      nasId,
      nasAddress,
      packet: Buffer.alloc(40),
    });
    for (const version of [0, 1, 3]) {
      bytes[0] = version;
      expect(decodeAccountingRecord(bytes)).toBeUndefined();
    }
  });

  it('is not made for what is no address, which the database would refuse with all its batch', () => {
    for (const router of ['', 'router', 'fe80::1%eth0', '10.1.0.0/24']) {
      const record = { receivedAtMs, tenantId, nasId, nasAddress: router, packet: Buffer.alloc(0) };
      expect(() => encodeAccountingRecord(record), router).toThrow(RangeError);
    }
  });
});

function withStatus(value: number): PacketBuilder {
  return new PacketBuilder(Code.AccountingRequest).add(AcctStatusType, value);
}

/** When it happened, by a delay in seconds. */
function timeOf(delay: number): number {
  return read(start().add(AcctDelayTime, delay)).atMs;
}

/** The session id that these bytes become. */
function idOf(bytes: Buffer): string {
  return read(withStatus(AcctStatusType.values.Start).addRaw(AcctSessionId, bytes)).acctSessionId;
}

function start(): PacketBuilder {
  return new PacketBuilder(Code.AccountingRequest)
    .add(AcctStatusType, AcctStatusType.values.Start)
    .add(AcctSessionId, '81700012')
    .add(UserName, 'anna')
    .add(CallingStationId, 'AA:BB:CC:DD:EE:FF');
}

function encode(packet: PacketBuilder): Buffer {
  return packet.encodeRequest({
    identifier: 1,
    secret: new SharedSecret('secret'),
    messageAuthenticator: false,
  });
}

function outcome(packet: Buffer, traits = plain) {
  return readAccountingEvent({ receivedAtMs, tenantId, nasId, nasAddress, packet }, traits);
}

function read(packet: PacketBuilder, traits = plain): SessionEvent {
  const result = outcome(encode(packet), traits);
  if (!result.ok || result.event.kind === 'nas_restart') throw new Error('no session event');
  return result.event;
}
