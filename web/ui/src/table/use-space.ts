import { useLayoutEffect, useState, type RefObject } from 'react';

const minimumHeight = 280;
const marginBelow = 16;

export interface Space {
  /** Inside, without scrollbars. */
  width: number;
  /** From the element's top to the bottom of the window, so that a long list scrolls inside its frame. */
  height: number;
}

/** The room an element has on the page. Follows the window and whatever moves the element. */
export function useSpace(ref: RefObject<HTMLElement | null>): Space {
  const [space, setSpace] = useState<Space>({ width: 0, height: minimumHeight });
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return undefined;
    const measure = (): void => {
      const scrolled = scrollAbove(element);
      const top = element.getBoundingClientRect().top + scrolled;
      const height = Math.max(minimumHeight, Math.floor(window.innerHeight - top - marginBelow));
      const width = element.clientWidth;
      setSpace((previous) =>
        previous.width === width && previous.height === height ? previous : { width, height },
      );
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('resize', measure);
    };
  }, [ref]);
  return space;
}

/** How far the page around the element is scrolled: the frame keeps its height while the page moves. */
function scrollAbove(element: HTMLElement): number {
  let scrolled = window.scrollY;
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (parent !== document.documentElement && parent !== document.body) scrolled += parent.scrollTop;
  }
  return scrolled;
}
