import Box from '@mui/material/Box';
import type { Evidence } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { MONOSPACE } from '../../theme';

/** Lines that are shown of the worst subject. */
const LINES = 8;

export interface EvidenceListProps {
  evidence: readonly Evidence[];
}

/** What was read, line by line; how it is known is told where it was not observed. */
export function EvidenceList(props: EvidenceListProps) {
  const { evidence } = props;
  const t = useText();
  const more = evidence.length - LINES;
  return (
    <Box sx={{ fontFamily: MONOSPACE, fontSize: 12, lineHeight: 1.6 }}>
      {evidence.slice(0, LINES).map(({ what, key, value, how }, index) => (
        <div key={index}>
          {[what, key].filter(Boolean).join(' ')} = {value}
          {how && how !== 'observed' && (
            <Box
              component="span"
              sx={{ color: 'text.secondary', fontFamily: 'fontFamily' }}
            >
              {' '}
              ({t(`evidence.${how}`)})
            </Box>
          )}
        </div>
      ))}
      {more > 0 && t('check.moreEvidence', { count: more })}
    </Box>
  );
}
