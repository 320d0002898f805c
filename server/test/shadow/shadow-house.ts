import { sealSetting } from '../../src/modules/settings/index.ts';
import type { RadiusHouse } from '../aaa/radius-house.ts';
import { otherSecret } from './other-server.ts';

/** A tenant's settings of shadow mode, as its routes write them. */
export async function writeShadow(
  house: RadiusHouse,
  tenantId: string,
  given: {
    mode?: 'off' | 'proxy' | 'listener';
    server?: { authPort: number; acctPort: number };
    answeredBy?: 'theirs' | 'ours';
    secret?: string;
  },
): Promise<void> {
  const { mode, server, answeredBy, secret = otherSecret } = given;
  const place = { tenantId, key: 'shadow.secret' } as const;
  const values = {
    ...(mode && { 'shadow.mode': mode }),
    ...(server && {
      'shadow.server': {
        address: '127.0.0.1',
        authPort: server.authPort,
        acctPort: server.acctPort,
        uses: 'udp',
      },
      'shadow.secret': sealSetting(house.keys.sealer, place, secret),
    }),
    ...(answeredBy && { 'shadow.answeredBy': answeredBy }),
  };
  await house.inTenant(tenantId, async (tx) => {
    for (const [key, value] of Object.entries(values)) {
      await tx
        .insertInto('settings.setting')
        .values({ tenantId, key, value: JSON.stringify(value) })
        .onConflict((conflict) =>
          conflict
            .columns(['tenantId', 'key'])
            .doUpdateSet((expression) => ({ value: expression.ref('excluded.value') })),
        )
        .execute();
    }
  });
}

export interface FoundDisagreement {
  readonly username: string;
  readonly kind: string;
  readonly sentence: string;
  readonly isMild: boolean;
  readonly count: number;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** What was written of a tenant, by name and kind. */
export async function foundDisagreements(house: RadiusHouse, tenantId: string): Promise<FoundDisagreement[]> {
  const rows = await house.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('shadow.disagreement')
      .select(['username', 'kind', 'sentence', 'isMild', 'count', 'ours', 'theirs'])
      .where('tenantId', '=', tenantId)
      .orderBy('username')
      .orderBy('kind')
      .execute(),
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export interface ShadowSums {
  readonly logins: number;
  readonly disagreeing: number;
  readonly mild: number;
  readonly unanswered: number;
  readonly notCompared: number;
  readonly relayed: number;
  readonly failed: number;
}

/** All minutes together. */
export async function shadowSums(house: RadiusHouse, tenantId: string): Promise<ShadowSums> {
  const row = await house.inTenant(tenantId, (tx) =>
    tx
      .selectFrom('shadow.minute')
      .select(({ fn }) => [
        fn.sum('logins').as('logins'),
        fn.sum('disagreeing').as('disagreeing'),
        fn.sum('mild').as('mild'),
        fn.sum('unanswered').as('unanswered'),
        fn.sum('notCompared').as('notCompared'),
        fn.sum('relayed').as('relayed'),
        fn.sum('failed').as('failed'),
      ])
      .where('tenantId', '=', tenantId)
      .executeTakeFirstOrThrow(),
  );
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, Number(value ?? 0)])) as never;
}
