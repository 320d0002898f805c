import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../primitives/button.tsx';
import { QueryView, type QueryLike } from '../state/query-view.tsx';
import { EmptyState, ErrorState, LoadingState, NoPermissionState } from '../state/states.tsx';
import { GallerySection } from './gallery-section.tsx';

const stale: QueryLike<string> = {
  data: 'AA:BB:CC:DD:EE:FF',
  error: new TypeError('offline'),
  isPending: false,
  refetch: () => undefined,
};

/** Nothing, not yet, not possible, not allowed. */
export function StateGallery(): ReactElement {
  const { t } = useTranslation('gallery');
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <GallerySection title={t('state.empty')}>
        <EmptyState
          action={
            <Button variant="primary" icon={Plus}>
              {t('add')}
            </Button>
          }
        >
          {t('sentence')}
        </EmptyState>
      </GallerySection>
      <GallerySection title={t('state.loading')}>
        <LoadingState lines={7} />
      </GallerySection>
      <GallerySection title={t('state.offline')}>
        <ErrorState error={new TypeError('offline')} onRetry={retry} />
      </GallerySection>
      <GallerySection title={t('state.failed')}>
        <ErrorState error={{ status: 500, code: 'http.internal', message: '' }} onRetry={retry} />
      </GallerySection>
      <GallerySection title={t('state.forbidden')}>
        <NoPermissionState permission="subscribers.read" />
      </GallerySection>
      <GallerySection title={t('state.notFound')}>
        <ErrorState error={{ status: 404, code: 'subscribers.not_found', message: '' }} />
      </GallerySection>
      <GallerySection title={t('state.stale')}>
        <QueryView query={stale}>{(text) => <p dir="ltr">{text}</p>}</QueryView>
      </GallerySection>
    </div>
  );
}

function retry(): void {
  // Specimens have nothing to load.
}
