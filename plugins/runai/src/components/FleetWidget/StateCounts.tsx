import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { midSentence } from '../../logic/midSentence';
import { rootRouteRef } from '../../routes';
import { StateIcon } from '../StateIcon';
import { TextLink } from '../TextLink';

export interface StateCountsProps {
  of: 'readiness' | 'health';
  /** How many clusters are in each state. */
  counts: Record<string, number>;
}

/** How many clusters are in which state; each leads to those of the fleet. */
export function StateCounts(props: StateCountsProps) {
  const { of, counts } = props;
  const t = useText();
  const word = useStateLabel();
  const fleetPath = useRouteRef(rootRouteRef)();
  return (
    <Box
      role="group"
      aria-label={t(`axis.${of}`)}
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        columnGap: 1.5,
        rowGap: 0.5,
      }}
    >
      <Box component="span" sx={{ fontSize: 12, color: 'text.secondary' }}>
        {t(`axis.${of}`)}
      </Box>
      {Object.entries(counts)
        .filter(([, count]) => count > 0)
        .map(([state, count]) => (
          <Box
            key={state}
            sx={{ display: 'inline-flex', gap: 0.5, alignItems: 'center' }}
          >
            <StateIcon of={of} state={state} />
            <TextLink quiet to={`${fleetPath}?${of}=${state}`}>
              {count} {midSentence(word(of, state))}
            </TextLink>
          </Box>
        ))}
    </Box>
  );
}
