import KeyboardArrowDown from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUp from '@mui/icons-material/KeyboardArrowUp';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { useId } from 'react';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import type { ListedOutcome } from '../../logic/outcomes';
import { MONOSPACE } from '../../theme';
import { SentenceTemplate } from '../SentenceTemplate';
import { StateIcon } from '../StateIcon';
import { Place } from './Place';
import { Steps } from './Steps';

export interface OutcomeRowProps {
  outcome: ListedOutcome;
  open: boolean;
  onToggle(): void;
}

/** One thing that a check may say, which opens to the whole of it and to what to do. */
export function OutcomeRow(props: OutcomeRowProps) {
  const { outcome, open, onToggle } = props;
  const word = useStateLabel();
  const id = useId();
  const Arrow = open ? KeyboardArrowUp : KeyboardArrowDown;
  return (
    <Box
      sx={{
        borderTop: 1,
        borderColor: 'divider',
        bgcolor: open ? 'action.hover' : undefined,
      }}
    >
      <ButtonBase
        component="div"
        role="button"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={onToggle}
        sx={{
          display: 'grid',
          width: '100%',
          textAlign: 'left',
          alignItems: 'start',
          columnGap: 1.25,
          gridTemplateColumns: '18px minmax(0, 1fr) 16px',
          px: 2,
          py: 1,
          fontSize: 13,
          lineHeight: 1.45,
          fontFamily: 'inherit',
          '&:hover': { bgcolor: 'action.hover' },
          '&.Mui-focusVisible': {
            outline: theme => `2px solid ${theme.palette.primary.main}`,
            outlineOffset: -2,
          },
        }}
      >
        <Box
          role="img"
          aria-label={word('check', outcome.status)}
          sx={{ display: 'flex', pt: '1px' }}
        >
          <StateIcon of="check" state={outcome.status} />
        </Box>
        <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
          <SentenceTemplate whole={open} template={outcome.says} />
          <Box
            sx={{
              fontFamily: MONOSPACE,
              fontSize: 12,
              color: 'text.secondary',
            }}
          >
            {outcome.reason}
          </Box>
        </Box>
        <Box sx={{ display: 'flex', color: 'text.secondary', pt: '1px' }}>
          <Arrow sx={{ fontSize: 16 }} />
        </Box>
      </ButtonBase>
      {open && (
        <Box
          id={id}
          role="group"
          aria-label={outcome.reason}
          sx={{ pl: 5.5, pr: 2, pb: 2, fontSize: 13 }}
        >
          <OutcomeDetail outcome={outcome} />
        </Box>
      )}
    </Box>
  );
}

function OutcomeDetail(props: { outcome: ListedOutcome }) {
  const { remedy, alike } = props.outcome;
  const t = useText();
  return (
    <>
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
        {t('check.toDo')}
      </Box>
      {!remedy && t('checkPage.nothingToDo')}
      {remedy && alike && t('checkPage.alike', { reason: alike })}
      {remedy && !alike && (
        <>
          <Steps {...remedy} />
          {remedy.where.map(({ place, title, ...there }) => (
            <Place key={place} title={title}>
              <Steps {...there} />
            </Place>
          ))}
        </>
      )}
    </>
  );
}
