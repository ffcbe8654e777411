import { useState } from 'react';
import { CopyTextButton } from '@backstage/core-components';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useText } from '../../hooks/useText';
import { MONOSPACE } from '../../theme';

export interface CopyBlockProps {
  /** Commands or a document, as they are copied. */
  text: string;
  /** What it is, for the button's name: "Copy the command". */
  label?: string;
}

/** Lines beyond which a document is folded, and how many stay in sight. */
const FOLD_FROM = 14;
const FOLDED = 6;

/** Text in monospace with a button that copies it, on plain HTTP too. */
export function CopyBlock(props: CopyBlockProps) {
  const { text, label } = props;
  const t = useText();
  const [unfolded, setUnfolded] = useState(false);
  const lines = text.split('\n');
  const isLong = lines.length > FOLD_FROM;
  const isFolded = isLong && !unfolded;
  return (
    <Box
      sx={{
        position: 'relative',
        display: 'flex',
        alignItems: 'flex-start',
        gap: 1,
        mt: 1,
        bgcolor: 'action.hover',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        pl: 1.25,
        pr: 0.5,
        py: 0.5,
      }}
    >
      <Box
        component="pre"
        sx={{
          flex: 1,
          minWidth: 0,
          m: 0,
          py: 0.5,
          whiteSpace: 'pre-wrap',
          overflowWrap: 'anywhere',
          fontFamily: MONOSPACE,
          fontSize: 12.5,
          lineHeight: 1.5,
        }}
      >
        {isFolded ? lines.slice(0, FOLDED).join('\n') : text}
        {isLong && (
          <Button
            size="small"
            aria-expanded={unfolded}
            onClick={() => setUnfolded(!unfolded)}
            sx={{ display: 'block', mt: 0.5, p: 0, textTransform: 'none' }}
          >
            {unfolded
              ? t('copy.fold')
              : t('copy.unfold', { count: lines.length - FOLDED })}
          </Button>
        )}
      </Box>
      <Box
        sx={{
          color: 'text.secondary',
          '& svg': { fontSize: 16, fill: 'currentColor' },
        }}
      >
        <CopyTextButton
          text={text}
          aria-label={label ?? t('copy.command')}
          tooltipText={t('copy.done')}
          variant="tertiary"
        />
      </Box>
    </Box>
  );
}
