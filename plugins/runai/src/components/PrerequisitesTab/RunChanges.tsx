import Box from '@mui/material/Box';
import type {
  CheckSummary,
  Run,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';

export interface RunChangesProps {
  changes: NonNullable<Run['changes']>;
  summaries: CheckSummary[];
}

/** Which checks came to pass with the last run, and which ceased to. */
export function RunChanges(props: RunChangesProps) {
  const { changes, summaries } = props;
  const t = useText();
  const titleOf = (id: string) =>
    summaries.find(summary => summary.checkId === id)?.title ?? id;
  const list = (ids: string[], label: string, state: 'pass' | 'fail') =>
    ids.length > 0 && (
      <Box
        component="ul"
        aria-label={label}
        sx={{ listStyle: 'none', p: 0, m: 0, mt: 0.75, fontSize: 13 }}
      >
        {ids.map(id => (
          <li key={id}>
            <StateLabel of="check" state={state} size={14}>
              {label}:{' '}
              <TextLink
                quiet
                to={`?status=all&check=${encodeURIComponent(id)}`}
              >
                {titleOf(id)}
              </TextLink>
            </StateLabel>
          </li>
        ))}
      </Box>
    );
  return (
    <>
      {list(changes.fixed, t('run.fixedLabel'), 'pass')}
      {list(changes.broken, t('run.newLabel'), 'fail')}
    </>
  );
}
