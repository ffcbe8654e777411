import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { useEffect, useRef, useState, type ReactNode } from 'react';

export interface TruncatedTextProps {
  /** The whole text, for the tooltip. */
  title: string;
  /** Two where absent; `all` for a part of a sentence, which leaves out no more than the children do. */
  lines?: number | 'all';
  /** It stands within a button or a link, which has the focus itself and leads to the whole text. */
  withinControl?: boolean;
  children: ReactNode;
}

function isCut(element: HTMLElement, whole: string): boolean {
  return (
    element.scrollHeight > element.clientHeight + 1 ||
    element.scrollWidth > element.clientWidth + 1 ||
    !element.textContent?.includes(whole)
  );
}

/** Text that takes a few lines at most. Where more is to be said than stands there, pointer, keyboard and touch can have the whole. */
export function TruncatedText(props: TruncatedTextProps) {
  const { title, lines = 2, withinControl, children } = props;
  const [cut, setCut] = useState(false);
  const element = useRef<HTMLElement>(null);
  const measure = () => {
    if (element.current) setCut(isCut(element.current, title));
  };
  useEffect(measure);
  return (
    <Tooltip
      title={cut ? <span style={{ whiteSpace: 'pre-line' }}>{title}</span> : ''}
      describeChild
      enterTouchDelay={0}
      leaveTouchDelay={10_000}
    >
      <Box
        component="span"
        ref={element}
        // The room may have changed since the text was drawn.
        onPointerEnter={measure}
        tabIndex={cut && !withinControl ? 0 : undefined}
        sx={
          lines === 'all'
            ? undefined
            : {
                display: '-webkit-box',
                WebkitBoxOrient: 'vertical',
                WebkitLineClamp: `${lines}`,
                overflow: 'hidden',
                overflowWrap: 'anywhere',
              }
        }
      >
        {children}
      </Box>
    </Tooltip>
  );
}
