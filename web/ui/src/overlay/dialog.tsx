import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { useRef, type ReactElement, type ReactNode, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { IconButton } from '../primitives/button.tsx';
import { OverlayBody } from './overlay-body.tsx';
import { scrimClasses } from './overlay-classes.ts';

export interface DialogProps {
  isOpen: boolean;
  /** Called for Esc, a press outside and the close button. */
  onClose: () => void;
  title: ReactNode;
  /** One sentence under the title, read out with it. */
  description?: ReactNode | undefined;
  children?: ReactNode | undefined;
  /** Buttons at the foot: the safe one first, the doing one last. */
  footer?: ReactNode | undefined;
  size?: 'sm' | 'md' | 'lg' | undefined;
  /** What gets the focus at first; the first field where none is given, else the dialog itself. */
  initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** Off while something is under way or a press outside would lose work. */
  isDismissible?: boolean | undefined;
}

const widths = { sm: 'sm:max-w-md', md: 'sm:max-w-xl', lg: 'sm:max-w-3xl' };

/** A question in the way of the page: keeps the focus inside and gives it back when closed. */
export function Dialog(props: DialogProps): ReactElement {
  const { isOpen, onClose, title, description, children, footer, size = 'md', initialFocus } = props;
  const { isDismissible = true } = props;
  const popup = useRef<HTMLDivElement>(null);
  return (
    <Base.Root
      open={isOpen}
      onOpenChange={(open) => {
        if (!open && isDismissible) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className={scrimClasses} />
        <Base.Viewport className="fixed inset-0 z-40 grid place-items-center overflow-hidden p-4 phone:place-items-end phone:p-0">
          <Base.Popup
            ref={popup}
            initialFocus={initialFocus ?? (() => firstFieldOf(popup.current))}
            className={classNames(
              'flex max-h-full w-full flex-col overflow-hidden rounded-lg border border-line bg-raised shadow-overlay outline-none',
              'transition duration-150 data-starting-style:translate-y-2 data-starting-style:opacity-0 data-ending-style:opacity-0',
              'phone:max-h-[92dvh] phone:rounded-b-none',
              widths[size],
            )}
          >
            <OverlayHeader title={title} description={description} isDismissible={isDismissible} />
            <OverlayBody>{children}</OverlayBody>
            {footer && <OverlayFooter>{footer}</OverlayFooter>}
          </Base.Popup>
        </Base.Viewport>
      </Base.Portal>
    </Base.Root>
  );
}

/** Where typing begins; with nothing to type, the overlay, so that it is read out from its title. */
export function firstFieldOf(popup: HTMLElement | null): HTMLElement | null {
  return popup?.querySelector<HTMLElement>('input:enabled,select:enabled,textarea:enabled') ?? popup;
}

interface OverlayHeaderProps {
  title: ReactNode;
  description?: ReactNode | undefined;
  isDismissible: boolean;
}

/** The head that dialogs and drawers share. */
export function OverlayHeader({ title, description, isDismissible }: OverlayHeaderProps): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <header className="flex items-start gap-3 py-3 ps-5 pe-3">
      <div className="min-w-0 flex-1 py-1">
        <Base.Title className="text-lg font-semibold">{title}</Base.Title>
        {description && <Base.Description className="mt-1 text-muted">{description}</Base.Description>}
      </div>
      {isDismissible && (
        <Base.Close render={<IconButton icon={X} aria-label={t('action.close')} hasTooltip={false} />} />
      )}
    </header>
  );
}

export function OverlayFooter({ children }: { children: ReactNode }): ReactElement {
  return (
    <footer className="flex flex-wrap items-center justify-end gap-2 border-t border-line bg-surface px-5 py-3">
      {children}
    </footer>
  );
}
