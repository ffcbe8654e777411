import Box from '@mui/material/Box';
import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { formatMemory } from '../../logic/formatMemory';
import { MONOSPACE } from '../../theme';
import { RelativeTime } from '../RelativeTime';
import { FactList } from '../FactList';
import { TextWithCode } from '../TextWithCode';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';

export interface NodeDetailProps {
  node: NodeView;
  clusterPath: string;
}

/** What is known of a node beyond its row. */
export function NodeDetail(props: NodeDetailProps) {
  const { node, clusterPath } = props;
  const t = useText();
  const mono = (lines: string[]) => (
    <Box sx={{ fontFamily: MONOSPACE, fontSize: 12 }}>
      {lines.length > 0
        ? lines.map(line => <div key={line}>{line}</div>)
        : t('value.none')}
    </Box>
  );
  const text = (key: string, title: string, value: string | undefined) => ({
    key,
    title,
    value: value ?? t('value.notKnown'),
  });
  const capacity = [
    node.cpu &&
      t('node.cpuOf', {
        allocatable: node.cpu.allocatable ?? '?',
        capacity: node.cpu.capacity ?? '?',
      }),
    node.memoryBytes?.allocatable !== undefined &&
    node.memoryBytes.capacity !== undefined
      ? t('node.memoryOf', {
          allocatable: formatMemory(node.memoryBytes.allocatable),
          capacity: formatMemory(node.memoryBytes.capacity),
        })
      : undefined,
  ].filter(Boolean);
  return (
    <Box
      sx={{
        display: 'grid',
        gap: 3,
        py: 1,
        pl: 5,
        gridTemplateColumns: {
          xs: 'minmax(0, 1fr)',
          md: 'repeat(2, minmax(0, 1fr))',
        },
      }}
    >
      <div>
        <FactList
          facts={[
            text('kubelet', t('node.kubelet'), node.kubeletVersion),
            text(
              'os',
              t('node.os'),
              [node.osImage, node.kernelVersion, node.architecture]
                .filter(Boolean)
                .join(' · ') || undefined,
            ),
            text('runtime', t('node.runtime'), node.containerRuntime),
            text(
              'capacity',
              t('node.allocatable'),
              capacity.join(', ') || undefined,
            ),
            {
              key: 'resources',
              title: t('node.gpuResources'),
              value: mono(
                Object.entries(node.gpus?.resources ?? {}).map(
                  ([name, { allocatable, capacity: all }]) =>
                    `${name} ${allocatable} / ${all}`,
                ),
              ),
            },
            {
              key: 'taints',
              title: t('node.taints'),
              value: mono(
                node.taints.map(
                  ({ key, value, effect }) =>
                    `${key}${value ? `=${value}` : ''}:${effect}`,
                ),
              ),
            },
            ...(node.createdAt
              ? [
                  {
                    key: 'age',
                    title: t('node.created'),
                    value: <RelativeTime at={node.createdAt} as="ago" />,
                  },
                ]
              : []),
            {
              key: 'seen',
              title: t('node.seen'),
              value: <RelativeTime at={node.observedAt} as="ago" />,
            },
          ]}
        />
      </div>
      <div>
        <FactList
          facts={[
            {
              key: 'results',
              title: t('node.column.results'),
              value:
                node.results.length > 0
                  ? node.results.map(({ checkId, status, message }) => (
                      <div key={checkId}>
                        <StateLabel of="check" state={status} size={14}>
                          <TextWithCode text={message} />{' '}
                          <TextLink
                            to={`${clusterPath}/prerequisites?status=all&check=${encodeURIComponent(
                              checkId,
                            )}`}
                          >
                            {checkId}
                          </TextLink>
                        </StateLabel>
                      </div>
                    ))
                  : t('node.noResults'),
            },
            ...node.conditions.map(
              ({ type, status, reason, message, lastTransitionTime }) => ({
                key: `condition ${type}`,
                title: type,
                value: (
                  <>
                    {[status, reason].filter(Boolean).join(' · ')}
                    {lastTransitionTime && (
                      <>
                        {' · '}
                        <RelativeTime at={lastTransitionTime} as="for" />
                      </>
                    )}
                    {message && (
                      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                        {message}
                      </Box>
                    )}
                  </>
                ),
              }),
            ),
          ]}
        />
      </div>
    </Box>
  );
}
