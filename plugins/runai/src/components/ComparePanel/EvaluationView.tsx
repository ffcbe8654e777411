import Box from '@mui/material/Box';
import type {
  ClusterDetail,
  Evaluation,
  EvaluationRequest,
} from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { declaration } from '../../logic/declaration';
import { CopyBlock } from '../CopyBlock';
import { RelativeTime } from '../RelativeTime';
import { ChangeTable } from './ChangeTable';
import { VerdictSide } from './VerdictSide';

export interface EvaluationViewProps {
  cluster: ClusterDetail;
  wanted: EvaluationRequest;
  evaluation: Evaluation;
}

/** What would change in one sentence, both verdicts side by side, every check that would be judged otherwise, and how to declare it. */
export function EvaluationView(props: EvaluationViewProps) {
  const { cluster, wanted, evaluation } = props;
  const { present, changes } = evaluation;
  const t = useText();
  return (
    <Box
      sx={{ display: 'grid', gap: 2, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <Box role="status" sx={{ fontSize: 15, fontWeight: 'fontWeightBold' }}>
        {evaluation.sentence}
      </Box>
      <Box
        sx={{
          display: 'grid',
          gap: 2,
          gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' },
        }}
      >
        <VerdictSide
          title={t('compare.now')}
          verdict={present.verdict}
          profile={present.profile}
          counts={present.counts}
          blockers={cluster.readiness.blockers}
        />
        <VerdictSide
          title={t('compare.then')}
          verdict={evaluation.verdict}
          profile={evaluation.profile}
          counts={evaluation.counts}
          blockers={evaluation.blockers}
        />
      </Box>
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
        {changes.length > 0
          ? t('compare.changes', { count: changes.length })
          : t('compare.noChanges')}
        {', '}
        {t('compare.readAt')} <RelativeTime at={evaluation.readAt} as="ago" />
      </Box>
      {changes.length > 0 && <ChangeTable evaluation={evaluation} />}
      <Box>
        <Box component="h3" sx={{ m: 0, fontSize: 14 }}>
          {t('compare.snippet')}
        </Box>
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
          {t('compare.snippetText')}
        </Box>
        <CopyBlock
          text={declaration(cluster.name, wanted)}
          label={t('copy.configuration')}
        />
      </Box>
    </Box>
  );
}
