import type { MenuItems } from '@trunkline/web-ui';
import { Activity, FileCode, Settings, Stethoscope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../api/me.ts';
import type { ListedNas } from './arrange-nas.ts';

export function useNasRowMenu(): (row: ListedNas) => MenuItems {
  const { t } = useTranslation('nas');
  const mayTest = useCan('nas.test');
  const mayReveal = useCan('nas.reveal_secret');
  return ({ nas }) => [
    { id: 'open', label: t('tab.overview'), icon: Activity, href: `/nas/${nas.id}` },
    {
      id: 'setup',
      label: t('tab.setup'),
      icon: FileCode,
      href: `/nas/${nas.id}?tab=setup`,
      isDisabled: !mayReveal,
    },
    {
      id: 'test',
      label: t('tab.test'),
      icon: Stethoscope,
      href: `/nas/${nas.id}?tab=test`,
      isDisabled: !mayTest,
    },
    { id: 'settings', label: t('tab.settings'), icon: Settings, href: `/nas/${nas.id}?tab=settings` },
  ];
}
