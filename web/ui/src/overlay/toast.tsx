import { Toast as Base } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import { useMemo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { classNames } from '../class-names.ts';
import { Button, IconButton } from '../primitives/button.tsx';
import { noticeIcons, toneText, type Tone } from '../primitives/tone.tsx';

const plainMs = 5_000;
const undoMs = 10_000;
const maxShown = 4;

interface ToastData {
  tone: Tone;
  onUndo: (() => void) | undefined;
}

interface ToastOptions {
  title: string;
  detail?: string | undefined;
  tone?: Tone | undefined;
  /** Offered for ten seconds. */
  onUndo?: (() => void) | undefined;
}

/** Stands around the app and shows what `useToast` is told, at most four at a time. */
export function ToastProvider({ children }: { children: ReactNode }): ReactElement {
  const { t } = useTranslation('ui');
  return (
    <Base.Provider limit={maxShown} timeout={plainMs}>
      {children}
      <Base.Portal>
        <Base.Viewport
          aria-label={t('frame.notifications')}
          className="fixed end-4 bottom-4 z-50 flex w-96 max-w-[calc(100vw-2rem)] flex-col gap-2 phone:bottom-18"
        >
          <ToastList />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  );
}

/** Says in passing that something happened. What the person must not miss belongs in the page. */
export function useToast(): (toast: ToastOptions) => void {
  const { add } = Base.useToastManager<ToastData>();
  return useMemo(
    () =>
      ({ title, detail, tone = 'ok', onUndo }: ToastOptions): void => {
        add({
          title,
          description: detail,
          timeout: onUndo ? undoMs : plainMs,
          priority: tone === 'bad' ? 'high' : 'low',
          data: { tone, onUndo },
        });
      },
    [add],
  );
}

function ToastList(): ReactElement {
  const { t } = useTranslation('ui');
  const { toasts, close } = Base.useToastManager<ToastData>();
  return (
    <>
      {toasts.map((toast) => (
        <Base.Root
          key={toast.id}
          toast={toast}
          data-toast
          swipeDirection={['down', 'right', 'left']}
          className="rounded-lg border border-line bg-raised shadow-overlay transition duration-150 data-ending-style:opacity-0 data-limited:hidden data-starting-style:translate-y-2 data-starting-style:opacity-0"
        >
          <Base.Content className="flex items-start gap-2.5 py-2 ps-3 pe-2">
            <ToneIcon tone={toast.data?.tone ?? 'ok'} />
            <div className="min-w-0 flex-1 py-1.5">
              <Base.Title className="font-medium wrap-anywhere" />
              <Base.Description className="text-sm wrap-anywhere text-muted" />
            </div>
            {toast.data?.onUndo && (
              <Button
                size="sm"
                className="my-0.5"
                onClick={() => {
                  toast.data?.onUndo?.();
                  close(toast.id);
                }}
              >
                {t('action.undo')}
              </Button>
            )}
            <Base.Close
              render={<IconButton icon={X} aria-label={t('action.dismiss')} hasTooltip={false} />}
            />
          </Base.Content>
        </Base.Root>
      ))}
    </>
  );
}

function ToneIcon({ tone }: { tone: Tone }): ReactElement {
  const Icon = noticeIcons[tone];
  return <Icon size={18} aria-hidden className={classNames('mt-1.5 shrink-0', toneText[tone])} />;
}
