import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { ReactElement } from 'react';

export interface FilterChipProps {
  icon?: ReactElement;
  label: string;
  /** Absent while it is not known. */
  count?: number;
  selected: boolean;
  onClick(): void;
}

/** A state or a group with its count, that filters when it is pressed. */
export function FilterChip(props: FilterChipProps) {
  const { icon, label, count, selected, onClick } = props;
  return (
    <Chip
      variant="outlined"
      icon={icon}
      aria-pressed={selected}
      onClick={onClick}
      label={
        <>
          {label}
          {count !== undefined && (
            <>
              {' '}
              <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
                {count}
              </Box>
            </>
          )}
        </>
      }
      sx={{
        m: 0,
        height: 28,
        fontSize: 13,
        bgcolor: 'background.paper',
        color: count === 0 ? 'text.secondary' : 'text.primary',
        borderColor: selected ? 'primary.main' : 'divider',
        boxShadow: theme =>
          selected ? `inset 0 0 0 1px ${theme.palette.primary.main}` : 'none',
        '& > svg': { ml: 1.25, mr: -0.25 },
        '& > span': { px: 1.25, fontSize: 13 },
      }}
    />
  );
}
