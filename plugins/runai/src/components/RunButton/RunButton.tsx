import type {
  ClusterSummary,
  StartRun,
} from '@runai-portal/backstage-plugin-runai-common';
import type { ReactNode } from 'react';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useRunRefusal } from '../../hooks/useRunRefusal';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';

export interface RunButtonProps {
  cluster: Pick<ClusterSummary, 'name' | 'connection'>;
  run: ClusterRun;
  /** Everything where absent. */
  request?: StartRun;
  primary?: boolean;
  children: ReactNode;
}

/** Starts a run; while it cannot, it says why. */
export function RunButton(props: RunButtonProps) {
  const { cluster, run, request, primary, children } = props;
  const t = useText();
  const refusal = useRunRefusal(cluster.name);
  const underWay = run.busy || run.active ? t('run.underWay') : undefined;
  const unusable =
    cluster.connection.state === 'misconfigured'
      ? t('run.misconfigured')
      : undefined;
  return (
    <ActionButton
      primary={primary}
      disabledReason={refusal ?? unusable ?? underWay}
      onClick={() => run.start(request)}
    >
      {children}
    </ActionButton>
  );
}
