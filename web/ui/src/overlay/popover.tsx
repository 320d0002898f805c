import { Popover as Base } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from '../class-names.ts';

interface PopoverProps {
  /** The button that opens it. */
  trigger: ReactElement<Record<string, unknown>>;
  title?: ReactNode | undefined;
  /** Named for screen readers where it has no title. */
  label?: string | undefined;
  children: ReactNode;
  align?: 'start' | 'center' | 'end' | undefined;
  /** Where the page wants to close it itself, as after a choice. */
  isOpen?: boolean | undefined;
  onOpenChange?: ((isOpen: boolean) => void) | undefined;
  className?: string | undefined;
}

/** A small surface beside its button: filters, columns, a date. Closes by Esc and by a press outside. */
export function Popover(props: PopoverProps): ReactElement {
  const { trigger, title, label, children, align = 'start', isOpen, onOpenChange, className } = props;
  const control = isOpen === undefined ? {} : { open: isOpen };
  return (
    <Base.Root {...control} onOpenChange={(open) => onOpenChange?.(open)}>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align={align} sideOffset={4} collisionPadding={8} className="z-40">
          <Base.Popup
            aria-label={label}
            className={classNames(
              'max-h-(--available-height) max-w-(--available-width) overflow-y-auto rounded-lg border border-line bg-raised p-3 shadow-overlay outline-none',
              className,
            )}
          >
            {title && <Base.Title className="mb-2 font-semibold">{title}</Base.Title>}
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
