import { Menu as MenuIcon } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Drawer } from '../overlay/drawer.tsx';
import { Link } from '../primitives/link.tsx';
import { NavList, type NavGroup, type NavItem } from './sidebar.tsx';

const maxPrimary = 4;
const slotClasses =
  'flex min-w-0 flex-1 flex-col items-center justify-center gap-0.5 px-1 text-xs font-medium';

/** The navigation of phones: four places under the thumb, and the rest behind a button. */
export function BottomBar({ navigation }: { navigation: readonly NavGroup[] }): ReactElement {
  const { t } = useTranslation('ui');
  const [isOpen, setOpen] = useState(false);
  const primary = navigation
    .flatMap((group) => group.items)
    .filter((item) => item.isPrimary)
    .slice(0, maxPrimary);
  return (
    <>
      <nav
        aria-label={t('frame.navigation')}
        className="fixed inset-x-0 bottom-0 z-20 hidden h-14 border-t border-line bg-surface phone:flex"
      >
        {primary.map((item) => (
          <BottomLink key={item.id} item={item} />
        ))}
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
          className={classNames(slotClasses, 'text-muted focus-visible:-outline-offset-2')}
        >
          <MenuIcon size={19} aria-hidden />
          <span className="max-w-full truncate">{t('action.menu')}</span>
        </button>
      </nav>
      <Drawer isOpen={isOpen} onClose={() => setOpen(false)} title={t('action.menu')}>
        {/* Choosing a place closes the menu; the links themselves carry the keyboard's way. */}
        {/* oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-static-element-interactions */}
        <div onClick={() => setOpen(false)}>
          <NavList navigation={navigation} />
        </div>
      </Drawer>
    </>
  );
}

function BottomLink({ item }: { item: NavItem }): ReactElement {
  const { icon: Icon, label, href, isCurrent } = item;
  return (
    <Link
      href={href}
      isPlain
      aria-current={isCurrent ? 'page' : undefined}
      className={classNames(
        slotClasses,
        'focus-visible:-outline-offset-2',
        isCurrent ? 'text-accent' : 'text-muted',
      )}
    >
      <Icon size={19} aria-hidden />
      <span className="max-w-full truncate">{label}</span>
    </Link>
  );
}
