import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../overlay/dialog.tsx';
import { Kbd } from '../primitives/kbd.tsx';
import type { Shortcut } from './shortcut-provider.tsx';

interface ShortcutHelpProps {
  isOpen: boolean;
  shortcuts: Shortcut[];
  onClose: () => void;
}

/** Every key that works on this page now. */
export function ShortcutHelp({ isOpen, shortcuts, onClose }: ShortcutHelpProps): ReactElement {
  const { t } = useTranslation('ui');
  const lines = [...shortcuts, { keys: 'Escape', label: t('shortcut.close') }];
  return (
    <Dialog isOpen={isOpen} onClose={onClose} title={t('shortcut.title')} size="sm">
      <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2">
        {lines.map(({ keys, label }) => (
          <div key={`${keys} ${label}`} className="contents">
            <dt>{label}</dt>
            <dd dir="ltr" className="flex items-center justify-end gap-1 text-sm text-muted">
              <KeyNames keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function KeyNames({ keys }: { keys: string }): ReactElement[] {
  const isMac = /mac/i.test(navigator.userAgent);
  const shown: Record<string, string> = { Mod: isMac ? '⌘' : 'Ctrl', Escape: 'Esc' };
  return keys
    .split(' ')
    .flatMap((key) => (key.length > 1 ? key.split('+') : [key]))
    .map((key) => <Kbd key={key}>{shown[key] ?? key}</Kbd>);
}
