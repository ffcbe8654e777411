import Box from '@mui/material/Box';
import type {
  Blocker,
  ReadinessState,
  StatusCounts,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { namedCounts } from '../../logic/checkGroups';
import { plainText } from '../../logic/codeParts';
import { headline } from '../../logic/headline';
import { StateLabel } from '../StateLabel';
import { TextWithCode } from '../TextWithCode';
import { TruncatedText } from '../TruncatedText';

/** Blockers that are named; the table beneath has the others. */
const NAMED = 3;

export interface VerdictSideProps {
  title: string;
  verdict: ReadinessState;
  profile: string;
  counts: StatusCounts;
  /** What stands in the way. */
  blockers?: readonly Blocker[];
}

/** One of two verdicts that stand side by side. */
export function VerdictSide(props: VerdictSideProps) {
  const { title, verdict, profile, counts, blockers = [] } = props;
  const t = useText();
  const more = blockers.length - NAMED;
  const small = { fontSize: 12, color: 'text.secondary' };
  return (
    <Box
      role="group"
      aria-label={title}
      sx={{ border: 1, borderColor: 'divider', borderRadius: 1, p: 1.5 }}
    >
      <Box sx={small}>
        {title} · {profile}
      </Box>
      <Box sx={{ fontSize: 15, my: 0.25 }}>
        <StateLabel of="readiness" state={verdict} />
      </Box>
      <Box sx={small}>
        {namedCounts(counts)
          .map(({ status, count }) =>
            t(`check.count.${status}`, { number: `${count}` }),
          )
          .join(', ')}
      </Box>
      {blockers.length > 0 && (
        <Box sx={{ mt: 1, fontSize: 12 }}>
          {t('compare.blockers', { count: blockers.length })}
          <Box component="ul" sx={{ m: 0, pl: 2 }}>
            {blockers.slice(0, NAMED).map(({ checkId, message }) => (
              <li key={checkId}>
                <TruncatedText title={plainText(message)}>
                  <TextWithCode text={headline(message)} />
                </TruncatedText>
              </li>
            ))}
          </Box>
          {more > 0 && t('compare.more', { count: more })}
        </Box>
      )}
    </Box>
  );
}
