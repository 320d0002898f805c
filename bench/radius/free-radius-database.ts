import { randomBytes } from 'node:crypto';
import { plan, userCount } from './bench-users.ts';
import { withDatabase } from './shared-database.ts';

export interface FreeRadiusDatabase {
  readonly host: string;
  readonly port: string;
  readonly name: string;
  readonly user: string;
  readonly password: string;
  readonly url: string;
}

/** A database of FreeRADIUS' own with the schema of its package, filled with the users of the benchmark. */
export async function createFreeRadiusDatabase(
  adminUrl: string,
  schema: string,
): Promise<FreeRadiusDatabase> {
  const url = new URL(adminUrl);
  const login = { name: 'radius', user: 'radius', password: randomBytes(12).toString('hex') };
  await withDatabase(adminUrl, async ({ pool }) => {
    await pool.query(`create role ${login.user} login password '${login.password}'`);
    await pool.query(`create database ${login.name} owner ${login.user}`);
  });
  url.username = login.user;
  url.password = login.password;
  url.pathname = `/${login.name}`;
  await withDatabase(url.href, async ({ pool }) => {
    await pool.query(schema);
    await pool.query(userRows);
    await pool.query('vacuum analyze');
  });
  return { host: url.hostname, port: url.port, url: url.href, ...login };
}

/**
 * All of a user's attributes are the user's own and nobody has a group: three queries for a login instead of
 * the five that panels with a group for each plan cause. The faster of the two is the fair one.
 */
const userRows = `
  insert into radcheck (username, attribute, op, value)
    select 'bench-' || lpad(n::text, 6, '0'), 'Cleartext-Password', ':=', 'pw-' || lpad(n::text, 6, '0') || '-k7q2'
    from generate_series(1, ${userCount}) n;
  insert into radreply (username, attribute, op, value)
    select 'bench-' || lpad(n::text, 6, '0'), reply.attribute, ':=', reply.value
    from generate_series(1, ${userCount}) n, (values
      ('Framed-Pool', '${plan.pool}'),
      ('Mikrotik-Rate-Limit', '${plan.rateLimit}'),
      ('Session-Timeout', '${plan.sessionTimeoutS}'),
      ('Acct-Interim-Interval', '${plan.interimIntervalS}')
    ) reply (attribute, value);
`;
