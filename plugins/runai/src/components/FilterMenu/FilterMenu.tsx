import { useId, useState } from 'react';
import ArrowDropDown from '@mui/icons-material/ArrowDropDown';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import ListItemText from '@mui/material/ListItemText';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';

export interface FilterMenuProps {
  label: string;
  choices: { value: string; label?: string; count?: number }[];
  selected: readonly string[];
  onToggle(value: string): void;
}

/** A button that opens a list of choices of which several may be ticked. */
export function FilterMenu(props: FilterMenuProps) {
  const { label, choices, selected, onToggle } = props;
  const [anchor, setAnchor] = useState<HTMLElement>();
  const id = useId();
  if (choices.length === 0) return null;
  return (
    <>
      <Button
        id={`${id}-button`}
        variant="outlined"
        color="inherit"
        size="small"
        aria-haspopup="menu"
        aria-expanded={Boolean(anchor)}
        aria-controls={anchor ? `${id}-menu` : undefined}
        endIcon={<ArrowDropDown />}
        onClick={event => setAnchor(event.currentTarget)}
        sx={{
          textTransform: 'none',
          fontSize: 13,
          fontWeight: 'fontWeightRegular',
          bgcolor: 'background.paper',
          borderColor: selected.length > 0 ? 'primary.main' : 'divider',
        }}
      >
        {selected.length > 0 ? `${label} (${selected.length})` : label}
      </Button>
      <Menu
        id={`${id}-menu`}
        open={Boolean(anchor)}
        anchorEl={anchor}
        onClose={() => setAnchor(undefined)}
        MenuListProps={{ 'aria-labelledby': `${id}-button`, dense: true }}
        slotProps={{ paper: { sx: { maxHeight: 420 } } }}
      >
        {choices.map(choice => (
          <MenuItem
            key={choice.value}
            role="menuitemcheckbox"
            aria-checked={selected.includes(choice.value)}
            onClick={() => onToggle(choice.value)}
          >
            <Checkbox
              size="small"
              tabIndex={-1}
              disableRipple
              checked={selected.includes(choice.value)}
              inputProps={{ 'aria-hidden': true }}
              sx={{ p: 0, mr: 1 }}
            />
            <ListItemText>{choice.label ?? choice.value}</ListItemText>
            {choice.count !== undefined && (
              <span style={{ marginLeft: 24 }}>{choice.count}</span>
            )}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
