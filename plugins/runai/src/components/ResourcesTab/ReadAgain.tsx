import Box from '@mui/material/Box';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';
import { RelativeTime } from '../RelativeTime';

export interface ReadAgainProps {
  /** In milliseconds since the epoch. */
  readAt: number;
  isReading: boolean;
  onRead(): void;
}

/** How old what is shown is, and a button that reads it anew: nothing here does so by itself. */
export function ReadAgain(props: ReadAgainProps) {
  const { readAt, isReading, onRead } = props;
  const t = useText();
  return (
    <Box
      sx={{
        display: 'inline-flex',
        alignItems: 'center',
        gap: 1,
        fontSize: 12,
        color: 'text.secondary',
        whiteSpace: 'nowrap',
      }}
    >
      {readAt > 0 && (
        <span>
          {t('resources.read')}{' '}
          <RelativeTime at={new Date(readAt).toISOString()} as="ago" />
        </span>
      )}
      <ActionButton
        disabledReason={isReading ? t('loading') : undefined}
        onClick={onRead}
      >
        {t('resources.again')}
      </ActionButton>
    </Box>
  );
}
