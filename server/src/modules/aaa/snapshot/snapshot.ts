import type { Clock } from '@trunkline/kit';
import type { Sealer } from '../../../platform/keys/index.ts';
import { CivilZone, type PlanVersionRecord } from '../../policy/index.ts';
import type { MacNumber } from '../login/mac-address.ts';
import { newNasObservation } from '../nas-watch/nas-observation.ts';
import { ShardedMap } from '../sharded-map.ts';
import { ClientTable } from './client-table.ts';
import { PasswordArena } from './password-arena.ts';
import { applyTenantRecord, prepareNas, prepareSnapshotPlan, prepareSubscriber } from './prepare-rows.ts';
import { DeviceBook } from './device-book.ts';
import type {
  SnapshotDevice,
  SnapshotNas,
  SnapshotPlanVersion,
  SnapshotSubscriber,
  SnapshotTenant,
} from './snapshot-entries.ts';
import type { NasRecord, OwnPorts, SnapshotRow, SubscriberRecord, TenantRecord } from './snapshot-rows.ts';

/** A row that could not be taken in: a secret under another key, a value this version does not know. */
export interface SnapshotProblem {
  readonly row: Pick<SnapshotRow, 'kind' | 'tenantId' | 'id'>;
  readonly error: unknown;
}

export interface SnapshotOptions {
  readonly sealer: Sealer;
  readonly clock: Clock;
  /** A row that is refused is as if it were gone. */
  readonly onProblem: (problem: SnapshotProblem) => void;
}

const utc = 'UTC';

/**
 * All that logins are answered from, of all tenants, in memory. Rows come in by `apply`, from the database
 * or from the file; each takes effect at once.
 */
export class Snapshot {
  readonly #options: SnapshotOptions;
  readonly #tenants = new Map<string, SnapshotTenant>();
  readonly #nas = new Map<string, SnapshotNas>();
  readonly #clients = new ClientTable<SnapshotNas>();
  readonly #byCertificate = new Map<string, SnapshotNas>();
  readonly #planVersions = new Map<string, SnapshotPlanVersion>();
  readonly #subscribers = new ShardedMap<string, SnapshotSubscriber>();
  readonly #passwords = new PasswordArena();
  /** Learned here and not yet come back from the database. */
  readonly #learnedMacs = new Map<string, MacNumber>();
  readonly #devices = new DeviceBook();
  #load = 0;
  /** The instant up to which all changes are known to be in here; -Infinity: nothing is. */
  asOfMs = -Infinity;

  constructor(options: SnapshotOptions) {
    this.#options = options;
  }

  /** The NAS whose prefix holds this source address; undefined for a stranger or a NAS switched off. */
  findNas(address: string): SnapshotNas | undefined {
    return this.#clients.find(address);
  }

  /** The same at a tenant's own port, where it shares addresses with nobody. */
  findNasAtOwnPort(tenantId: string, address: string): SnapshotNas | undefined {
    return this.#tenants.get(tenantId)?.clientsAtOwnPort.find(address);
  }

  /** The NAS that shows this certificate, wherever it comes from. */
  findNasByCertificate(fingerprint: string): SnapshotNas | undefined {
    return this.#byCertificate.get(fingerprint);
  }

