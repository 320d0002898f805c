import { SlidersHorizontal } from 'lucide-react';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../overlay/confirm-dialog.tsx';
import { Dialog } from '../overlay/dialog.tsx';
import { Drawer } from '../overlay/drawer.tsx';
import { Popover } from '../overlay/popover.tsx';
import { useToast } from '../overlay/toast.tsx';
import { Button } from '../primitives/button.tsx';
import { KeyValueList } from '../primitives/key-value.tsx';
import { GallerySection, Row } from './gallery-section.tsx';

type Overlay = 'dialog' | 'drawer' | 'confirm' | 'failing';

/** Dialogs, drawers, toasts: what lies over the page. */
export function OverlayGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  const [open, setOpen] = useState<Overlay>();
  const close = (): void => setOpen(undefined);
  return (
    <GallerySection title={t('sections.overlays')}>
      <Row>
        {(['dialog', 'drawer', 'confirm', 'failing'] as const).map((overlay) => (
          <Button key={overlay} onClick={() => setOpen(overlay)}>
            {t(`overlay.${overlay}`)}
          </Button>
        ))}
        <Popover
          trigger={<Button icon={SlidersHorizontal}>{t('overlay.popover')}</Button>}
          title={t('filters')}
        >
          <p className="w-56">{t('sentence')}</p>
        </Popover>
      </Row>
      <ToastRow />
      <Dialog
        isOpen={open === 'dialog'}
        onClose={close}
        title={t('overlay.dialog')}
        description={t('sentenceShort')}
        footer={<Button onClick={close}>{t('overlay.done')}</Button>}
      >
        {t('sentence')}
      </Dialog>
      <Drawer
        isOpen={open === 'drawer'}
        onClose={close}
        title={t('overlay.drawer')}
        footer={<Button onClick={close}>{t('overlay.done')}</Button>}
      >
        <KeyValueList items={[{ label: t('status'), value: t('tone.ok') }]} />
      </Drawer>
      <ConfirmDialog
        isOpen={open === 'confirm'}
        onClose={close}
        title={t('overlay.confirmTitle')}
        confirmLabel={t('disconnect')}
        reason="required"
        isDanger
        onConfirm={() => undefined}
      >
        {t('sentence')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={open === 'failing'}
        onClose={close}
        title={t('overlay.failing')}
        confirmLabel={t('disconnect')}
        onConfirm={() => Promise.reject(new TypeError('offline'))}
      >
        {t('sentence')}
      </ConfirmDialog>
    </GallerySection>
  );
}

function ToastRow(): ReactElement {
  const { t } = useTranslation('gallery');
  const toast = useToast();
  return (
    <Row>
      <Button onClick={() => toast({ title: t('toast.plain') })}>{t('toast.plain')}</Button>
      <Button
        onClick={() =>
          toast({
            title: t('toast.undo'),
            detail: t('sentenceShort'),
            tone: 'new',
            onUndo: () => toast({ title: t('toast.undone') }),
          })
        }
      >
        {t('toast.undo')}
      </Button>
      <Button onClick={() => toast({ title: t('toast.bad'), detail: t('sentenceShort'), tone: 'bad' })}>
        {t('toast.bad')}
      </Button>
    </Row>
  );
}
