import { sql } from 'kysely';
import { nasApiPasswordBinding, nasSecretBinding } from '../../modules/nas/index.ts';
import { openSetting, sealSetting, secretKeys, type SealedSetting } from '../../modules/settings/index.ts';
import { secondFactorBinding } from '../../modules/staff/index.ts';
import { servicePasswordBinding } from '../../modules/subscribers/index.ts';
import { gatewayKeysBinding, tunnelKeysBinding } from '../../modules/tunnels/index.ts';
import type { Tx } from '../../platform/db/index.ts';
import type { Binding, Sealer } from '../../platform/keys/index.ts';

/** A sealed value with the id of its row. */
export interface SealedValue {
  id: string;
  sealed: Buffer;
}

export interface ReadSealed {
  tenantId: string;
  /** Behind this id; undefined: from the first. */
  after: string | undefined;
  /** Only what this key has not sealed. */
  exceptKeyId: Buffer;
  limit: number;
}

/** One column that holds sealed values. */
export interface SealedPlace {
  /** `nas.nas.secret_sealed` */
  name: string;
  /** In the order of the id, locked until the transaction ends. */
  read(tx: Tx, what: ReadSealed): Promise<SealedValue[]>;
  write(tx: Tx, change: { tenantId: string; values: SealedValue[] }): Promise<void>;
  /** The same value under the newest key. Throws CannotOpen. */
  reseal(sealer: Sealer, place: { tenantId: string; id: string }, sealed: Buffer): Buffer;
}

/** Every place in the database where something is sealed. A test finds columns that are missing here. */
export const sealedPlaces: readonly SealedPlace[] = [
  columnPlace({ table: 'nas.nas', column: 'secret_sealed', bindingOf: nasSecretBinding }),
  columnPlace({ table: 'nas.nas', column: 'api_password_sealed', bindingOf: nasApiPasswordBinding }),
  columnPlace({
    table: 'subscribers.subscriber',
    column: 'password_sealed',
    bindingOf: servicePasswordBinding,
  }),
  columnPlace({ table: 'tunnels.gateway', column: 'keys_sealed', bindingOf: gatewayKeysBinding }),
  columnPlace({ table: 'tunnels.tunnel', column: 'keys_sealed', bindingOf: tunnelKeysBinding }),
  settingPlace(),
  secondFactorPlace(),
];

function columnPlace({
  table,
  column,
  bindingOf,
}: {
  table: string;
  column: string;
  bindingOf: (place: { tenantId: string; id: string }) => Binding;
}): SealedPlace {
  return {
    name: `${table}.${column}`,
    async read(tx, { tenantId, after = firstId, exceptKeyId, limit }) {
      const { rows } = await sql<SealedValue>`
        select id, ${sql.ref(column)} as sealed from ${sql.table(table)}
        where tenant_id = ${tenantId} and id > ${after} and substr(${sql.ref(column)}, 2, 4) <> ${exceptKeyId}
        order by id limit ${limit} for no key update`.execute(tx);
      return rows;
    },
    async write(tx, { tenantId, values }) {
      const ids = values.map(({ id }) => id);
      const sealed = values.map((value) => `\\x${value.sealed.toString('hex')}`);
      await sql`
        update ${sql.table(table)} t set ${sql.ref(column)} = v.sealed
        from unnest(${ids}::uuid[], ${sealed}::bytea[]) v (id, sealed)
        where t.tenant_id = ${tenantId} and t.id = v.id`.execute(tx);
    },
    reseal(sealer, place, sealed) {
      const binding = bindingOf(place);
      return sealer.seal(sealer.open(sealed, binding), binding);
    },
  };
}

/** Smaller than every id that is ever made. */
const firstId = '00000000-0000-0000-0000-000000000000';

/** Secret settings stand as base64 in the JSON of their row; the row's id is the name of the setting. */
function settingPlace(): SealedPlace {
  return {
    name: 'settings.setting.value',
    async read(tx, { tenantId, after = '', exceptKeyId, limit }) {
      const { rows } = await sql<SealedValue>`
        select key as id, decode(value #>> '{}', 'base64') as sealed from settings.setting
        where tenant_id = ${tenantId} and key > ${after} and key = any (${secretKeys}) and jsonb_typeof(value) = 'string'
          and substr(decode(value #>> '{}', 'base64'), 2, 4) <> ${exceptKeyId}
        order by key limit ${limit} for no key update`.execute(tx);
      return rows;
    },
    async write(tx, { tenantId, values }) {
      const ids = values.map(({ id }) => id);
      const texts = values.map(({ sealed }) => sealed.toString('base64'));
      await sql`
        update settings.setting t set value = to_jsonb(v.text)
        from unnest(${ids}::text[], ${texts}::text[]) v (key, text)
        where t.tenant_id = ${tenantId} and t.key = v.key`.execute(tx);
    },
    reseal(sealer, { tenantId, id }, sealed) {
      const place = { tenantId, key: secretKeys.find((key) => key === id)! };
      const text = openSetting(sealer, place, sealed.toString('base64') as SealedSetting);
      return Buffer.from(sealSetting(sealer, place, text), 'base64');
    },
  };
}

/** A person's second factor belongs to no tenant: it is found through each that the person works for. */
function secondFactorPlace(): SealedPlace {
  return {
    name: 'staff.second_factor.secret_sealed',
    async read(tx, { tenantId, after = firstId, exceptKeyId, limit }) {
      const { rows } = await sql<SealedValue>`
        select f.person_id as id, f.secret_sealed as sealed
        from staff.second_factor f join staff.membership m on m.person_id = f.person_id
        where m.tenant_id = ${tenantId} and f.person_id > ${after} and substr(f.secret_sealed, 2, 4) <> ${exceptKeyId}
        order by f.person_id limit ${limit} for no key update of f`.execute(tx);
      return rows;
    },
    async write(tx, { values }) {
      const ids = values.map(({ id }) => id);
      const sealed = values.map((value) => `\\x${value.sealed.toString('hex')}`);
      await sql`
        update staff.second_factor t set secret_sealed = v.sealed
        from unnest(${ids}::uuid[], ${sealed}::bytea[]) v (id, sealed)
        where t.person_id = v.id`.execute(tx);
    },
    reseal(sealer, { id }, sealed) {
      const binding = secondFactorBinding({ id });
      return sealer.seal(sealer.open(sealed, binding), binding);
    },
  };
}
