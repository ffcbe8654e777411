import { useEffect, useRef, useState } from 'react';
import InputAdornment from '@mui/material/InputAdornment';
import Search from '@mui/icons-material/Search';
import OutlinedInput from '@mui/material/OutlinedInput';

/** How long the typing pauses before the search follows, in milliseconds. */
const PAUSE_MS = 200;

export interface SearchFieldProps {
  label: string;
  value: string;
  onChange(value: string): void;
  /** Pixels; 240 where absent. */
  width?: number;
}

/** A field that searches while one types; the URL follows when the typing pauses. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, width = 240 } = props;
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const sent = useRef(value);
  const newestOnChange = useRef(onChange);
  useEffect(() => {
    newestOnChange.current = onChange;
  });
  useEffect(() => {
    // What comes back of what was typed here is older than what has been typed since.
    if (value !== sent.current) {
      clearTimeout(timer.current);
      setText(value);
    }
    sent.current = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <OutlinedInput
      type="search"
      size="small"
      value={text}
      placeholder={label}
      inputProps={{ 'aria-label': label }}
      startAdornment={
        <InputAdornment position="start">
          <Search sx={{ fontSize: 18 }} />
        </InputAdornment>
      }
      onChange={event => {
        const next = event.target.value;
        setText(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => {
          sent.current = next;
          newestOnChange.current(next);
        }, PAUSE_MS);
      }}
      sx={{
        width,
        maxWidth: '100%',
        fontSize: 13,
        '& input': { py: 0.75, '&::placeholder': { opacity: 0.8 } },
      }}
    />
  );
}
