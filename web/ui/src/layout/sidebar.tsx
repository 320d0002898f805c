import { PanelLeftClose, PanelLeftOpen, type LucideIcon } from 'lucide-react';
import { useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Badge } from '../primitives/badge.tsx';
import { IconButton } from '../primitives/button.tsx';
import { Link } from '../primitives/link.tsx';
import { Tooltip } from '../primitives/tooltip.tsx';
import { readFlag, storeFlag } from '../theme/stored-flag.ts';

export interface NavItem {
  id: string;
  label: string;
  href: string;
  icon: LucideIcon;
  isCurrent?: boolean | undefined;
  /** A number that asks for attention. */
  count?: number | undefined;
  /** In the bar at the foot of a phone; at most four are. */
  isPrimary?: boolean | undefined;
}

export interface NavGroup {
  id: string;
  label?: string | undefined;
  items: readonly NavItem[];
}

interface SidebarProps {
  brand: ReactNode;
  brandShort: ReactNode;
  navigation: readonly NavGroup[];
}

const collapsedKey = 'trunkline.sidebar-collapsed';

/** The navigation of wide screens; collapses to icons and remembers that. */
export function Sidebar({ brand, brandShort, navigation }: SidebarProps): ReactElement {
  const { t } = useTranslation('ui');
  const [isCollapsed, setCollapsed] = useState(() => readFlag(collapsedKey) ?? isCramped());
  const toggle = (): void => {
    storeFlag(collapsedKey, !isCollapsed);
    setCollapsed(!isCollapsed);
  };
  return (
    <nav
      aria-label={t('frame.navigation')}
      className={classNames(
        'sticky top-0 flex h-dvh shrink-0 flex-col border-e border-line bg-surface phone:hidden',
        isCollapsed ? 'w-14' : 'w-54',
      )}
    >
      <div className={classNames('flex h-13 shrink-0 items-center', isCollapsed ? 'justify-center' : 'px-4')}>
        {isCollapsed ? brandShort : brand}
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        <NavList navigation={navigation} isCollapsed={isCollapsed} />
      </div>
      <div className="border-t border-line p-2">
        <IconButton
          icon={isCollapsed ? PanelLeftOpen : PanelLeftClose}
          aria-label={t(isCollapsed ? 'frame.expand' : 'frame.collapse')}
          aria-expanded={!isCollapsed}
          onClick={toggle}
          className="text-muted rtl:-scale-x-100"
        />
      </div>
    </nav>
  );
}

/** On a tablet the page needs the room more, until the person says otherwise. */
function isCramped(): boolean {
  return window.matchMedia('(width < 64rem)').matches;
}

interface NavListProps {
  navigation: readonly NavGroup[];
  isCollapsed?: boolean | undefined;
}

/** The groups of links, for the sidebar and for the menu of a phone. */
export function NavList({ navigation, isCollapsed = false }: NavListProps): ReactElement {
  return (
    <>
      {navigation.map((group) => (
        <div key={group.id} className="mb-2 short:mb-1">
          {group.label && !isCollapsed && (
            <p className="px-2.5 pt-1 pb-0.5 text-xs font-semibold tracking-wide text-muted">{group.label}</p>
          )}
          <ul aria-label={group.label} className="flex flex-col gap-px">
            {group.items.map((item) => (
              <li key={item.id}>
                <NavLink item={item} isCollapsed={isCollapsed} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function NavLink({ item, isCollapsed }: { item: NavItem; isCollapsed: boolean }): ReactElement {
  const { icon: Icon, label, href, isCurrent, count } = item;
  const link = (
    <Link
      href={href}
      isPlain
      aria-current={isCurrent ? 'page' : undefined}
      aria-label={isCollapsed ? label : undefined}
      className={classNames(
        'flex h-7 items-center gap-2.5 rounded-md font-medium short:h-6.5 phone:h-11',
        isCollapsed ? 'justify-center' : 'px-2.5',
        isCurrent ? 'bg-accent-soft text-accent' : 'text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon size={17} aria-hidden className="shrink-0" />
      {!isCollapsed && <span className="min-w-0 flex-1 truncate">{label}</span>}
      {!isCollapsed && count !== undefined && count > 0 && <Badge tone="bad">{count}</Badge>}
    </Link>
  );
  if (!isCollapsed) return link;
  return (
    <Tooltip text={label} side="inline-end">
      {link}
    </Tooltip>
  );
}
