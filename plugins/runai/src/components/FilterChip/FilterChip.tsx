import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type { ReactNode } from 'react';

export interface FilterChipProps {
  icon?: ReactNode;
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
    <ButtonBase
      aria-pressed={selected}
      onClick={onClick}
      sx={{
        display: 'inline-flex',
        gap: 0.75,
        alignItems: 'center',
        height: 28,
        px: 1.25,
        borderRadius: 3.5,
        fontSize: 13,
        fontFamily: 'inherit',
        bgcolor: 'background.paper',
        color: count === 0 ? 'text.secondary' : 'text.primary',
        boxShadow: theme =>
          selected
            ? `inset 0 0 0 2px ${theme.palette.primary.main}`
            : `inset 0 0 0 1px ${theme.palette.divider}`,
        '&:hover': { bgcolor: 'action.hover' },
        '&.Mui-focusVisible': {
          outline: theme => `2px solid ${theme.palette.primary.main}`,
          outlineOffset: 2,
        },
      }}
    >
      {icon}
      {label}
      {count !== undefined && (
        <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
          {count}
        </Box>
      )}
    </ButtonBase>
  );
}
