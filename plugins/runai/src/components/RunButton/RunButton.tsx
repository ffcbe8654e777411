import type { StartRun } from '@runai-portal/backstage-plugin-runai-common';
import type { ReactNode } from 'react';
import type { ClusterRun } from '../../hooks/useClusterRun';
import { useRunRefusal } from '../../hooks/useRunRefusal';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';

export interface RunButtonProps {
  cluster: string;
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
  const refusal = useRunRefusal(cluster);
  const underWay = run.busy || run.active ? t('run.underWay') : undefined;
  return (
    <ActionButton
      primary={primary}
      disabledReason={refusal ?? underWay}
      onClick={() => run.start(request)}
    >
      {children}
    </ActionButton>
  );
}
