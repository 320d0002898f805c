import type { Bridge } from './freeradius-queries.ts';

const stepIds = ['install', 'copy', 'values', 'check', 'nas'] as const;

export interface SetupStep {
  id: (typeof stepIds)[number];
  /** What to paste; nothing where there is only something to know. */
  code: string | undefined;
}

/** The steps on a Debian machine, with this company's own values in them. */
export function setupSteps({ database, databaseRole }: Bridge, passwordHere: string): SetupStep[] {
  const code: Record<SetupStep['id'], string | undefined> = {
    install: 'apt install freeradius freeradius-postgresql',
    copy: 'cp -r deploy/freeradius/. /etc/freeradius/3.0/',
    values: [
      `TRUNKLINE_DB_HOST=${database.host}`,
      `TRUNKLINE_DB_PORT=${database.port}`,
      `TRUNKLINE_DB_NAME=${database.name}`,
      `TRUNKLINE_DB_USER=${databaseRole ?? ''}`,
      `TRUNKLINE_DB_PASSWORD=${passwordHere}`,
    ].join('\n'),
    check: 'freeradius -CX && systemctl restart freeradius',
    nas: undefined,
  };
  return stepIds.map((id) => ({ id, code: code[id] }));
}
