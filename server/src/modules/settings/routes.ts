import { z } from 'zod';
import { defineRoute, type Route } from '../../platform/http/index.ts';
import {
  commonKeys,
  settingsCatalogue,
  type OwnRoutesKey,
  type Settings,
  type SettingsInput,
} from './catalogue.ts';
import { changeSettings, shown } from './change-settings.ts';
import type { SettingsDeps } from './settings-deps.ts';
import { loadSettings } from './settings-store.ts';

type Common = Omit<SettingsInput, OwnRoutesKey>;
type Shape = { [Key in keyof Common]: (typeof settingsCatalogue)[Key]['schema'] };

/** The catalogue is the one list of settings: body and answer are made from it. */
const shape = Object.fromEntries(
  commonKeys.map((key) => [key, settingsCatalogue[key].schema.describe(settingsCatalogue[key].summary)]),
) as Shape;
const answer = z.object(shape);
const changeBody = z.strictObject(shape).partial();

export function routes(deps: SettingsDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/settings',
      summary: 'Show all settings; a secret one is shown as ***',
      tag: 'settings',
      permission: 'settings.read',
      answer,
      handle: async ({ tenantId }) =>
        mask(await deps.database.inTenant(tenantId, (tx) => loadSettings(tx, tenantId))),
    }),
    defineRoute({
      method: 'PATCH',
      path: '/api/settings',
      summary: 'Change the settings that are given; a secret sent back as *** stays',
      tag: 'settings',
      permission: 'settings.write',
      body: changeBody,
      answer,
      handle: async ({ actor, body }) => mask(await changeSettings(deps, actor, body)),
    }),
  ];
}

function mask(settings: Settings): Common {
  return Object.fromEntries(commonKeys.map((key) => [key, shown(key, settings[key])])) as Common;
}
