import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { systemClock, uuidv7 } from '@trunkline/kit';
import { beforeEach, describe, expect, it } from 'vitest';
import { createKeys } from '../../../platform/keys/index.ts';
import { nasSecretBinding } from '../../nas/index.ts';
import { servicePasswordBinding } from '../../subscribers/index.ts';
import { isKnownDevice, noteDevice } from '../login/known-device.ts';
import type { SnapshotSubscriber, SnapshotTenant } from './snapshot-entries.ts';
import type { SnapshotKind } from './snapshot-rows.ts';
import { Snapshot } from './snapshot.ts';

const keys = createKeys(randomBytes(32));
const tenantId = uuidv7();
const secret = 'secret-canary-41';
const password = 'password-canary-87';
let snapshot: Snapshot;
let tenant: SnapshotTenant;

beforeEach(() => {
  snapshot = new Snapshot({ sealer: keys.sealer, clock: systemClock, onProblem: fail });
  put('tenant', tenantId, { status: 'active', timeZone: 'UTC', settings: [] });
  const id = uuidv7();
  put('nas', id, {
    name: 'edge',
    prefix: '10.0.0.0/8',
    secretSealed: seal(secret, nasSecretBinding({ tenantId, id })),
    vendor: 'mikrotik',
    messageAuthenticator: 'compat',
    interimIntervalS: null,
    isEnabled: true,
  });
  ({ tenant } = snapshot.findNas('10.0.0.1')!);
});

function fail({ error }: { error: unknown }): never {
  throw error;
}

function put(kind: SnapshotKind, id: string, record: unknown): void {
  snapshot.apply({ kind, tenantId, id, json: JSON.stringify(record) });
}

function seal(text: string, binding: Parameters<typeof keys.sealer.seal>[1]): string {
  return keys.sealer.seal(Buffer.from(text), binding).toString('base64');
}

function putSubscriber(id: string, change: Record<string, unknown>): void {
  put('subscriber', id, {
    usernameKey: 'ann',
    credential: 'password',
    passwordSealed: seal(password, servicePasswordBinding({ tenantId, id })),
    status: 'active',
    macBinding: 'none',
    macs: [],
    nasId: null,
    maxSessions: null,
    loginWindows: null,
    framedIp: null,
    framedIpv6Prefix: null,
    delegatedIpv6Prefix: null,
    customAttributes: [],
    subscriptions: [],
    ...change,
  });
}

const named = (name: string): SnapshotSubscriber | undefined => tenant.byUsername.get(name);

describe('the snapshot', () => {
  it('E5: shows nothing of a password or a secret when an entry is printed', () => {
    putSubscriber(uuidv7(), {});
    const entries = [snapshot.findNas('10.0.0.1'), named('ann'), tenant, snapshot];
    const printed = inspect(entries, { depth: Infinity, showHidden: true, maxArrayLength: null });
    expect(named('ann')!.credential!.password!.toString()).toBe(password);
    expect(printed).not.toContain('canary');
    expect(printed).not.toContain(
      Buffer.from(password)
        .toString('hex')
        .replaceAll(/(..)(?=.)/g, '$1 '),
    );
    expect(printed).not.toContain(
      Buffer.from(secret)
        .toString('hex')
        .replaceAll(/(..)(?=.)/g, '$1 '),
    );
  });

  it('finds a subscriber by its present name alone', () => {
    const id = uuidv7();
    putSubscriber(id, {});
    putSubscriber(id, { status: 'suspended' });
    expect(named('ann')).toMatchObject({ id, status: 'suspended' });
    putSubscriber(id, { usernameKey: 'anna' });
    expect([named('ann'), named('anna')?.id]).toEqual([undefined, id]);
    snapshot.apply({ kind: 'subscriber', tenantId, id, json: null });
    expect([named('anna'), snapshot.stats().subscribers]).toEqual([undefined, 0]);
  });

  it('gives the name of a closed subscriber to who has it now, in whichever order the rows come', () => {
    const [closed, present] = [uuidv7(), uuidv7()];
    putSubscriber(closed, {});
    putSubscriber(closed, { status: 'closed' });
    expect(named('ann')?.id).toBe(closed);
    putSubscriber(present, {});
    putSubscriber(closed, { status: 'closed' });
    expect(named('ann')?.id).toBe(present);
    putSubscriber(present, { usernameKey: 'bob' });
    expect([named('ann'), named('bob')?.id]).toEqual([undefined, present]);
  });

  it('keeps the device that a subscriber came from when the row changes', () => {
    const id = uuidv7();
    putSubscriber(id, {});
    noteDevice(named('ann')!, Buffer.from('02:00:00:00:00:01'));
    putSubscriber(id, { status: 'suspended' });
    const isKnown = (station: string): boolean => isKnownDevice(named('ann')!, Buffer.from(station));
    expect([isKnown('02:00:00:00:00:01'), isKnown('02:00:00:00:00:02'), isKnown('')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('finds a device by its present addresses alone', () => {
    const id = uuidv7();
    const mac = { credential: 'mac', passwordSealed: null, usernameKey: 'aa:bb:cc:00:00:01' };
    putSubscriber(id, { ...mac, macs: ['aa:bb:cc:00:00:01', 'aa:bb:cc:00:00:02'] });
    putSubscriber(id, { ...mac, macs: ['aa:bb:cc:00:00:02', 'aa:bb:cc:00:00:03'] });
    const found = [1, 2, 3].map((last) => tenant.byMac.get(0xaabbcc000000 + last)?.id);
    expect(found).toEqual([undefined, id, id]);
  });

  it('lets go of what a whole load did not bring', () => {
    const [kept, gone] = [uuidv7(), uuidv7()];
    putSubscriber(kept, {});
    putSubscriber(gone, { usernameKey: 'bob' });
    snapshot.beginLoad();
    put('tenant', tenantId, { status: 'active', timeZone: 'UTC', settings: [] });
    putSubscriber(kept, {});
    Array.from(snapshot.endLoad());
    expect([named('ann')?.id, named('bob')]).toEqual([kept, undefined]);
  });
});
