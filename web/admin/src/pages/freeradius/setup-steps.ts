import type { Bridge } from './freeradius-queries.ts';

const stepIds = ['install', 'copy', 'enable', 'values', 'check', 'nas'] as const;

export interface SetupStep {
  id: (typeof stepIds)[number];
  /** What to paste; nothing where there is only something to know. */
  code: string | undefined;
  /** Where it belongs; a terminal where nothing is said. */
  file: string | undefined;
}

const raddb = '/etc/freeradius/3.0';

/** The steps on a Debian machine, with this company's own values in them. */
export function setupSteps({ database, databaseRole }: Bridge): SetupStep[] {
  const code: Record<SetupStep['id'], string | undefined> = {
    install: 'apt install freeradius freeradius-postgresql',
    copy: `cp -r deploy/freeradius/raddb/. ${raddb}/`,
    enable: [
      `cd ${raddb}`,
      'ln -sf ../mods-available/trunkline mods-enabled/',
      'ln -sf ../sites-available/trunkline sites-enabled/',
      'rm -f sites-enabled/default sites-enabled/inner-tunnel',
    ].join('\n'),
    values: [
      `server = "${database.host}"`,
      `port = ${database.port}`,
      `radius_db = "${database.name}"`,
      `login = "${databaseRole ?? ''}"`,
      'password = "…"',
    ].join('\n'),
    check: 'freeradius -CX && systemctl restart freeradius',
    nas: undefined,
  };
  return stepIds.map((id) => ({
    id,
    code: code[id],
    file: id === 'values' ? `${raddb}/trunkline/database.conf` : undefined,
  }));
}
