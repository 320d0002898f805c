/** The parts of the gallery, by their place in the address; apart from it, so that routes know them cheaply. */
export const gallerySections = [
  'foundations',
  'actions',
  'status',
  'data',
  'forms',
  'overlays',
  'states',
  'table',
  'charts',
] as const;
export type GallerySectionId = (typeof gallerySections)[number];
