import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { useText } from '../../hooks/useText';

export interface PlaceProps {
  /** A distribution or a track. */
  title: string;
  children: ReactNode;
}

/** What is otherwise on a distribution or a track. */
export function Place(props: PlaceProps) {
  const { title, children } = props;
  const t = useText();
  return (
    <Box
      sx={{ mt: 1.5, pl: 1.5, borderLeft: 2, borderColor: 'divider' }}
      role="group"
      aria-label={t('checkPage.on', { place: title })}
    >
      <Box sx={{ fontWeight: 'fontWeightBold' }}>
        {t('checkPage.on', { place: title })}
      </Box>
      {children}
    </Box>
  );
}
