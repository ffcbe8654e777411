import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';

export interface NoticeProps {
  icon?: ReactNode;
  title: ReactNode;
  children?: ReactNode;
  /** What to do next; a notice is never a dead end. */
  action?: ReactNode;
  /** Read out at once by a screen reader. */
  alert?: boolean;
  /** It stands within a card: no frame and no heading of its own. */
  plain?: boolean;
}

/** A state of a whole page or part: what it is, and what to do next. */
export function Notice(props: NoticeProps) {
  const { icon, title, children, action, alert, plain } = props;
  return (
    <Paper
      {...(plain ? { elevation: 0 } : { variant: 'outlined' })}
      role={alert ? 'alert' : undefined}
      sx={{
        p: plain ? 0 : 2,
        ...(plain && { background: 'none' }),
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        alignItems: 'flex-start',
      }}
    >
      {icon}
      <Box sx={{ flex: '1 1 320px', minWidth: 0 }}>
        <Typography
          component={plain ? 'p' : 'h2'}
          sx={{
            fontSize: plain ? 14 : 16,
            fontWeight: 'fontWeightBold',
            lineHeight: 1.25,
          }}
        >
          {title}
        </Typography>
        {children && (
          <Box
            sx={{ mt: 0.5, color: 'text.secondary', overflowWrap: 'anywhere' }}
          >
            {children}
          </Box>
        )}
      </Box>
      {action && (
        <Box sx={{ display: 'flex', gap: 1, alignSelf: 'center' }}>
          {action}
        </Box>
      )}
    </Paper>
  );
}
