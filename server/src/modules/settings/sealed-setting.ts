import type { Binding, Sealer } from '../../platform/keys/index.ts';
import type { SealedSetting, SecretKey } from './catalogue.ts';

export interface SettingPlace {
  tenantId: string;
  key: SecretKey;
}

/** A secret in the form in which it is kept. */
export function sealSetting(sealer: Sealer, place: SettingPlace, text: string): SealedSetting {
  return sealer.seal(Buffer.from(text), bindingOf(place)).toString('base64') as SealedSetting;
}

/** The text of a secret setting. Throws CannotOpen. */
export function openSetting(sealer: Sealer, place: SettingPlace, sealed: SealedSetting): string {
  return sealer.open(Buffer.from(sealed, 'base64'), bindingOf(place)).toString('utf8');
}

function bindingOf({ tenantId, key }: SettingPlace): Binding {
  return { tenantId, table: 'settings.setting', column: 'value', rowId: key };
}
