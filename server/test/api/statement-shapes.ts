import { Client } from 'pg';
import { inject } from 'vitest';
import type { TestDatabase } from '../support/test-database.ts';

/** Of a password that was just made, by its form alone: any other text in its place is a shape of its own. */
const verifier = /'SCRAM-SHA-256\$4096:[A-Za-z0-9+/=]+\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+'/;

/** Which shapes of statement the api's role runs, as PostgreSQL itself normalises them. */
export interface StatementShapes {
  /** The shapes that ran since the last call. */
  take(): Promise<Set<string>>;
  close(): Promise<void>;
}

/** Needs the administrator: what a role may see of statements is the administrator's to say. */
export async function watchStatements(database: TestDatabase): Promise<StatementShapes> {
  const url = new URL(inject('adminUrl'));
  url.pathname = new URL(database.urls.api).pathname;
  const admin = new Client({ connectionString: url.href });
  await admin.connect();
  const { rows } = await admin.query<{ shared_preload_libraries: string }>('show shared_preload_libraries');
  if (!rows[0]!.shared_preload_libraries.includes('pg_stat_statements')) {
    throw new Error('the test server does not preload pg_stat_statements; unset TRUNKLINE_TEST_ADMIN_URL');
  }
  await admin.query('create extension pg_stat_statements');
  const calls = new Map<string, number>();
  return {
    async take() {
      const { rows } = await admin.query<{ query: string; calls: string }>(`
        select query, sum(calls) as calls from pg_stat_statements
        where dbid = (select oid from pg_database where datname = current_database())
          and userid in ('trunkline_api'::regrole, 'trunkline_owner'::regrole)
        group by query`);
      const ran = rows.filter(({ query, calls: count }) => Number(count) > (calls.get(query) ?? 0));
      for (const { query, calls: count } of ran) calls.set(query, Number(count));
      // No statement that names a role can take a value: what is random in it is ours, see radius.open_login.
      return new Set(ran.map(({ query }) => query.replace(verifier, "'SCRAM-SHA-256$…'")));
    },
    close: () => admin.end(),
  };
}
