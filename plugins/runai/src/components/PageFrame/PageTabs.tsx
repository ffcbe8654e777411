import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useText } from '../../hooks/useText';

export interface PageTab {
  id: string;
  label: ReactNode;
  to: string;
  /** Beside the label: how much asks for attention. */
  badge?: ReactNode;
}

export interface PageTabsProps {
  tabs: readonly PageTab[];
  /** The tab that is shown. */
  tab?: string;
}

/** The way to the parts of a page. */
export function PageTabs(props: PageTabsProps) {
  const { tabs, tab } = props;
  const t = useText();
  return (
    <Box
      component="nav"
      aria-label={t('page.tabs')}
      sx={{ display: 'flex', gap: 3, mt: 1.75, overflowX: 'auto' }}
    >
      {tabs.map(({ id, label, to, badge }) => (
        <Box
          key={id}
          component={Link}
          to={to}
          aria-current={id === tab ? 'page' : undefined}
          sx={{
            py: 1,
            whiteSpace: 'nowrap',
            // Within the row of tabs, which cuts what stands out of it.
            '&&:focus-visible': { outlineOffset: '-2px' },
            color: id === tab ? 'text.primary' : 'text.secondary',
            fontWeight: id === tab ? 'fontWeightBold' : 'fontWeightRegular',
            boxShadow: theme =>
              id === tab
                ? `inset 0 -2px ${theme.palette.primary.main}`
                : 'none',
            '&:hover': { color: 'text.primary' },
          }}
        >
          {label} {badge}
        </Box>
      ))}
    </Box>
  );
}
