import { expect, test } from 'vitest';
import type { Settings } from './settings-queries.ts';
import { toSettings, toSettingValues } from './setting-values.ts';

const settings = {
  'radius.stripRealm': true,
  'radius.serverAddress': null,
  'staff.sessionHours': 12,
} as Settings;

test('a form holds the settings of its tab alone, and gives them back under their keys', () => {
  const values = toSettingValues(settings, ['radius.stripRealm', 'radius.serverAddress']);
  expect(values).toEqual({ radius: { stripRealm: true, serverAddress: null } });
  expect(toSettings(values)).toEqual({ 'radius.stripRealm': true, 'radius.serverAddress': null });
});

test('what is left empty is not set', () => {
  expect(toSettings({ radius: { serverAddress: '' } })).toEqual({ 'radius.serverAddress': null });
  const walledGarden = { pool: '', addressList: 'unpaid', downloadBps: 1_000_000, uploadBps: 512_000 };
  expect(toSettings({ policy: { walledGarden, walledFor: ['expired'] } })).toEqual({
    'policy.walledGarden': { ...walledGarden, pool: null },
    'policy.walledFor': ['expired'],
  });
});
