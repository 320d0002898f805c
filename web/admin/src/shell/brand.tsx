import type { ReactElement } from 'react';

/** The product's sign, in the colours of the theme. */
export function BrandMark({ size = 24 }: { size?: number }): ReactElement {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden focusable="false" className="shrink-0">
      <rect width="32" height="32" rx="7" className="fill-accent" />
      <path d="M7 10h18M16 10v14" className="stroke-accent-text" strokeWidth="3.5" strokeLinecap="round" />
      <circle cx="16" cy="24" r="2.6" className="fill-accent-text" />
    </svg>
  );
}

/** The sign with a name beside it: the product's, or of the company that is signed in to. */
export function Brand({ name }: { name: string }): ReactElement {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <BrandMark />
      <bdi className="truncate text-md font-semibold tracking-tight" title={name}>
        {name}
      </bdi>
    </span>
  );
}
