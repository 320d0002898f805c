import { z } from 'zod';

interface SettingEntry<Schema extends z.ZodType = z.ZodType> {
  schema: Schema;
  /** What holds while the tenant has said nothing. */
  standard: z.output<Schema>;
  summary: string;
  /** Kept sealed, shown as set or not set, never as a value; kept out of the audit log. Its `schema` is for the text. */
  isSecret?: boolean;
  /** Changed by routes of its module alone, which check more than a schema can; `/api/settings` leaves it out. */
  hasOwnRoutes?: boolean;
}

/** A secret as it is kept: its envelope in base64. Only `openSetting` makes text of it. */
export type SealedSetting = string & { readonly isSealed: unique symbol };

const setting = <Schema extends z.ZodType>(entry: SettingEntry<Schema>): SettingEntry<Schema> => entry;

/** Rates are bit/s in the subscriber's view; pool and address list are names on the routers. */
const walledGarden = z
  .strictObject({
    pool: z.string().trim().min(1).max(253).nullable(),
    addressList: z.string().trim().min(1).max(246).nullable(),
    downloadBps: z.int().min(1),
    uploadBps: z.int().min(1),
  })
  .refine(({ pool, addressList }) => pool !== null || addressList !== null, {
    message: 'needs a pool or an address list',
    path: ['pool'],
  });

const walledReasons = ['expired', 'suspended', 'quota'] as const;

const port = z.int().min(1).max(65_535);

/** A RADIUS server that runs beside this one. */
const radiusServer = z.strictObject({
  address: z.union([z.ipv4(), z.ipv6()]),
  authPort: port,
  acctPort: port,
  uses: z.enum(['udp']),
});

/** As long as an attribute holds. */
const pageUrl = z
  .url({ protocol: /^https?$/ })
  .max(240)
  .regex(/^[\x21-\x7e]+$/, 'has characters that an address cannot have');

function isWithoutTwins(words: readonly string[]): boolean {
  return new Set(words).size === words.length;
}

