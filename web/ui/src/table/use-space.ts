import { useLayoutEffect, useState, type RefObject } from 'react';

const minimumHeight = 280;

export interface Space {
  /** Inside, without scrollbars. */
  width: number;
  /** From the element's top to the end of the page in the window, so that a long list scrolls inside its frame. */
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
      const height = Math.max(minimumHeight, Math.floor(window.innerHeight - top - roomBelow(element)));
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

/** What the page keeps free under its content: without it both the list and the page would scroll. */
function roomBelow(element: HTMLElement): number {
  const page = element.closest('main');
  return page === null ? 0 : Number.parseFloat(getComputedStyle(page).paddingBottom);
}

/** How far the page around the element is scrolled: the frame keeps its height while the page moves. */
function scrollAbove(element: HTMLElement): number {
  let scrolled = window.scrollY;
  for (let parent = element.parentElement; parent !== null; parent = parent.parentElement) {
    if (parent !== document.documentElement && parent !== document.body) scrolled += parent.scrollTop;
  }
  return scrolled;
}
