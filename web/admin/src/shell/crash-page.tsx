import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { ErrorState } from '@trunkline/web-ui';
import { Component, useEffect, useRef, type ReactElement, type ReactNode } from 'react';
import { isMissingPart, MissingPart } from './missing-part.tsx';
import { useServerState } from './server-state.ts';

/** In place of what could not be drawn or loaded; tries again when asked, and when the server is back. */
export function CrashPage({ error, reset }: ErrorComponentProps): ReactElement {
  const router = useRouter();
  const { isAway } = useServerState();
  const again = (): void => {
    reset();
    void router.invalidate();
  };
  const wasAway = useRef(false);
  useEffect(() => {
    // Only when it comes back: a call that fails before anybody knows that the server is gone would try for ever.
    if (isAway) wasAway.current = true;
    else if (wasAway.current && error instanceof TypeError) void router.invalidate();
  }, [isAway, error, router]);
  return isMissingPart(error) ? <MissingPart /> : <ErrorState error={error} onRetry={again} />;
}

interface BoundaryProps {
  /** Another page begins anew. */
  place: string;
  children: ReactNode;
}

/** Keeps the frame when a page fails while it is drawn. */
export class PageBoundary extends Component<BoundaryProps, { error: unknown; place: string }> {
  override state = { error: undefined as unknown, place: this.props.place };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  static getDerivedStateFromProps(
    { place }: BoundaryProps,
    state: { place: string },
  ): { error?: undefined; place: string } | null {
    return place === state.place ? null : { error: undefined, place };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    if (isMissingPart(error)) return <MissingPart />;
    return <ErrorState error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}
