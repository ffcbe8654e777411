import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

export interface TagProps {
  children: ReactNode;
  /** Stands out: what a reader must not overlook. */
  strong?: boolean;
  title?: string;
}

/** A small framed word beside a name: environment, severity, requirement. */
export function Tag(props: TagProps) {
  const { children, strong, title } = props;
  return (
    <Box
      component="span"
      title={title}
      sx={{
        display: 'inline-block',
        border: 1,
        borderColor: strong ? 'primary.main' : 'divider',
        color: strong ? 'primary.main' : 'text.secondary',
        borderRadius: 0.75,
        px: 0.75,
        fontSize: 12,
        lineHeight: '18px',
        whiteSpace: 'nowrap',
      }}
    >
      {children}
    </Box>
  );
}
