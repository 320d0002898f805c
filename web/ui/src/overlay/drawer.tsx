import { Dialog as Base } from '@base-ui/react/dialog';
import { useRef, type ReactElement } from 'react';
import { classNames } from '../class-names.ts';
import { firstFieldOf, OverlayFooter, OverlayHeader, type DialogProps } from './dialog.tsx';
import { OverlayBody } from './overlay-body.tsx';
import { scrimClasses } from './overlay-classes.ts';

const widths = { sm: 'sm:w-96', md: 'sm:w-[34rem]', lg: 'sm:w-[52rem]' };

/** Comes from the end of the line beside the page: a row's detail, a short form. Fills the screen of a phone. */
export function Drawer(props: DialogProps): ReactElement {
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
        <Base.Popup
          ref={popup}
          initialFocus={initialFocus ?? (() => firstFieldOf(popup.current))}
          className={classNames(
            'fixed inset-y-0 end-0 z-40 flex w-full max-w-full flex-col border-s border-line bg-raised shadow-overlay outline-none',
            'transition-transform duration-200 data-starting-style:translate-x-full data-ending-style:translate-x-full',
            'rtl:data-starting-style:-translate-x-full rtl:data-ending-style:-translate-x-full',
            widths[size],
          )}
        >
          <OverlayHeader title={title} description={description} isDismissible={isDismissible} />
          <OverlayBody>{children}</OverlayBody>
          {footer && <OverlayFooter>{footer}</OverlayFooter>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
