import {
  ChartSpline,
  CircleDot,
  Database,
  Layers,
  ListTodo,
  MousePointerClick,
  Palette,
  Rows3,
  TextCursorInput,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentType, ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChartGallery } from '../chart/chart-gallery.tsx';
import { AppFrame } from '../layout/app-frame.tsx';
import { AppearancePicker } from '../layout/appearance-picker.tsx';
import { PageHeader } from '../layout/page-header.tsx';
import { useShortcut } from '../layout/shortcut-provider.tsx';
import type { NavItem } from '../layout/sidebar.tsx';
import { useNavigateTo } from '../primitives/link.tsx';
import { TableGallery } from '../table/table-gallery.tsx';
import { ActionGallery } from './action-gallery.tsx';
import { DataGallery } from './data-gallery.tsx';
import { FormGallery } from './form-gallery.tsx';
import { gallerySections, type GallerySectionId } from './gallery-sections.ts';
import { FoundationGallery } from './foundation-gallery.tsx';
import { OverlayGallery } from './overlay-gallery.tsx';
import { StateGallery } from './state-gallery.tsx';
import { StatusGallery } from './status-gallery.tsx';

interface GalleryProps {
  section: GallerySectionId;
  /** Where a section is. */
  hrefOf: (section: GallerySectionId) => string;
  /** The choice of language, which the app owns. */
  languages: ReactNode;
}

const icons: Record<GallerySectionId, LucideIcon> = {
  foundations: Palette,
  actions: MousePointerClick,
  status: CircleDot,
  data: Database,
  forms: TextCursorInput,
  overlays: Layers,
  states: ListTodo,
  table: Rows3,
  charts: ChartSpline,
};

const views: Record<GallerySectionId, ComponentType> = {
  foundations: FoundationGallery,
  actions: ActionGallery,
  status: StatusGallery,
  data: DataGallery,
  forms: FormGallery,
  overlays: OverlayGallery,
  states: StateGallery,
  table: TableGallery,
  charts: ChartGallery,
};

/** Every component in every state, for whoever builds pages; drawn inside the frame that it also shows. */
export function Gallery({ section, hrefOf, languages }: GalleryProps): ReactElement {
  const { t } = useTranslation('gallery');
  const navigateTo = useNavigateTo();
  useShortcut({ keys: 'g f', label: t('sections.forms'), run: () => navigateTo(hrefOf('forms')) });
  const View = views[section];
  const items = gallerySections.map((id): NavItem => ({
    id,
    label: t(`sections.${id}`),
    href: hrefOf(id),
    icon: icons[id],
    isCurrent: id === section,
    isPrimary: true,
  }));
  return (
    <AppFrame
      brand={<span className="text-md font-semibold">{t('title')}</span>}
      brandShort={<Palette size={20} aria-label={t('title')} />}
      navigation={[{ id: 'components', label: t('components'), items }]}
      topStart={<span className="truncate text-muted">{t('subtitle')}</span>}
      topEnd={languages}
    >
      <PageHeader
        title={t(`sections.${section}`)}
        breadcrumbs={[{ label: t('title'), href: hrefOf('foundations') }]}
        actions={<AppearancePicker />}
      />
      <div className="flex flex-col gap-4">
        <View />
      </div>
    </AppFrame>
  );
}
