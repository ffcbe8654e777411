import { useCallback, useState } from 'react';

/**
 * The width of an element in pixels, undefined until it was measured.
 *
 * @remarks What fits depends on the room that the portal's sidebar leaves, not on the window.
 */
export function useElementWidth(): {
  ref: (element: HTMLElement | null) => void;
  width: number | undefined;
} {
  const [width, setWidth] = useState<number>();
  const [observer] = useState(() =>
    typeof ResizeObserver === 'undefined'
      ? undefined
      : new ResizeObserver(([entry]) => setWidth(entry.contentRect.width)),
  );
  const ref = useCallback(
    (element: HTMLElement | null) => {
      observer?.disconnect();
      if (element) observer?.observe(element);
    },
    [observer],
  );
  return { ref, width };
}
