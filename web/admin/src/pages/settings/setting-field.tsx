import { NumberField, SwitchField, TextField } from '@trunkline/web-ui';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SecretField } from './secret-field.tsx';
import { settingPlaces } from './setting-places.ts';
import type { SettingKey } from './settings-queries.ts';
import { WalledForField, WalledGardenField } from './walled-garden-fields.tsx';

/** A setting with its name and what it means. */
export function SettingField({ name }: { name: SettingKey }): ReactElement {
  const { t } = useTranslation('settings');
  const { kind, unit, isRequired } = settingPlaces[name];
  const field = { name, label: t(`setting.${name}`), hint: t(`hint.${name}`), isRequired };
  if (kind === 'switch') return <SwitchField {...field} />;
  if (kind === 'secret') return <SecretField {...field} />;
  if (kind === 'walledGarden') return <WalledGardenField {...field} />;
  if (kind === 'walledFor') return <WalledForField {...field} />;
  if (kind === 'url') return <TextField {...field} isMono maxLength={240} />;
  if (kind === 'text') return <TextField {...field} isMono maxLength={64} />;
  return <NumberField {...field} suffix={unit && t(`unit.${unit}`)} />;
}
