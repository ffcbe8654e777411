import Box from '@mui/material/Box';
import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { MONOSPACE } from '../../theme';
import { RelativeTime } from '../RelativeTime';

/** Lines that are shown of the worst subject. */
const LINES = 8;

export interface EvidenceListProps {
  evidence: readonly Evidence[];
}

/** Lines that were read within this time of each other were read at once, in milliseconds. */
const AT_ONCE_MS = 60_000;

/** What was read, line by line, and when; how it is known is told of each line that was not observed. */
export function EvidenceList(props: EvidenceListProps) {
  const { evidence } = props;
  const t = useText();
  const more = evidence.length - LINES;
  const times = evidence.map(({ observedAt }) => Date.parse(observedAt));
  const newest = new Date(Math.max(...times)).toISOString();
  const atOnce = Math.max(...times) - Math.min(...times) < AT_ONCE_MS;
  const allObserved = evidence.every(
    ({ how = 'observed' }) => how === 'observed',
  );
  const aside = { color: 'text.secondary', fontFamily: 'fontFamily' };
  return (
    <Box sx={{ fontFamily: MONOSPACE, fontSize: 12, lineHeight: 1.6 }}>
      {evidence
        .slice(0, LINES)
        .map(({ what, key, value, how, observedAt }, index) => (
          <div key={index}>
            {[what, key].filter(Boolean).join(' ')} = {value}
            {how && how !== 'observed' && (
              <Box component="span" sx={aside}>
                {' '}
                ({t(`evidence.${how}`)})
              </Box>
            )}
            {!atOnce && (
              <Box component="span" sx={aside}>
                {' '}
                · <RelativeTime at={observedAt} as="ago" />
              </Box>
            )}
          </div>
        ))}
      {more > 0 && t('check.moreEvidence', { count: more })}
      <Box sx={aside}>
        {t(allObserved ? 'check.observed' : 'check.readAt')}
        {atOnce && (
          <>
            {' '}
            <RelativeTime at={newest} as="ago" />
          </>
        )}
        {!allObserved && ` ${t('check.observedOtherwise')}`}
      </Box>
    </Box>
  );
}
