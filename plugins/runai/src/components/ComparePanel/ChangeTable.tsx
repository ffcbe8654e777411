import { useRouteRef } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableContainer from '@mui/material/TableContainer';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import type {
  CheckChange,
  Evaluation,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { plainText } from '../../logic/codeParts';
import { gravestFirst } from '../../logic/changes';
import { headline } from '../../logic/headline';
import { checkRouteRef } from '../../routes';
import { tableStyles } from '../DataTable';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';
import { TextWithCode } from '../TextWithCode';
import { TruncatedText } from '../TruncatedText';

export interface ChangeTableProps {
  evaluation: Evaluation;
}

/** The checks that would be judged otherwise, as they are and as they would be, the gravest first. */
export function ChangeTable(props: ChangeTableProps) {
  const { changes, results } = props.evaluation;
  const t = useText();
  const checkPath = useRouteRef(checkRouteRef);
  const messages = new Map(
    results.map(({ checkId, message }) => [checkId, message]),
  );
  return (
    <TableContainer sx={{ border: 1, borderColor: 'divider', borderRadius: 1 }}>
      <Table
        aria-label={t('compare.changes', { count: changes.length })}
        sx={{ ...tableStyles, tableLayout: 'fixed', '& td': { fontSize: 13 } }}
      >
        <TableHead>
          <TableRow>
            <TableCell>{t('compare.check')}</TableCell>
            <TableCell sx={{ width: '19%' }}>{t('compare.now')}</TableCell>
            <TableCell sx={{ width: '19%' }}>{t('compare.then')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {gravestFirst(changes).map(({ checkId, title, from, to }) => {
            const message = messages.get(checkId);
            return (
              <TableRow key={checkId}>
                <TableCell>
                  <TextLink quiet to={checkPath({ checkId })}>
                    {title}
                  </TextLink>
                  {message && (
                    <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                      <TruncatedText title={plainText(message)}>
                        <TextWithCode text={headline(message)} />
                      </TruncatedText>
                    </Box>
                  )}
                </TableCell>
                <TableCell>
                  <Side side={from} other={to} />
                </TableCell>
                <TableCell>
                  <Side side={to} other={from} />
                </TableCell>
              </TableRow>
            );
          })}
        </TableBody>
      </Table>
    </TableContainer>
  );
}

/** Status and weight; what does not apply has none. */
function Side(props: { side: CheckChange['to']; other: CheckChange['to'] }) {
  const { side, other } = props;
  const t = useText();
  const isOther = side.severity !== other.severity;
  return (
    <>
      <StateLabel of="check" state={side.status} size={14} />
      {side.status !== 'notApplicable' && (
        <Box
          sx={{
            fontSize: 12,
            color: isOther ? 'text.primary' : 'text.secondary',
          }}
        >
          {t(`severity.${side.severity}`)}
        </Box>
      )}
    </>
  );
}
