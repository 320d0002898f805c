import { useCallback, useEffect, useRef, useState } from 'react';

type CopyState = 'ready' | 'copied' | 'failed';

const shownMs = 2_000;

/** Copies text and says for two seconds how it went. */
export function useCopy(): { state: CopyState; copy: (text: string) => void } {
  const [state, setState] = useState<CopyState>('ready');
  const timer = useRef<number>(undefined);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const copy = useCallback((text: string): void => {
    const show = (next: CopyState): void => {
      setState(next);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(() => setState('ready'), shownMs);
    };
    writeText(text).then(
      () => show('copied'),
      () => show('failed'),
    );
  }, []);
  return { state, copy };
}

/** Without https, as in many offices, there is no clipboard API; a selection can still be copied. */
async function writeText(text: string): Promise<void> {
  if ('clipboard' in navigator) return navigator.clipboard.writeText(text);
  const holder = document.createElement('textarea');
  holder.value = text;
  holder.className = 'sr-only';
  document.body.append(holder);
  holder.select();
  const isCopied = document.execCommand('copy');
  holder.remove();
  if (!isCopied) throw new Error('The browser refused to copy');
}
