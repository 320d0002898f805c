/** The design language: tokens, widgets, states, layout and formats. No domain word, no fetching. */
export { classNames } from './class-names.ts';
export * from './form/index.ts';
export * from './format/index.ts';
export { Gallery } from './gallery/gallery.tsx';
export { gallerySections } from './gallery/gallery-sections.ts';
export type { GallerySectionId } from './gallery/gallery-sections.ts';
export * from './layout/index.ts';
export * from './overlay/index.ts';
export * from './primitives/index.ts';
export * from './state/index.ts';
export * from './theme/index.ts';
export { UiProvider } from './ui-provider.tsx';
export * from './week/index.ts';
