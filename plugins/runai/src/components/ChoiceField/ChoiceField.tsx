import { useId } from 'react';
import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import OutlinedInput from '@mui/material/OutlinedInput';

export interface Choice {
  value: string;
  label: string;
}

export interface ChoiceFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  choices?: readonly Choice[];
  /** Choices under heads. */
  groups?: readonly { label: string; choices: readonly Choice[] }[];
}

/** One of a few choices: the browser's own list, which works with every keyboard and screen reader. */
export function ChoiceField(props: ChoiceFieldProps) {
  const { label, value, onChange, choices = [], groups = [] } = props;
  const id = useId();
  const option = (choice: Choice) => (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  );
  const isKnown = [...choices, ...groups.flatMap(group => group.choices)].some(
    choice => choice.value === value,
  );
  return (
    <Box
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        fontSize: 13,
        maxWidth: '100%',
      }}
    >
      <Box component="label" htmlFor={id} sx={{ color: 'text.secondary' }}>
        {label}
      </Box>
      <NativeSelect
        value={value}
        onChange={event => onChange(event.target.value)}
        input={<OutlinedInput size="small" />}
        inputProps={{ id }}
        sx={{
          fontSize: 13,
          minWidth: 0,
          '& select': { py: 0.75, textOverflow: 'ellipsis' },
        }}
      >
        {!isKnown && <option value={value}>{value}</option>}
        {choices.map(option)}
        {groups.map(group => (
          <optgroup key={group.label} label={group.label}>
            {group.choices.map(option)}
          </optgroup>
        ))}
      </NativeSelect>
    </Box>
  );
}
