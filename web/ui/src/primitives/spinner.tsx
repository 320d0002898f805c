import { LoaderCircle } from 'lucide-react';
import type { ReactElement } from 'react';

/** Decoration only: whoever shows it also says in words that something is under way. */
export function Spinner({ size = 16 }: { size?: number | undefined }): ReactElement {
  return <LoaderCircle size={size} aria-hidden className="animate-spin" />;
}
