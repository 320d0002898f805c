import type { MenuAction, MenuItems } from '@trunkline/web-ui';
import {
  CalendarPlus,
  CirclePause,
  CircleOff,
  CirclePlay,
  CircleX,
  Eye,
  KeyRound,
  Layers,
  Lock,
  PlusCircle,
  RefreshCw,
  RotateCcw,
  Router,
  Unplug,
  Zap,
  type LucideIcon,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../../api/me.ts';
import type { SubscriberAction } from './subscriber-action-dialog.tsx';
import { statusActionsFor, type StatusAction, type Target } from './target.ts';

const icons: Record<SubscriberAction, LucideIcon> = {
  activate: CirclePlay,
  suspend: Lock,
  pause: CirclePause,
  disable: CircleOff,
  close: CircleX,
  extend: CalendarPlus,
  'change-plan': Layers,
  'assign-plan': RefreshCw,
  'set-password': KeyRound,
  'reveal-password': Eye,
  'reset-macs': Router,
  disconnect: Unplug,
  'top-up': PlusCircle,
  boost: Zap,
  'reset-quota': RotateCcw,
};

/** The actions that this person may do to this subscriber now, grouped. */
export function useActionMenu(
  choose: (action: SubscriberAction, target: Target) => void,
): (target: Target) => MenuItems {
  const { t } = useTranslation('subscribers');
  const mayWrite = useCan('subscribers.write');
  const maySell = useCan('subscriptions.write');
  const mayReveal = useCan('subscribers.reveal_password');
  const mayDisconnect = useCan('enforcement.disconnect');
  const [mayTopUp, mayBoost, mayReset] = [
    useCan('quota.top_up'),
    useCan('subscribers.boost'),
    useCan('quota.reset'),
  ];
  return (target) => {
    const { service, sessionId, credential, macs } = target;
    const isOpen = target.status !== 'closed';
    const entry = (action: SubscriberAction, more: Partial<MenuAction> = {}): MenuAction => ({
      id: action,
      label: t(`action.${action}`),
      icon: icons[action],
      onSelect: () => choose(action, target),
      ...more,
    });
    const statusEntries = statusActionsFor(target.status).map((action: StatusAction) =>
      entry(action, { isDanger: action !== 'activate' && action !== 'pause' }),
    );
    const groups: (MenuAction | false)[][] = [
      [mayDisconnect && entry('disconnect', { isDisabled: sessionId === null })],
      [
        maySell && isOpen && service !== null && service.expiresAt !== null && entry('extend'),
        maySell && isOpen && service?.isLive === true && entry('change-plan'),
        maySell && isOpen && entry('assign-plan'),
      ],
      [
        mayTopUp && isOpen && entry('top-up'),
        mayBoost && isOpen && entry('boost'),
        mayReset && isOpen && entry('reset-quota'),
      ],
      [
        mayWrite && isOpen && entry('reset-macs', { isDisabled: macs.length === 0 }),
        mayWrite && isOpen && credential === 'password' && entry('set-password'),
        mayReveal && credential === 'password' && entry('reveal-password'),
      ],
      mayWrite ? statusEntries : [],
    ];
    return groups
      .map((group) => group.filter((one) => one !== false))
      .filter((group) => group.length > 0)
      .flatMap((group, index): MenuItems => (index === 0 ? group : ['-', ...group]));
  };
}
