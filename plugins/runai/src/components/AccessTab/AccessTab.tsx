import { useAccess } from '../../hooks/useQueries';
import { useText } from '../../hooks/useText';
import { useClusterPage } from '../ClusterPage/ClusterPageContext';
import { LoadError } from '../LoadError';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { ProxyGate } from '../ProxyGate';
import { AccountPanel } from './AccountPanel';
import { AuditPanel } from './AuditPanel';
import { KubectlPanel } from './KubectlPanel';
import { ManifestPanel } from './ManifestPanel';

/** What the portal's account may do, how the cluster is read through the portal, and who has done so. */
export function AccessTab() {
  const { cluster } = useClusterPage();
  const t = useText();
  const access = useAccess(cluster.name);
  return (
    <>
      {access.error && (
        <LoadError
          error={access.error}
          onRetry={() => access.refetch()}
          shownFrom={access.data && access.dataUpdatedAt}
        />
      )}
      {access.isPending && !access.error && (
        <LoadingSkeleton shape="rows" label={t('access.loading')} />
      )}
      {access.data && (
        <>
          <AccountPanel access={access.data} />
          <ManifestPanel
            cluster={cluster.name}
            manifest={access.data.manifest}
          />
          <ProxyGate cluster={cluster}>
            {() => (
              <KubectlPanel cluster={cluster.name} proxy={access.data.proxy} />
            )}
          </ProxyGate>
        </>
      )}
      {/* What comes above it has its place first: nothing is to move when it arrives. */}
      {!access.isPending && <AuditPanel cluster={cluster.name} />}
    </>
  );
}
