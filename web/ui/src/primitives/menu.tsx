import { Menu as Base } from '@base-ui/react/menu';
import { EllipsisVertical, type LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { IconButton } from './button.tsx';
import { Kbd } from './kbd.tsx';
import { useNavigateTo } from './link.tsx';

export interface MenuAction {
  id: string;
  label: ReactNode;
  icon?: LucideIcon | undefined;
  /** One of the two: what happens, or where it leads. */
  onSelect?: (() => void) | undefined;
  href?: string | undefined;
  isDanger?: boolean | undefined;
  isDisabled?: boolean | undefined;
  /** The key that does the same. */
  shortcut?: string | undefined;
}

/** A menu is its actions, with `'-'` for a line between groups. */
export type MenuItems = (MenuAction | '-')[];

interface MenuProps {
  items: MenuItems;
  /** The button that opens it; a ⋮ button where none is given. */
  trigger?: ReactElement<Record<string, unknown>> | undefined;
  /** Of the ⋮ button: `Actions on Amal Haddad`. */
  label?: string | undefined;
  align?: 'start' | 'end' | undefined;
}

export function Menu({ items, trigger, label, align = 'end' }: MenuProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <Base.Root>
      <Base.Trigger
        render={
          trigger ?? (
            <IconButton icon={EllipsisVertical} aria-label={label ?? t('action.more')} hasTooltip={false} />
          )
        }
      />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} className="z-40 outline-none">
          <Base.Popup className="max-h-(--available-height) min-w-44 overflow-y-auto rounded-lg border border-line bg-raised py-1 shadow-overlay outline-none">
            <MenuList items={items} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The items alone, for menus that open another way (a right press on a row). Only inside a Base UI menu. */
export function MenuList({ items }: { items: MenuItems }): ReactElement {
  const navigateTo = useNavigateTo();
  return (
    <>
      {items.map((item, index) =>
        item === '-' ? (
          // oxlint-disable-next-line react/no-array-index-key
          <Base.Separator key={`line-${index}`} className="my-1 border-t border-line" />
        ) : (
          <Base.Item
            key={item.id}
            disabled={item.isDisabled ?? false}
            onClick={() => (item.href ? navigateTo(item.href) : item.onSelect?.())}
            className={classNames(
              'mx-1 flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 outline-none select-none data-highlighted:bg-hover phone:min-h-11',
              'data-disabled:cursor-not-allowed data-disabled:opacity-55',
              item.isDanger && 'text-bad-fg',
            )}
          >
            <MenuItemBody item={item} />
          </Base.Item>
        ),
      )}
    </>
  );
}

function MenuItemBody({ item }: { item: MenuAction }): ReactElement {
  const { icon: Icon, isDanger, label, shortcut } = item;
  return (
    <>
      {Icon && <Icon size={15} aria-hidden className={classNames('shrink-0', !isDanger && 'text-muted')} />}
      <span className="flex-1">{label}</span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </>
  );
}
