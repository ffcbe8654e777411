import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export interface ClampProps {
  /** The whole text, for whoever rests the pointer on it. */
  title: string;
  /** Two where absent. */
  lines?: number;
  children: ReactNode;
}

/** Text that takes a few lines at most. */
export function Clamp(props: ClampProps) {
  const { title, lines = 2, children } = props;
  return (
    <Box
      component="span"
      title={title}
      sx={{
        display: '-webkit-box',
        WebkitBoxOrient: 'vertical',
        WebkitLineClamp: `${lines}`,
        overflow: 'hidden',
        overflowWrap: 'anywhere',
      }}
    >
      {children}
    </Box>
  );
}
