import Box from '@mui/material/Box';
import { runaiClusterLogsPermission } from '@runai-portal/backstage-plugin-runai-common';
import { useMemo } from 'react';
import { useMissingPermission } from '../../hooks/useMissingPermission';
import { usePodLog } from '../../hooks/useResources';
import { useResourceUrl } from '../../hooks/useResourceUrl';
import { useText } from '../../hooks/useText';
import { KubeStatusError } from '../../kube/KubeStatusError';
import type { KubeObject, ObjectName } from '../../kube/types';
import { logLines } from '../../logic/logText';
import { isOnNode, podContainers } from '../../logic/podContainers';
import { ChoiceField } from '../ChoiceField';
import { FilterChip } from '../FilterChip';
import { LoadingSkeleton } from '../LoadingSkeleton';
import { Notice } from '../Notice';
import { StateIcon } from '../StateIcon';
import { KubeProblem } from './KubeProblem';
import { LogView } from './LogView';
import { ReadAgain } from './ReadAgain';

export interface PodLogProps {
  cluster: string;
  pod: KubeObject;
  name: ObjectName;
}

/** How many of the last lines can be asked for; the proxy lets no more through. */
const TAILS = [100, 500, 2000];
const DEFAULT_TAIL = 500;

/** What a container of a pod has written last. */
export function PodLog(props: PodLogProps) {
  const { cluster, pod, name } = props;
  const t = useText();
  const { state } = useResourceUrl();
  const { missing, isPending } = useMissingPermission(
    runaiClusterLogsPermission,
    cluster,
  );
  if (isPending) {
    return <LoadingSkeleton shape="rows" count={10} />;
  }
  if (missing) {
    return (
      <Notice
        icon={<StateIcon of="check" state="unknown" size={20} />}
        title={t('log.notPermitted')}
      >
        {t('log.notPermittedText', { permission: missing })}
      </Notice>
    );
  }
  if (!isOnNode(pod)) {
    return (
      <Notice
        icon={<StateIcon of="run" state="queued" size={20} />}
        title={t('log.waiting')}
      >
        {t('log.onNoNode')}
      </Notice>
    );
  }
  const containers = podContainers(pod);
  const asked = state.get('container');
  const container =
    containers.find(one => one.name === asked)?.name ??
    containers[0]?.name ??
    '';
  const tail =
    TAILS.find(lines => `${lines}` === state.get('tail')) ?? DEFAULT_TAIL;
  const toggle = (key: string, label: string) => (
    <FilterChip
      label={label}
      selected={state.get(key) !== ''}
      onClick={() => state.set({ [key]: state.get(key) ? undefined : '1' })}
    />
  );
  return (
    <Box
      sx={{ display: 'grid', gap: 1.5, gridTemplateColumns: 'minmax(0, 1fr)' }}
    >
      <Box
        sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1 }}
      >
        <ChoiceField
          label={t('log.container')}
          value={container}
          onChange={value => state.set({ container: value })}
          choices={containers.map(one => ({
            value: one.name,
            label: one.isInit
              ? t('log.initContainer', { name: one.name })
              : one.name,
          }))}
        />
        <ChoiceField
          label={t('log.lines')}
          value={`${tail}`}
          onChange={value => state.set({ tail: value })}
          choices={TAILS.map(lines => ({
            value: `${lines}`,
            label: t('log.last', { number: `${lines}` }),
          }))}
        />
        {toggle('previous', t('log.previous'))}
        {toggle('times', t('log.timestamps'))}
        {toggle('wrap', t('log.wrap'))}
      </Box>
      <ContainerLog
        cluster={cluster}
        pod={name}
        asked={{
          container,
          tailLines: tail,
          previous: state.get('previous') !== '',
          timestamps: state.get('times') !== '',
        }}
      />
    </Box>
  );
}

function ContainerLog(props: {
  cluster: string;
  pod: ObjectName;
  asked: Parameters<typeof usePodLog>[2];
}) {
  const { cluster, pod, asked } = props;
  const t = useText();
  const log = usePodLog(cluster, pod, asked);
  const text = log.data?.text;
  const lines = useMemo(() => logLines(text ?? ''), [text]);
  const readAgain = (
    <ReadAgain
      readAt={log.dataUpdatedAt}
      isReading={log.isFetching}
      onRead={() => log.refetch()}
    />
  );
  if (log.error) {
    // A container that has not begun is no fault of anybody's who looks.
    const waits =
      log.error instanceof KubeStatusError &&
      log.error.code === 400 &&
      /is waiting to start|not found|not available/.test(log.error.message);
    return waits ? (
      <Notice
        icon={<StateIcon of="run" state="queued" size={20} />}
        title={t(asked.previous ? 'log.noPrevious' : 'log.waiting')}
        action={readAgain}
      >
        {log.error.message}
      </Notice>
    ) : (
      <KubeProblem
        needs="get pods/log"
        error={log.error}
        onRetry={() => log.refetch()}
      />
    );
  }
  if (!log.data) {
    return (
      <LoadingSkeleton
        shape="rows"
        count={10}
        label={t('resources.loading', { what: asked.container })}
      />
    );
  }
  return (
    <>
      {log.data.cut && <Box sx={{ fontSize: 12 }}>{t('log.cut')}</Box>}
      {lines.length === 0 ? (
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 2 }}>
          {t('log.empty')} {readAgain}
        </Box>
      ) : (
        <LogView
          label={t('log.of', { container: asked.container, pod: pod.name })}
          fileName={`${pod.name}-${asked.container}.log`}
          lines={lines}
          action={readAgain}
        />
      )}
    </>
  );
}
