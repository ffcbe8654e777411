import Box from '@mui/material/Box';
import type {
  CheckSummary,
  Result,
} from '@runai-portal/backstage-plugin-runai-common';
import { useNeedsPod } from '../../hooks/useNeedsPod';
import { useText } from '../../hooks/useText';
import { splitMessage, type SplitMessage } from '../../logic/headline';
import { ownerName } from '../../logic/ownerName';
import { neverRan } from '../../logic/subjectCounts';
import { TextWithCode } from '../TextWithCode';

export interface WhatWasSeenProps {
  summary: CheckSummary;
  /** Of the subject that is looked at. */
  result?: Result;
}

/** What was found, how much of it was judged, and which kind of not knowing it is. */
export function WhatWasSeen(props: WhatWasSeenProps) {
  const { summary, result } = props;
  const t = useText();
  const said = useFindingText(summary, result);
  const status = result?.status ?? summary.status;
  const isWrong = ['fail', 'warn', 'unknown'].includes(status);
  const aside = { color: 'text.secondary' };
  return (
    <>
      {result && isNamedApart(result) && (
        <Box component="span" sx={{ fontWeight: 'fontWeightBold' }}>
          {result.subject.name}:{' '}
        </Box>
      )}
      <Box
        component="span"
        sx={isWrong ? { fontWeight: 'fontWeightBold' } : {}}
      >
        <TextWithCode text={said.headline} />
      </Box>
      {said.details && (
        <>
          {/[.!?]$/.test(said.headline) ? ' ' : '. '}
          <TextWithCode text={said.details} />
        </>
      )}
      {result?.judged !== undefined && result.of !== undefined && (
        <Box component="span" sx={aside}>
          {' '}
          {t('check.judged', {
            judged: `${result.judged}`,
            of: `${result.of}`,
          })}
        </Box>
      )}
      {result?.unknown && (
        <Box sx={aside}>{t(`unknownClass.${result.unknown}`)}</Box>
      )}
      {result?.actual && !result.message.includes(result.actual) && (
        <Box component="span" sx={aside}>
          {' '}
          ({result.actual})
        </Box>
      )}
    </>
  );
}

/** What was found, or why nothing was. */
function useFindingText(summary: CheckSummary, result?: Result): SplitMessage {
  const t = useText();
  const needsPod = useNeedsPod(summary);
  const { attestation } = summary;
  if (attestation) {
    return {
      headline: t('check.statedLong', { by: ownerName(attestation.by) }),
      details: attestation.note,
    };
  }
  if (neverRan(summary)) {
    if (!needsPod) return { headline: t('check.notYetLong') };
    return {
      headline: t('check.neverRanLong'),
      details: summary.attestable ? t('check.neverRanStated') : undefined,
    };
  }
  return splitMessage(result?.message ?? summary.message);
}

/** Whether the subject has to be named before the message, which may name it itself. */
function isNamedApart({ subject, message }: Result): boolean {
  return subject.kind !== 'cluster' && !message.includes(subject.name);
}
