export { ConfirmDialog } from './confirm-dialog.tsx';
export { Dialog } from './dialog.tsx';
export type { DialogProps } from './dialog.tsx';
export { Drawer } from './drawer.tsx';
export { Popover } from './popover.tsx';
export { SearchOverlay } from './search-overlay.tsx';
export type { SearchGroup, SearchOverlayProps, SearchRow } from './search-overlay.tsx';
export { ToastProvider, useToast } from './toast.tsx';