  /** The ports at which one tenant alone is asked. */
  *ownPorts(): Generator<OwnPorts & { readonly tenantId: string }, void> {
    for (const { id, ownPorts } of this.#tenants.values()) if (ownPorts) yield { tenantId: id, ...ownPorts };
  }

  nasById(id: string): SnapshotNas | undefined {
    return this.#nas.get(id);
  }

  subscriberById(id: string): SnapshotSubscriber | undefined {
    return this.#subscribers.get(id);
  }

  allNas(): IterableIterator<SnapshotNas> {
    return this.#nas.values();
  }

  readonly planVersionOf = (id: string): SnapshotPlanVersion | undefined => this.#planVersions.get(id);

  /** False while the first rows are still coming in: a missing subscriber may only be late. */
  get isWhole(): boolean {
    return this.asOfMs !== -Infinity;
  }

  /** False when this tenant wants silence rather than answers this old. */
  isFreshFor(tenant: SnapshotTenant, nowMs: number): boolean {
    return this.isWhole && nowMs - this.asOfMs <= tenant.maxAgeMs;
  }

  /** The first device of a subscriber who learns: it holds at once, and until the database says otherwise. */
  learnMac(subscriber: SnapshotSubscriber, mac: MacNumber): void {
    subscriber.macs = [mac];
    this.#learnedMacs.set(subscriber.id, mac);
  }

  /** A device that was let in here. */
  keepDevice(subscriberId: string, device: SnapshotDevice): void {
    const subscriber = this.#subscribers.get(subscriberId);
    if (subscriber) this.#devices.keep(subscriber, device);
  }

  /** It is written, or the account had no slot for it after all. */
  settleDevice(subscriberId: string, mac: MacNumber, isKept: boolean): void {
    const subscriber = this.#subscribers.get(subscriberId);
    this.#devices.settle(subscriberId, { mac, isKept, subscriber });
  }

  /** Takes in one row, or lets it go. */
  apply(row: SnapshotRow): void {
    try {
      if (row.json === null) this.#remove(row);
      else this.#put(row, row.json);
    } catch (error) {
      this.#remove(row);
      this.#options.onProblem({ row: { kind: row.kind, tenantId: row.tenantId, id: row.id }, error });
    }
  }

  /** From here until `endLoad` every row comes in that there is. */
  beginLoad(): void {
    this.#load++;
  }

  /** The rows that did not come in since `beginLoad` are gone. Yields now and then. */
  *endLoad(): Generator<undefined, void> {
    const tables = {
      nas: this.#nas,
      plan_version: this.#planVersions,
      subscriber: this.#subscribers,
    } as const;
    for (const [kind, table] of Object.entries(tables)) {
      for (const [id, entry] of table) {
        if (entry.loadedIn !== this.#load) this.#remove({ kind: kind as keyof typeof tables, id });
        yield;
      }
    }
    for (const [id, tenant] of this.#tenants) if (tenant.loadedIn !== this.#load) this.#tenants.delete(id);
  }

  stats(): { tenants: number; nas: number; planVersions: number; subscribers: number } {
    return {
      tenants: this.#tenants.size,
      nas: this.#nas.size,
      planVersions: this.#planVersions.size,
      subscribers: this.#subscribers.size,
    };
  }

  #put({ kind, tenantId, id }: SnapshotRow, json: string): void {
    const record: unknown = JSON.parse(json);
    const loadedIn = this.#load;
    if (kind === 'tenant') return this.#putTenant(id, record as TenantRecord);
    if (kind === 'plan_version') {
      this.#planVersions.set(id, prepareSnapshotPlan(record as PlanVersionRecord, { id, loadedIn }));
      return;
    }
    const tenant = this.#tenants.get(tenantId);
    if (!tenant) throw new Error(`the tenant ${tenantId} of this row is not known`);
    const { sealer, clock } = this.#options;
    if (kind === 'nas') {
      const observation = this.#nas.get(id)?.observation ?? newNasObservation();
      this.#putNas(prepareNas(record as NasRecord, { id, tenant, sealer, observation, loadedIn }));
    } else {
      const passwords = this.#passwords;
      const context = { id, tenant, sealer, passwords, intern: this.#intern, nowMs: clock.now(), loadedIn };
      this.#putSubscriber(prepareSubscriber(record as SubscriberRecord, context));
    }
  }

  #putTenant(id: string, record: TenantRecord): void {
    const tenant = this.#tenants.get(id) ?? newTenant(id);
    applyTenantRecord(tenant, record, this.#options.sealer);
    tenant.loadedIn = this.#load;
    this.#tenants.set(id, tenant);
  }

  #putNas(nas: SnapshotNas): void {
    const before = this.#nas.get(nas.id);
    if (before) this.#unlistNas(before);
    this.#nas.set(nas.id, nas);
    if (!nas.isEnabled) return;
    if (nas.transport === 'udp') this.#clientsOf(nas).set(nas.prefix, nas);
    else if (nas.certificateFingerprint !== null) this.#byCertificate.set(nas.certificateFingerprint, nas);
  }

  #unlistNas(nas: SnapshotNas): void {
    const { certificateFingerprint } = nas;
    if (nas.transport === 'udp') this.#clientsOf(nas).delete(nas.prefix, nas);
    else if (certificateFingerprint !== null && this.#byCertificate.get(certificateFingerprint) === nas)
      this.#byCertificate.delete(certificateFingerprint);
  }

  #clientsOf({ usesOwnPort, tenant }: SnapshotNas): ClientTable<SnapshotNas> {
    return usesOwnPort ? tenant.clientsAtOwnPort : this.#clients;
  }

  #putSubscriber(subscriber: SnapshotSubscriber): void {
    const before = this.#subscribers.get(subscriber.id);
    // What stays under its key is replaced there: taking it out first would make the tables copy themselves.
    if (before) this.#unlist(before, subscriber);
    subscriber.knownDevice = before?.knownDevice;
    const learned = this.#learnedMacs.get(subscriber.id);
    if (learned !== undefined) {
      if (subscriber.macBinding === 'learn' && subscriber.macs.length === 0) subscriber.macs = [learned];
      else this.#learnedMacs.delete(subscriber.id);
    }
    this.#subscribers.set(subscriber.id, subscriber);
    const { byUsername, byMac } = subscriber.tenant;
    const holder = byUsername.get(subscriber.usernameKey);
    const isFree = !holder || holder === before || holder.status === 'closed';
    if (subscriber.status !== 'closed' || isFree) byUsername.set(subscriber.usernameKey, subscriber);
    this.#devices.add(subscriber);
    if (subscriber.credential === undefined && subscriber.status !== 'closed') {
      for (const mac of subscriber.macs) byMac.set(mac, subscriber);
    }
  }

