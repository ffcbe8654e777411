import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useStateLabel } from '../../hooks/useStateLabel';
import { useText } from '../../hooks/useText';
import { plainText } from '../../logic/codeParts';
import { headline } from '../../logic/headline';
import { linkColor } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { TruncatedText } from '../TruncatedText';
import { TextWithCode } from '../TextWithCode';
import { StateLabel } from '../StateLabel';
import type { SubjectChoice } from './useSubject';

/** How many are listed before the reader asks for all. */
const FIRST = 5;

export interface SubjectListProps {
  choice: SubjectChoice;
  /** How many there are in all. */
  total: number;
  loading: boolean;
  onMore(): void;
}

/** What a check says of each node or endpoint, the worst first; a name leads to its evidence and what to do about it. */
export function SubjectList(props: SubjectListProps) {
  const { choice, total, loading, onMore } = props;
  const { subjects } = choice;
  const t = useText();
  const word = useStateLabel();
  const [all, setAll] = useState(false);
  const shown = all ? subjects : subjects.slice(0, FIRST);
  const isMore = shown.length < total;
  const more = () => {
    if (all || subjects.length <= FIRST) onMore();
    setAll(true);
  };
  return (
    <Box sx={{ mt: 1.5 }}>
      <Box
        component="table"
        aria-label={t('check.subjectList')}
        sx={{
          width: '100%',
          borderCollapse: 'collapse',
          fontSize: 13,
          '& td, & th': {
            textAlign: 'left',
            fontWeight: 'inherit',
            py: 0.5,
            pr: 2,
            borderTop: 1,
            borderColor: 'divider',
            verticalAlign: 'top',
            overflowWrap: 'anywhere',
          },
          '& th, & td:nth-of-type(1), & td:last-of-type': {
            whiteSpace: 'nowrap',
          },
        }}
      >
        <tbody>
          {shown.map(result => {
            const { subject, status, message, changedAt, judged, of } = result;
            const isShown = result === choice.shown;
            return (
              <tr key={`${subject.kind}/${subject.namespace}/${subject.name}`}>
                <th scope="row">
                  <Button
                    size="small"
                    aria-pressed={isShown}
                    title={t('check.subjectShow', { name: subject.name })}
                    onClick={() => choice.choose(result)}
                    sx={{
                      p: 0,
                      minWidth: 0,
                      fontSize: 'inherit',
                      lineHeight: 'inherit',
                      textTransform: 'none',
                      textAlign: 'left',
                      color: isShown ? 'text.primary' : linkColor,
                      fontWeight: isShown
                        ? 'fontWeightBold'
                        : 'fontWeightRegular',
                    }}
                  >
                    {subject.name}
                  </Button>
                </th>
                <td>
                  <StateLabel of="check" state={status} size={14}>
                    {word('check', status)}
                  </StateLabel>
                </td>
                <td>
                  <TruncatedText title={plainText(message)}>
                    <TextWithCode text={headline(message)} />
                  </TruncatedText>
                  {judged !== undefined && of !== undefined && (
                    <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                      {t('check.judged', { judged: `${judged}`, of: `${of}` })}
                    </Box>
                  )}
                </td>
                <td>
                  <RelativeTime at={changedAt} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </Box>
      {isMore && (
        <Button
          size="small"
          disabled={loading}
          onClick={more}
          sx={{ textTransform: 'none' }}
        >
          {t('check.allSubjects', { number: `${total}` })}
        </Button>
      )}
    </Box>
  );
}
