import Box from '@mui/material/Box';
import type { CheckInfo } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { useUrlState } from '../../hooks/useUrlState';
import { byStatus } from '../../logic/outcomes';
import { MONOSPACE } from '../../theme';
import { Panel } from '../Panel';
import { OutcomeRow } from './OutcomeRow';

export interface OutcomesPanelProps {
  check: CheckInfo;
}

/** Everything that a check may say, the worst first, each with what to do about it. */
export function OutcomesPanel(props: OutcomesPanelProps) {
  const { check } = props;
  const t = useText();
  const url = useUrlState();
  const open = url.all('outcome');
  const outcomes = byStatus(check.outcomes);
  const own = new Set(outcomes.map(({ reason }) => reason));
  const engine = check.reasons.filter(reason => !own.has(reason));
  return (
    <Panel
      flush
      title={t('checkPage.outcomes')}
      note={t('checkPage.outcomesNote', { count: outcomes.length })}
    >
      {outcomes.map(outcome => (
        <OutcomeRow
          key={outcome.reason}
          outcome={outcome}
          open={open.includes(outcome.reason)}
          onToggle={() => url.toggle('outcome', outcome.reason)}
        />
      ))}
      {engine.length > 0 && (
        <Box
          sx={{
            borderTop: 1,
            borderColor: 'divider',
            px: 2,
            py: 1.25,
            fontSize: 12,
            color: 'text.secondary',
            overflowWrap: 'anywhere',
          }}
        >
          {t('checkPage.anyCheck')}{' '}
          <Box component="span" sx={{ fontFamily: MONOSPACE }}>
            {engine.join(', ')}
          </Box>
        </Box>
      )}
    </Panel>
  );
}
