import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useStateLabel } from '../../hooks/useStateLabel';
import { StateIcon, type StateIconProps } from '../StateIcon';

export interface StateLabelProps extends StateIconProps {
  /** In place of the state's own word, where more is to be said. */
  children?: ReactNode;
}

/** The one way in which a state is shown: icon, word, colour. */
export function StateLabel(props: StateLabelProps) {
  const { of, state, stale, size, children } = props;
  const word = useStateLabel();
  return (
    <Box
      component="span"
      sx={{
        display: 'inline-flex',
        alignItems: 'flex-start',
        gap: 0.75,
        // Icons stand at the height of the first line.
        '& > svg': { mt: '0.12em' },
        whiteSpace: children ? undefined : 'nowrap',
        ...(stale ? { color: 'text.secondary', fontStyle: 'italic' } : {}),
      }}
    >
      <StateIcon of={of} state={state} stale={stale} size={size} />
      <span>{children ?? word(of, state)}</span>
    </Box>
  );
}
