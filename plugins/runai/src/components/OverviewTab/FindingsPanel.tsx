import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type {
  CheckSummaries,
  ClusterDetail,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { findingsOf } from '../../logic/findings';
import { Panel } from '../Panel';
import { StateLabel } from '../StateLabel';
import { FindingRow } from './FindingRow';

export interface FindingsPanelProps {
  cluster: ClusterDetail;
  results?: CheckSummaries;
  loading: boolean;
}

/** What is wrong with the cluster, root causes first, with what follows from them beneath. */
export function FindingsPanel(props: FindingsPanelProps) {
  const { cluster, results, loading } = props;
  const t = useText();
  const findings = findingsOf(cluster, results?.items ?? []);
  const isUnjudged =
    !results?.checkedAt && cluster.readiness.state === 'notChecked';
  return (
    <Panel
      title={t('wrong.title')}
      note={findings.length > 0 && t('wrong.rootFirst')}
      flush
    >
      {findings.map(finding => (
        <FindingRow key={finding.key} finding={finding} cluster={cluster} />
      ))}
      {loading && (
        <Box role="status" aria-label={t('loading')} sx={{ p: 2, pt: 0 }}>
          <Skeleton variant="text" width="50%" />
          <Skeleton variant="text" width="80%" />
        </Box>
      )}
      {findings.length === 0 && !loading && (
        <Box sx={{ px: 2, pb: 2 }}>
          {isUnjudged ? (
            <StateLabel of="readiness" state="notChecked">
              {t('wrong.notChecked')}
            </StateLabel>
          ) : (
            <StateLabel of="check" state="pass">
              {t('wrong.nothing')}
            </StateLabel>
          )}
        </Box>
      )}
    </Panel>
  );
}
