import { useMemo, type ReactElement } from 'react';
import { renderSVG } from 'uqr';

/** White around it, in modules: what ISO 18004 asks for, so that cameras find the corners. */
const quietModules = 4;

/** Black on white in every theme: cameras do not read the other way round. Drawn here, so it never leaves the page. */
export function QrCode({ text, label }: { text: string; label: string }): ReactElement {
  const source = useMemo(() => {
    const drawing = renderSVG(text, { ecc: 'M', border: quietModules });
    return `data:image/svg+xml,${encodeURIComponent(drawing)}`;
  }, [text]);
  return <img src={source} alt={label} className="size-44 shrink-0 rounded-md border border-line" />;
}
