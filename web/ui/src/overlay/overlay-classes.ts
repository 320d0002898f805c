/** What lies behind every dialog and drawer. */
export const scrimClasses =
  'fixed inset-0 z-40 bg-scrim transition-opacity duration-150 data-starting-style:opacity-0 data-ending-style:opacity-0';
