import Box from '@mui/material/Box';
import type { CheckCategory } from '@runai-portal/backstage-plugin-runai-common';
import type { ReactNode } from 'react';
import { useText } from '../../hooks/useText';

export interface CategorySectionProps {
  category: CheckCategory;
  /** A line parts it from the one before where it is not the first. */
  isFirst: boolean;
  /** Counts, beside the heading. */
  counts: ReactNode;
  children: ReactNode;
}

/** The checks of one category beneath its heading. */
export function CategorySection(props: CategorySectionProps) {
  const { category, isFirst, counts, children } = props;
  const t = useText();
  return (
    <section aria-label={t(`category.${category}`)}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 1.25,
          px: 2,
          py: 1.25,
          borderTop: isFirst ? 0 : 1,
          borderColor: 'divider',
        }}
      >
        <Box
          component="h2"
          sx={{ m: 0, fontSize: 14, fontWeight: 'fontWeightBold' }}
        >
          {t(`category.${category}`)}
        </Box>
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{counts}</Box>
      </Box>
      {children}
    </section>
  );
}
