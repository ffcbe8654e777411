import KeyboardArrowDown from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUp from '@mui/icons-material/KeyboardArrowUp';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import { useText } from '../../hooks/useText';
import { MOST_MATCHES } from '../../logic/logText';
import { SearchField } from '../SearchField';

export interface LogSearchProps {
  value: string;
  onChange(value: string): void;
  count: number;
  /** From 0. */
  current: number;
  onStep(by: 1 | -1): void;
}

/** A search through the lines that are here: how often it was found, and the way from one place to the next. */
export function LogSearch(props: LogSearchProps) {
  const { value, onChange, count, current, onStep } = props;
  const t = useText();
  const number = `${current + 1}`;
  const total = `${count}`;
  const found =
    count >= MOST_MATCHES
      ? t('log.manyMatches', { number, total })
      : t('log.matches', { number, total });
  return (
    <Box
      role="search"
      sx={{ display: 'flex', alignItems: 'center', gap: 0.5 }}
      onKeyDown={event => {
        const isTyping = event.target instanceof HTMLInputElement;
        if (event.key !== 'Enter' || !isTyping || count === 0) return;
        event.preventDefault();
        onStep(event.shiftKey ? -1 : 1);
      }}
    >
      <SearchField
        label={t('log.search')}
        value={value}
        onChange={onChange}
        width={220}
      />
      {value && (
        <>
          <Box
            role="status"
            sx={{ fontSize: 12, minWidth: 64, textAlign: 'center' }}
          >
            {count > 0 ? found : t('log.noMatch')}
          </Box>
          {count > 0 && (
            <>
              <IconButton
                size="small"
                aria-label={t('log.before')}
                onClick={() => onStep(-1)}
              >
                <KeyboardArrowUp fontSize="small" />
              </IconButton>
              <IconButton
                size="small"
                aria-label={t('log.next')}
                onClick={() => onStep(1)}
              >
                <KeyboardArrowDown fontSize="small" />
              </IconButton>
            </>
          )}
        </>
      )}
    </Box>
  );
}
