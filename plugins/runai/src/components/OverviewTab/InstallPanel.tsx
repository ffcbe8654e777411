import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import type { ClusterDetail } from '@runai-portal/backstage-plugin-runai-common';
import { useApi } from '@backstage/core-plugin-api';
import { runaiApiRef } from '../../api';
import { useRead } from '../../hooks/useRead';
import { useText } from '../../hooks/useText';
import { staleText } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { TruncatedText } from '../TruncatedText';
import { CopyBlock } from '../CopyBlock';
import { FactList } from '../FactList';
import { LoadError } from '../LoadError';
import { Panel } from '../Panel';
import { StateLabel } from '../StateLabel';

export interface InstallPanelProps {
  cluster: ClusterDetail;
}

/** Where Run:ai's two components stand, on what evidence, and what an old installation left. */
export function InstallPanel(props: InstallPanelProps) {
  const { cluster } = props;
  const { stale, observedAt } = cluster;
  const t = useText();
  const api = useApi(runaiApiRef);
  const install = useRead({
    queryKey: ['install', cluster.name, cluster.observedAt],
    read: signal => api.install(cluster.name, { signal }),
  });
  const view = install.data;
  if (install.error && !view) {
    return (
      <Panel title={t('install.title')}>
        <LoadError error={install.error} onRetry={() => install.refetch()} />
      </Panel>
    );
  }
  if (!view) {
    return (
      <Panel title={t('install.title')}>
        <Skeleton
          variant="rounded"
          height={160}
          role="status"
          aria-label={t('loading')}
        />
      </Panel>
    );
  }
  const components = (['cluster', 'backend'] as const).map(id => ({
    key: id,
    title: t(`install.${id}`),
    value: (
      <>
        <StateLabel
          of="install"
          state={view[id].state}
          stale={stale}
          size={14}
        />
        {view[id].message !== cluster.connection.message && (
          <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
            <TruncatedText title={view[id].message} lines={4}>
              {view[id].message}
            </TruncatedText>
          </Box>
        )}
        {view[id].evidence.slice(0, 4).map(({ what, key, value }) => (
          <Box
            key={`${what} ${key}`}
            sx={{ fontSize: 12, color: 'text.secondary' }}
          >
            <TruncatedText
              title={`${[what, key].filter(Boolean).join(' ')}: ${value}`}
            >
              {[what, key].filter(Boolean).join(' ')}: {value}
            </TruncatedText>
          </Box>
        ))}
      </>
    ),
  }));
  const { workloads } = view;
  const facts = [
    ...components,
    ...(view.version
      ? [
          {
            key: 'version',
            title: t('install.version'),
            value: (
              <>
                <Box component="span" sx={stale ? staleText : undefined}>
                  {view.version}
                </Box>
                <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                  {view.versionSource}
                </Box>
              </>
            ),
          },
        ]
      : []),
    ...(workloads && workloads.desired > 0
      ? [
          {
            key: 'workloads',
            title: t('install.services'),
            value: (
              <Box component="span" sx={stale ? staleText : undefined}>
                {t('install.ready', {
                  ready: `${workloads.ready}`,
                  desired: `${workloads.desired}`,
                })}
              </Box>
            ),
          },
        ]
      : []),
  ];
  return (
    <Panel
      title={t('install.title')}
      note={stale && observedAt && <RelativeTime at={observedAt} as="ago" />}
    >
      <FactList facts={facts} />
      {view.residue.length > 0 && (
        <Box sx={{ mt: 2, fontSize: 13 }}>
          {t('install.residue')}
          {view.residue.map(({ what, command }) => (
            <Box key={what} sx={{ mt: 1 }}>
              {what}
              <CopyBlock text={command} />
            </Box>
          ))}
        </Box>
      )}
    </Panel>
  );
}
