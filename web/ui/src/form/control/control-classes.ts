/** The look of everything that is typed or chosen in. `aria-invalid` turns the border to the bad tone. */
export const controlClasses =
  'w-full min-w-0 rounded-md border border-control bg-surface px-2.5 text-base text-text transition-colors ' +
  'hover:border-text focus-visible:border-focus focus-visible:outline-2 focus-visible:outline-offset-0 ' +
  'disabled:cursor-not-allowed disabled:bg-hover disabled:opacity-70 [&[readonly]]:bg-hover ' +
  'aria-invalid:border-bad-fg';

/** For controls of one line: 32 px, and 44 px where it is touched. */
export const lineClasses = 'h-8 phone:h-11';
