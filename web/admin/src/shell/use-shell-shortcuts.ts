import { useShortcut, useNavigateTo } from '@trunkline/web-ui';
import { useTranslation } from 'react-i18next';
import { useCan } from '../api/me.ts';

/** The keys that work on every page: `g` and a letter goes to a place, `n` adds a subscriber. */
export function useShellShortcuts(): void {
  const { t } = useTranslation('shell');
  const navigateTo = useNavigateTo();
  const seesSubscribers = useCan('subscribers.read');
  const addsSubscribers = useCan('subscribers.write');
  const seesSessions = useCan('sessions.read');
  const seesLog = useCan('aaa.read');
  const seesNas = useCan('nas.read');
  const seesPlans = useCan('plans.read');
  const go = (href: string) => () => navigateTo(href);
  useShortcut({ keys: 'g d', label: t('place.dashboard'), run: go('/') });
  useShortcut({
    keys: 'g c',
    label: t('place.subscribers'),
    run: go('/subscribers'),
    isEnabled: seesSubscribers,
  });
  useShortcut({ keys: 'g o', label: t('place.online'), run: go('/online'), isEnabled: seesSessions });
  useShortcut({ keys: 'g l', label: t('place.authLog'), run: go('/auth-log'), isEnabled: seesLog });
  useShortcut({ keys: 'g a', label: t('place.addresses'), run: go('/addresses'), isEnabled: seesSessions });
  useShortcut({ keys: 'g p', label: t('place.plans'), run: go('/plans'), isEnabled: seesPlans });
  useShortcut({ keys: 'g n', label: t('place.nas'), run: go('/nas'), isEnabled: seesNas });
  useShortcut({
    keys: 'n',
    label: t('shortcut.addSubscriber'),
    run: go('/subscribers/new'),
    isEnabled: addsSubscribers,
  });
}
