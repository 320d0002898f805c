import { Menu as Base } from '@base-ui/react/menu';
import type { MouseEvent, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MenuList, type MenuItems } from '../primitives/menu.tsx';

/** Where the menu opens: at the row's button, or at the point that was pressed. */
export type RowMenuAnchor = Element | PointAnchor;

interface PointAnchor {
  getBoundingClientRect: () => DOMRect;
  contextElement: Element;
}

export interface OpenRowMenu {
  name: string;
  items: MenuItems;
  anchor: RowMenuAnchor;
}

/** The actions of one row: one menu for the whole table, so that thousands of rows cost nothing. */
export function RowMenu({ menu, onClose }: { menu: OpenRowMenu | null; onClose: () => void }): ReactElement {
  const { t } = useTranslation('table');
  return (
    <Base.Root open={menu !== null} onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Positioner
          anchor={menu?.anchor ?? null}
          align={menu !== null && menu.anchor instanceof Element ? 'end' : 'start'}
          sideOffset={4}
          className="z-40 outline-none"
        >
          <Base.Popup
            aria-label={menu === null ? undefined : t('rowActions', { name: menu.name })}
            finalFocus={() => focusBack(menu)}
            className="max-h-(--available-height) min-w-48 overflow-y-auto rounded-lg border border-line bg-raised py-1 shadow-overlay outline-none"
          >
            <MenuList items={menu?.items ?? []} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** The point of a press as something to open at; a menu key has no point and takes the row's. */
export function pointAnchor({ clientX, clientY }: MouseEvent, row: Element): PointAnchor {
  return { getBoundingClientRect: () => new DOMRect(clientX, clientY, 0, 0), contextElement: row };
}

/** The row has the focus again, so that the arrows go on from there. */
function focusBack(menu: OpenRowMenu | null): HTMLElement | null {
  if (menu === null) return null;
  const element = menu.anchor instanceof Element ? menu.anchor : menu.anchor.contextElement;
  return element.closest<HTMLElement>('[data-row-index]');
}
