import Box from '@mui/material/Box';
import type { PropsWithChildren } from 'react';
import { focusRing } from '../../theme';

/** The parts of a page beneath each other, in its type and with figures of one width. */
export function PageBody(props: PropsWithChildren) {
  return (
    <Box
      sx={{
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1fr)',
        gap: 2,
        typography: 'body2',
        color: 'text.primary',
        fontVariantNumeric: 'tabular-nums',
        ...focusRing,
      }}
    >
      {props.children}
    </Box>
  );
}
