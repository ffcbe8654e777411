import Chip from '@mui/material/Chip';
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
    <Chip
      variant="outlined"
      size="small"
      title={title}
      label={children}
      sx={{
        m: 0,
        height: 20,
        borderRadius: 0.75,
        borderColor: strong ? 'primary.main' : 'divider',
        color: strong ? 'primary.main' : 'text.secondary',
        bgcolor: 'transparent',
        fontSize: 12,
        '& > span': { px: 0.75 },
      }}
    />
  );
}
