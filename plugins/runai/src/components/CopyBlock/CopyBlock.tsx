import { useState } from 'react';
import Check from '@mui/icons-material/Check';
import ContentCopy from '@mui/icons-material/ContentCopy';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
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

/** For screen readers alone. */
const visuallyHidden = {
  position: 'absolute',
  // With their unit: a bare 1 is 100 % here, and would widen the page.
  width: '1px',
  height: '1px',
  overflow: 'hidden',
  clip: 'rect(0 0 0 0)',
  whiteSpace: 'nowrap',
};

/** Text in monospace with a button that copies it. */
export function CopyBlock(props: CopyBlockProps) {
  const { text, label } = props;
  const t = useText();
  const [unfolded, setUnfolded] = useState(false);
  const [copied, setCopied] = useState<'yes' | 'no'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied('yes');
    } catch {
      // Browsers offer the clipboard on https and localhost alone.
      setCopied('no');
    }
  };
  const lines = text.split('\n');
  const isLong = lines.length > FOLD_FROM;
  const isFolded = isLong && !unfolded;
  const name = label ?? t('copy.command');
  const said = { yes: t('copy.done'), no: t('copy.failed') };
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
      <Tooltip title={copied ? said[copied] : name}>
        <IconButton size="small" onClick={copy} aria-label={name}>
          {copied === 'yes' ? (
            <Check sx={{ fontSize: 16 }} />
          ) : (
            <ContentCopy sx={{ fontSize: 16 }} />
          )}
        </IconButton>
      </Tooltip>
      <Box component="span" role="status" sx={visuallyHidden}>
        {copied ? said[copied] : ''}
      </Box>
    </Box>
  );
}