/** Every setting a tenant can change. A key is `<module>.<name>`; units stand in the name. */
export const settingsCatalogue = {
  'radius.stripRealm': setting({
    schema: z.boolean(),
    standard: false,
    summary: 'Look subscribers up by the part of the user name before the @.',
  }),
  'radius.interimIntervalSeconds': setting({
    schema: z.int().min(60).max(86_400),
    standard: 300,
    summary: 'How often a NAS reports a session when neither its plan nor the NAS says otherwise.',
  }),
  'radius.snapshotMaxAgeSeconds': setting({
    schema: z.int().min(60).max(31_536_000).nullable(),
    standard: null,
    summary: 'How old the last news from the database may be before logins go unanswered; null: no limit.',
  }),
  'radius.macAuthPassword': setting({
    schema: z.string().min(1).max(128).nullable(),
    standard: null,
    summary: 'The password that access servers send for MAC authentication; null: the MAC address itself.',
    isSecret: true,
  }),
  'radius.serverAddress': setting({
    schema: z.union([z.ipv4(), z.ipv6()]).nullable(),
    standard: null,
    summary: "This server's address as the routers reach it, for their set-up scripts; null: ask each time.",
  }),
  'subscriptions.graceHours': setting({
    schema: z.int().min(0).max(8_760),
    standard: 0,
    summary: 'How long a subscription goes on after its end.',
  }),
  'policy.walledGarden': setting({
    schema: walledGarden.nullable(),
    standard: null,
    summary: 'Where somebody goes who is let in only to pay, and how fast; null: refused instead.',
  }),
  'policy.walledFor': setting({
    schema: z
      .array(z.enum(walledReasons))
      .max(walledReasons.length)
      .refine(isWithoutTwins, 'names one twice'),
    standard: [],
    summary:
      'What the walled garden stands instead of: `expired` (no subscription in force, nor in grace), `suspended`, `quota` (used up, where the plan would cut).',
  }),
  'shadow.mode': setting({
    schema: z.enum(['off', 'proxy', 'listener']),
    standard: 'off',
    summary: 'Whether another RADIUS server stands beside this one, and how its answers come here.',
    hasOwnRoutes: true,
  }),
  'shadow.server': setting({
    schema: radiusServer.nullable(),
    standard: null,
    summary: 'The other RADIUS server, to which packets of routers are passed on.',
    hasOwnRoutes: true,
  }),
  'shadow.secret': setting({
    schema: z.string().min(1).max(128).nullable(),
    standard: null,
    summary: 'The secret that the other RADIUS server shares with this one.',
    isSecret: true,
    hasOwnRoutes: true,
  }),
  'shadow.answeredBy': setting({
    schema: z.enum(['theirs', 'ours']),
    standard: 'theirs',
    summary: 'Whose answers routers get while packets are passed on.',
    hasOwnRoutes: true,
  }),
  'hotspot.requestsPerMinute': setting({
    schema: z.int().min(60).max(60_000),
    standard: 6_000,
    summary: 'How many logins and reports of sessions the API key of a NAS may send in a minute.',
  }),
  'hotspot.macCookieDays': setting({
    schema: z.int().min(1).max(365).nullable(),
    standard: null,
    summary:
      'How long a device that logged in by password at a hotspot logs in by its MAC address alone; null: never.',
  }),
  'hotspot.deviceForgetDays': setting({
    schema: z.int().min(1).max(365),
    standard: 30,
    summary: 'A device of a hotspot account that was not seen for so long gives its place to another.',
  }),
  'hotspot.landingUrl': setting({
    schema: pageUrl.nullable(),
    standard: null,
    summary: 'The page that a hotspot shows after a login; null: the one that was asked for.',
  }),
  'hotspot.payUrl': setting({
    schema: pageUrl.nullable(),
    standard: null,
    summary: 'The page to which a hotspot sends somebody in the walled garden; null: none.',
  }),
  'hotspot.logoffUrl': setting({
    schema: pageUrl.nullable(),
    standard: null,
    summary: 'The page by which one leaves a hotspot; null: that of the router.',
  }),
  'sharing.enabled': setting({
    schema: z.boolean(),
    standard: false,
    summary:
      'Whether accounts are looked for that several households use; routers with an API then get rules for it.',
    hasOwnRoutes: true,
  }),
  'sharing.threshold': setting({
    schema: z.int().min(30).max(100),
    standard: 60,
    summary: 'The score, of 100, from which an account is put before a person.',
    hasOwnRoutes: true,
  }),
  'sharing.judgesBridged': setting({
    schema: z.boolean(),
    standard: false,
    summary:
      'Whether the TTL of lines without a login (DHCP) is judged too: only where customers have no router of their own.',
    hasOwnRoutes: true,
  }),
  'sharing.actsAlone': setting({
    schema: z.boolean(),
    standard: false,
    summary: 'Whether something is done about a shared account without the approval of a person.',
    hasOwnRoutes: true,
  }),
  'sharing.action': setting({
    schema: z.enum(['tag', 'disconnect', 'one_session', 'suspend']),
    standard: 'tag',
    summary: 'What is done then, and what is offered first to the person who decides.',
    hasOwnRoutes: true,
  }),
  'staff.sessionHours': setting({
    schema: z.int().min(1).max(720),
    standard: 12,
    summary: 'How long a person stays signed in.',
  }),
  'staff.requireSecondFactor': setting({
    schema: z.boolean(),
    standard: false,
    summary: 'Staff must set up a second factor before they may do anything else.',
  }),
} as const;

export type SettingKey = keyof typeof settingsCatalogue;

/** What people give. */
export type SettingsInput = { [Key in SettingKey]: z.output<(typeof settingsCatalogue)[Key]['schema']> };

export type SecretKey = 'radius.macAuthPassword' | 'shadow.secret';

/** Every setting with its value or its standard, secrets sealed: `settings['radius.stripRealm']`. */
export type Settings = Omit<SettingsInput, SecretKey> & Record<SecretKey, SealedSetting | null>;

export const settingKeys = Object.keys(settingsCatalogue) as SettingKey[];

export type OwnRoutesKey = Extract<SettingKey, `shadow.${string}`>;

/** Those of `/api/settings`. */
export const commonKeys = settingKeys.filter(
  (key): key is Exclude<SettingKey, OwnRoutesKey> => settingsCatalogue[key].hasOwnRoutes !== true,
);

/** The settings that are kept sealed. */
export const secretKeys = settingKeys.filter(isSecretKey);

export function isSecretKey(key: SettingKey): key is SecretKey {
  return settingsCatalogue[key].isSecret === true;
}

const sealedSchema = z.base64().nullable();

/**
 * The settings of one tenant from its rows in settings.setting. A row that this version does not know,
 * or whose value it no longer accepts, counts as not set: a login must not fail on a setting.
 */
export function settingsOf(rows: readonly { key: string; value: unknown }[]): Settings {
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  const values = settingKeys.map((key) => {
    const { standard } = settingsCatalogue[key];
    const schema = isSecretKey(key) ? sealedSchema : settingsCatalogue[key].schema;
    const parsed = stored.has(key) ? schema.safeParse(stored.get(key)) : undefined;
    return [key, parsed?.success ? parsed.data : standard];
  });
  return Object.fromEntries(values) as Settings;
}
