export { ConfirmDialog } from './confirm-dialog.tsx';
export { Dialog } from './dialog.tsx';
export type { DialogProps } from './dialog.tsx';
export { Drawer } from './drawer.tsx';
export { Popover } from './popover.tsx';
export { ToastProvider, useToast } from './toast.tsx';
