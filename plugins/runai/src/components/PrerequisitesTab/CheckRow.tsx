import KeyboardArrowDown from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUp from '@mui/icons-material/KeyboardArrowUp';
import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import type {
  CheckSummary,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { useEffect, useId, useRef } from 'react';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useCatalogue } from '../../hooks/useQueries';
import { useNeedsPod } from '../../hooks/useNeedsPod';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { plainText } from '../../logic/codeParts';
import { headline } from '../../logic/headline';
import { isPast } from '../../logic/isPast';
import { ownerName } from '../../logic/ownerName';
import { requirementTags } from '../../logic/requirementTags';
import { neverRan, subjectCounts } from '../../logic/subjectCounts';
import { compareResults } from '../../logic/worstFirst';
import { RelativeTime } from '../RelativeTime';
import { TruncatedText } from '../TruncatedText';
import { TextWithCode } from '../TextWithCode';
import { StateIcon } from '../StateIcon';
import { Tag } from '../Tag';
import { CheckDetail } from './CheckDetail';

export interface CheckRowProps {
  cluster: ClusterDetail;
  summary: CheckSummary;
  /** Of all checks, for what waits for this one. */
  summaries: CheckSummary[];
  run: ClusterRun;
  open: boolean;
  onToggle(): void;
}

/** One check in a line, which opens to what it rests on. */
export function CheckRow(props: CheckRowProps) {
  const { cluster, summary, summaries, run, open, onToggle } = props;
  const t = useText();
  const word = useStateLabel();
  const id = useId();
  const row = useRef<HTMLDivElement>(null);
  const openAtFirst = useRef(open);
  useEffect(() => {
    // A link that names a check shows it at once; one that is opened by hand stays where it is.
    if (openAtFirst.current)
      row.current?.scrollIntoView?.({ block: 'nearest' });
  }, []);
  const age = neverRan(summary) ? summary.attestation?.at : summary.changedAt;
  const notMet =
    summary.status === 'fail' && summary.severity === 'recommended';
  const short = useShortMessage(summary);
  const isOwn = useCatalogue().data?.find(
    ({ id: checkId }) => checkId === summary.checkId,
  )?.own;
  const isOld = isPast(cluster, summary);
  const small = { fontSize: 12, color: 'text.secondary' };

  return (
    <Box
      ref={row}
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
          alignItems: 'center',
          columnGap: 1.25,
          rowGap: 0.25,
          pl: 4,
          pr: 2,
          py: 1,
          fontSize: 14,
          fontFamily: 'inherit',
          gridTemplateColumns: {
            xs: '18px minmax(0, 1fr) auto 16px',
            md: '18px minmax(0, 1fr) 116px minmax(0, 260px) 132px 76px 16px',
          },
          gridTemplateAreas: {
            xs: '"icon title age toggle" ". more more ."',
            md: '"icon title tags message severity age toggle"',
          },
          '&:hover': { bgcolor: 'action.hover' },
          '&.Mui-focusVisible': {
            outline: theme => `2px solid ${theme.palette.primary.main}`,
            outlineOffset: -2,
          },
        }}
      >
        <Box
          role="img"
          aria-label={word('check', summary.status)}
          sx={{ gridArea: 'icon', display: 'flex' }}
        >
          <StateIcon of="check" state={summary.status} stale={isOld} />
        </Box>
        <Box
          sx={{
            gridArea: 'title',
            fontWeight: open ? 'fontWeightBold' : undefined,
          }}
        >
          {summary.title}
          {isOwn && (
            <Box component="span" sx={{ ml: 1 }}>
              <Tag strong>{t('catalogue.ofCompany')}</Tag>
            </Box>
          )}
        </Box>
        <Box
          sx={{
            display: { xs: 'flex', md: 'contents' },
            gridArea: 'more',
            flexWrap: 'wrap',
            gap: 1,
          }}
        >
          <Box
            sx={{
              gridArea: { md: 'tags' },
              display: 'flex',
              flexWrap: 'wrap',
              gap: 0.5,
              '&:empty': { display: 'none' },
            }}
          >
            {requirementTags(summary.requirements).map(requirement => (
              <Tag key={requirement} title={summary.requirements.join(', ')}>
                {requirement}
              </Tag>
            ))}
          </Box>
          <Box sx={{ ...small, gridArea: { md: 'message' } }}>
            <TruncatedText withinControl title={plainText(summary.message)}>
              <TextWithCode text={short} />
            </TruncatedText>
          </Box>
          <Box sx={{ ...small, gridArea: { md: 'severity' } }}>
            {notMet ? t('check.notMet') : t(`severity.${summary.severity}`)}
          </Box>
        </Box>
        <Box sx={{ ...small, gridArea: 'age', textAlign: 'right' }}>
          {age ? <RelativeTime at={age} /> : t('check.never')}
        </Box>
        <Box
          sx={{ gridArea: 'toggle', display: 'flex', color: 'text.secondary' }}
        >
          {open ? (
            <KeyboardArrowUp sx={{ fontSize: 16 }} />
          ) : (
            <KeyboardArrowDown sx={{ fontSize: 16 }} />
          )}
        </Box>
      </ButtonBase>
      {open && (
        <Box id={id} role="group" aria-label={summary.title}>
          <CheckDetail
            cluster={cluster}
            summary={summary}
            summaries={summaries}
            run={run}
          />
        </Box>
      )}
    </Box>
  );
}

/** What a check found, for one line: the one subject and what is the matter with it, or how many of how many. */
function useShortMessage(summary: CheckSummary): string {
  const t = useText();
  const needsPod = useNeedsPod(summary);
  if (summary.attestation)
    return t('check.statedBy', { by: ownerName(summary.attestation.by) });
  if (neverRan(summary)) return t(needsPod ? 'check.neverRan' : 'check.notYet');
  const { concerned, total } = subjectCounts(summary);
  const [worst] = [...summary.worst].sort(compareResults);
  const said = headline(summary.message);
  if (!worst || worst.subject.kind === 'cluster') return said;
  const { kind, name } = worst.subject;
  if (concerned === 0) {
    // One node's message would read as if it spoke of that node alone.
    return total > 1
      ? t(`check.allSubjectsOf.${kind}`, { total: `${total}` })
      : said;
  }
  if (concerned > 1) {
    return t(`check.subjectsOf.${kind}`, {
      concerned: `${concerned}`,
      total: `${total}`,
    });
  }
  const what = headline(worst.message);
  return what.includes(name) ? what : `${name}: ${what}`;
}
