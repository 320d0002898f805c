import type { ReactElement, ReactNode } from 'react';
import { Card } from '../primitives/card.tsx';

interface GallerySectionProps {
  title: string;
  children: ReactNode;
}

/** One component with its states, named after it. */
export function GallerySection({ title, children }: GallerySectionProps): ReactElement {
  return (
    <Card title={title}>
      <div className="flex flex-col gap-4">{children}</div>
    </Card>
  );
}

/** Specimens side by side, wrapping. */
export function Row({ children }: { children: ReactNode }): ReactElement {
  return <div className="flex flex-wrap items-center gap-2">{children}</div>;
}
