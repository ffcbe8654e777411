import { useRouteRef } from '@backstage/core-plugin-api';
import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { EntityRefLink } from '@backstage/plugin-catalog-react';
import Box from '@mui/material/Box';
import type { PropsWithChildren } from 'react';
import type { ClusterDependency } from '../../hooks/useClusterDependencies';
import { useText } from '../../hooks/useText';
import { clusterRouteRef } from '../../routes';
import { AxisCell, ReadinessCell } from '../AxisCell';
import { GpuCount } from '../GpuCount';
import { RelativeTime } from '../RelativeTime';
import { StateLabel } from '../StateLabel';
import { TextLink } from '../TextLink';

export interface DependencyRowProps {
  dependency: ClusterDependency;
}

/** One line about a cluster that an entity depends on. */
export function DependencyRow(props: DependencyRowProps) {
  const { entities, cluster } = props.dependency;
  return (
    <Box
      component="li"
      sx={{
        display: 'grid',
        gridTemplateColumns: 'repeat(auto-fit, minmax(124px, 1fr))',
        columnGap: 2,
        rowGap: 1,
        alignItems: 'start',
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        '&:first-of-type': { borderTop: 0, pt: 0 },
      }}
    >
      {cluster ? (
        <ClusterCells cluster={cluster} entities={entities} />
      ) : (
        <UnknownCells entity={entities[0]} />
      )}
    </Box>
  );
}

function ClusterCells(props: Required<ClusterDependency>) {
  const { cluster, entities } = props;
  const { name, connection, observedAt, capacity, stale } = cluster;
  const t = useText();
  const path = useRouteRef(clusterRouteRef)({ name });
  return (
    <>
      <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        <TextLink quiet to={path} sx={{ fontWeight: 'fontWeightBold' }}>
          {name}
        </TextLink>
        {entities.some(({ metadata }) => metadata.name !== name) && (
          <Box sx={{ fontSize: 12 }}>
            {entities.map(entity => (
              <div key={stringifyEntityRef(entity)}>
                <EntityRefLink
                  entityRef={entity}
                  defaultKind="resource"
                  hideIcon
                />
              </div>
            ))}
          </Box>
        )}
        <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
          {observedAt ? (
            <>
              {t('entity.seen')} <RelativeTime at={observedAt} as="ago" />
            </>
          ) : (
            t('entity.notSeen')
          )}
        </Box>
      </Box>
      {connection.state === 'connected' ? (
        <Cell label={t('axis.health')}>
          <AxisCell of="health" cluster={cluster} />
        </Cell>
      ) : (
        <Cell label={t('axis.connection')}>
          <AxisCell of="connection" cluster={cluster} />
        </Cell>
      )}
      <Cell label={t('axis.readiness')}>
        <ReadinessCell cluster={cluster} />
      </Cell>
      <Cell label={t('entity.gpus')}>
        <GpuCount gpus={capacity?.gpus} stale={stale} />
      </Cell>
    </>
  );
}

function Cell(props: PropsWithChildren<{ label: string }>) {
  const { label, children } = props;
  return (
    <Box role="group" aria-label={label} sx={{ minWidth: 0 }}>
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{label}</Box>
      {children}
    </Box>
  );
}

function UnknownCells(props: { entity: Entity }) {
  const { entity } = props;
  const t = useText();
  return (
    <>
      <Box sx={{ overflowWrap: 'anywhere' }}>
        <EntityRefLink entityRef={entity} defaultKind="resource" />
      </Box>
      <Box sx={{ gridColumn: 'span 2', color: 'text.secondary' }}>
        <StateLabel of="connection" state="unknown" stale>
          {t('entity.unknownRow')}
        </StateLabel>
      </Box>
      {/* As many columns as the other rows have, so that those of all rows begin at the same places. */}
      <span />
    </>
  );
}