  #remove({ kind, id }: Pick<SnapshotRow, 'kind' | 'id'>): void {
    if (kind === 'subscriber') return this.#removeSubscriber(id);
    if (kind === 'plan_version') this.#planVersions.delete(id);
    if (kind === 'tenant') this.#tenants.delete(id);
    const nas = kind === 'nas' ? this.#nas.get(id) : undefined;
    if (!nas) return;
    this.#unlistNas(nas);
    this.#nas.delete(id);
  }

  #removeSubscriber(id: string): void {
    const before = this.#subscribers.get(id);
    if (!before) return;
    this.#subscribers.delete(id);
    this.#unlist(before, undefined);
  }

  /** Takes out the ways by which logins find a subscriber, except the name that its successor has too. */
  #unlist(before: SnapshotSubscriber, successor: SnapshotSubscriber | undefined): void {
    const { byUsername, byMac } = before.tenant;
    const { usernameKey } = before;
    if (usernameKey !== successor?.usernameKey && byUsername.get(usernameKey) === before)
      byUsername.delete(usernameKey);
    for (const mac of before.macs) if (byMac.get(mac) === before) byMac.delete(mac);
    this.#devices.remove(before);
  }

  /** Ids of plan versions and NAS stand in every subscriber: one string for all. */
  readonly #intern = (id: string): string => this.#planVersions.get(id)?.id ?? this.#nas.get(id)?.id ?? id;
}

function newTenant(id: string): SnapshotTenant {
  return {
    id,
    isSuspended: true,
    zone: CivilZone.named(utc),
    graceMs: 0,
    walledGarden: null,
    walledFor: new Set(),
    speedRules: [],
    stripsRealm: false,
    interimIntervalS: 300,
    maxAgeMs: Infinity,
    macAuthCredential: undefined,
    remembersDevices: false,
    macCookieMs: 0,
    deviceForgetMs: 0,
    pages: { landingUrl: null, payUrl: null, logoffUrl: null },
    walledGardenEntries: [],
    byCookie: new ShardedMap(),
    ownPorts: undefined,
    clientsAtOwnPort: new ClientTable(),
    shadow: undefined,
    byUsername: new ShardedMap(),
    byMac: new ShardedMap(),
    loadedIn: 0,
  };
}
