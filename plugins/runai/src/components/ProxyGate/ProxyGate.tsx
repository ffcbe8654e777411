import type { ReactNode } from 'react';
import {
  runaiClusterProxyPermission,
  type ClusterDetail,
  type ConnectionState,
  type ProxyResource,
} from '@runai-portal/backstage-plugin-runai-common';
import { useMissingPermission } from '../../hooks/useMissingPermission';
import { useText } from '../../hooks/useText';

import { CopyBlock } from '../CopyBlock';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { Notice } from '../Notice';
import { StateIcon } from '../StateIcon';
import { TextWithCode } from '../TextWithCode';

export interface ProxyGateProps {
  cluster: ClusterDetail;
  /** What may be read, where the cluster may be browsed. */
  children(resources: readonly ProxyResource[]): ReactNode;
}

/** An account that may not read everything is connected all the same. */
const REACHED: ReadonlySet<ConnectionState> = new Set([
  'connected',
  'forbidden',
]);

/** Shows what needs the proxy, or why there is none to the reader: their permission, the configuration, the connection. */
export function ProxyGate(props: ProxyGateProps) {
  const { cluster, children } = props;
  const t = useText();
  const { missing, isPending } = useMissingPermission(
    runaiClusterProxyPermission,
    cluster.name,
  );
  const { kubernetesProxy: state, connection } = cluster;
  if (isPending) {
    return <LoadingSkeleton shape="rows" />;
  }
  if (missing) {
    return (
      <Notice
        icon={<StateIcon of="check" state="unknown" size={20} />}
        title={t('proxy.notPermitted')}
      >
        {t('proxy.notPermittedText', { permission: missing })}
      </Notice>
    );
  }
  if (!state) {
    return (
      <Notice
        icon={<StateIcon of="check" state="unknown" size={20} />}
        title={t('proxy.offElsewhere')}
      >
        {t('proxy.offElsewhereText')}
      </Notice>
    );
  }
  if (!state.enabled) {
    const reason = state.reason ?? '';
    return (
      <Notice
        icon={<StateIcon of="check" state="skipped" size={20} />}
        title={t('proxy.off')}
      >
        <TextWithCode text={reason} />
        {reason.includes('kubernetesProxy') && (
          <CopyBlock
            label={t('proxy.copyConfiguration')}
            text={settingOf(cluster.sourceName)}
          />
        )}
      </Notice>
    );
  }
  if (!REACHED.has(connection.state)) {
    return (
      <Notice
        icon={<StateIcon of="connection" state={connection.state} size={20} />}
        title={t('proxy.notConnected')}
      >
        {t('proxy.notConnectedText', {
          reason:
            connection.message ?? t(`state.connection.${connection.state}`),
        })}
      </Notice>
    );
  }
  return <>{children(state.resources)}</>;
}

/** As it is written in app-config.yaml. */
function settingOf(name: string): string {
  return `runai:
  clusters:
    - name: ${JSON.stringify(name)}
      kubernetesProxy: { enabled: true }`;
}
