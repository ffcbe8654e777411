import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';

export interface PanelProps {
  title?: ReactNode;
  /** Small, beside the title. */
  note?: ReactNode;
  /** At the right of the title. */
  action?: ReactNode;
  /** The content brings its own padding and lines. */
  flush?: boolean;
  children: ReactNode;
}

/** A framed part of a page; with a title it is a region of that name. */
export function Panel(props: PanelProps) {
  const { title, note, action, flush, children } = props;
  const id = useId();
  return (
    <Paper
      variant="outlined"
      component={title ? 'section' : 'div'}
      aria-labelledby={title ? id : undefined}
      sx={{ minWidth: 0, overflow: 'hidden' }}
    >
      {title && (
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 1.5,
            rowGap: 0.5,
            px: 2,
            pt: 1.75,
            pb: 1.25,
          }}
        >
          <Typography
            id={id}
            component="h2"
            sx={{ fontSize: 16, fontWeight: 'fontWeightBold' }}
          >
            {title}
          </Typography>
          {note && (
            <Typography sx={{ fontSize: 12, color: 'text.secondary' }}>
              {note}
            </Typography>
          )}
          {action && <Box sx={{ ml: 'auto' }}>{action}</Box>}
        </Box>
      )}
      {flush ? (
        children
      ) : (
        <Box sx={{ px: 2, pb: 2, pt: title ? 0 : 2 }}>{children}</Box>
      )}
    </Paper>
  );
}
