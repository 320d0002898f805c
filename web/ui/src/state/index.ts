export { describeError } from './describe-error.ts';
export type { ErrorDescription } from './describe-error.ts';
export { ErrorTitle, ErrorWords } from './error-words.tsx';
export { QueryView, StaleNotice } from './query-view.tsx';
export type { QueryLike } from './query-view.tsx';
export { EmptyState, ErrorState, LoadingState, NoPermissionState } from './states.tsx';
