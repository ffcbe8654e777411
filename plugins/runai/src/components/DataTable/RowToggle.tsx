import KeyboardArrowDown from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUp from '@mui/icons-material/KeyboardArrowUp';
import IconButton from '@mui/material/IconButton';
import TableCell from '@mui/material/TableCell';

export interface RowToggleProps {
  open: boolean;
  label: string;
  onToggle(): void;
}

/** The cell with the button that opens a row. */
export function RowToggle(props: RowToggleProps) {
  const { open, label, onToggle } = props;
  return (
    <TableCell sx={{ width: 40, px: '4px !important' }}>
      <IconButton
        size="small"
        aria-expanded={open}
        aria-label={label}
        onClick={onToggle}
      >
        {open ? (
          <KeyboardArrowUp fontSize="small" />
        ) : (
          <KeyboardArrowDown fontSize="small" />
        )}
      </IconButton>
    </TableCell>
  );
}
