import Box from '@mui/material/Box';
import type { ClusterSummary } from '@runai-portal/backstage-plugin-runai-common';
import type { ColumnDef } from '@tanstack/react-table';
import type { Text } from '../../hooks/useText';
import { GpuCount } from '../GpuCount';
import { AxisCell, InstallCell, ReadinessCell } from '../AxisCell';
import { NameCell, NodesCell, PlatformCell, SeenCell } from './FactCells';

type Column = ColumnDef<ClusterSummary>;

/** What the server calls the order of each column. */
export const FLEET_ORDERS: Readonly<Record<string, string>> = {
  name: 'name',
  connection: 'connection',
  health: 'health',
  readiness: 'readiness',
  install: 'install',
  gpus: 'gpus',
  nodes: 'nodes',
  platform: 'distribution',
  seen: 'observedAt',
};

function columnSet(t: Text, link: (name: string) => string) {
  return {
    name: {
      id: 'name',
      meta: { width: '14%' },
      header: t('fleet.column.cluster'),
      accessorKey: 'name',
      cell: ({ row }) => (
        <NameCell cluster={row.original} to={link(row.original.name)} />
      ),
    },
    connection: {
      id: 'connection',
      meta: { width: '12%' },
      header: t('axis.connection'),
      accessorFn: cluster => cluster.connection.state,
      cell: ({ row }) => <AxisCell of="connection" cluster={row.original} />,
    },
    health: {
      id: 'health',
      meta: { width: '13%' },
      header: t('axis.health'),
      accessorFn: cluster => cluster.health.state,
      cell: ({ row }) => <AxisCell of="health" cluster={row.original} />,
    },
    readiness: {
      id: 'readiness',
      meta: { width: '13.5%' },
      header: t('axis.readiness'),
      accessorFn: cluster => cluster.readiness.state,
      cell: ({ row }) => <ReadinessCell cluster={row.original} />,
    },
    install: {
      id: 'install',
      meta: { width: '12%' },
      header: t('axis.install'),
      accessorFn: cluster => cluster.install.state,
      cell: ({ row }) => <InstallCell cluster={row.original} />,
    },
    gpus: {
      id: 'gpus',
      header: t('fleet.column.gpus'),
      meta: { width: '11%' },
      accessorFn: cluster => cluster.capacity?.gpus?.total,
      cell: ({ row: { original: cluster } }) => (
        <GpuCount gpus={cluster.capacity?.gpus} stale={cluster.stale} />
      ),
    },
    nodes: {
      id: 'nodes',
      header: t('fleet.column.nodes'),
      meta: { align: 'right', width: '7%' },
      accessorFn: cluster => cluster.capacity?.nodes.total,
      cell: ({ row }) => <NodesCell cluster={row.original} />,
    },
    platform: {
      id: 'platform',
      meta: { width: '10.5%' },
      header: t('fleet.column.platform'),
      accessorFn: cluster => cluster.platform?.distribution,
      cell: ({ row }) => <PlatformCell cluster={row.original} />,
    },
    seen: {
      id: 'seen',
      header: t('fleet.column.seen'),
      meta: { align: 'right', width: '7%' },
      accessorFn: cluster => cluster.observedAt,
      cell: ({ row }) => <SeenCell cluster={row.original} />,
    },
  } satisfies Record<string, Column>;
}

/** One column a fact. */
export function wideColumns(t: Text, link: (name: string) => string): Column[] {
  return Object.values(columnSet(t, link));
}

/** For narrow windows: the same facts, two or three of them in one column. */
export function narrowColumns(
  t: Text,
  link: (name: string) => string,
): Column[] {
  const columns = columnSet(t, link);
  return [
    {
      ...columns.name,
      meta: { width: '21%' },
      cell: ({ row: { original: cluster } }) => (
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <div>
            <NameCell cluster={cluster} to={link(cluster.name)} />
          </div>
          <Box sx={{ fontSize: 12 }}>
            <PlatformCell cluster={cluster} />
          </Box>
        </Box>
      ),
    },
    {
      ...columns.connection,
      meta: { width: '25%' },
      header: t('fleet.column.connectionAndHealth'),
      cell: ({ row: { original: cluster } }) => (
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <div>
            <AxisCell of="connection" cluster={cluster} />
          </div>
          <div>
            <AxisCell of="health" cluster={cluster} />
          </div>
        </Box>
      ),
    },
    {
      ...columns.readiness,
      meta: { width: '25%' },
      header: t('fleet.column.readyAndInstall'),
      cell: ({ row: { original: cluster } }) => (
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <div>
            <ReadinessCell cluster={cluster} />
          </div>
          <div>
            <InstallCell cluster={cluster} />
          </div>
        </Box>
      ),
    },
    {
      ...columns.gpus,
      meta: { width: '17%' },
      header: t('fleet.column.gpusAndNodes'),
      cell: ({ row: { original: cluster } }) => (
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <GpuCount gpus={cluster.capacity?.gpus} stale={cluster.stale} />
          <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
            {t('fleet.nodesShort')} <NodesCell cluster={cluster} />
          </Box>
        </Box>
      ),
    },
    { ...columns.seen, meta: { align: 'right', width: '12%' } },
  ];
}

/** For the narrowest windows: what a cluster is, how it is, and what it has. */
export function stackedColumns(
  t: Text,
  link: (name: string) => string,
): Column[] {
  const columns = columnSet(t, link);
  const [name, , , gpus] = narrowColumns(t, link);
  return [
    name,
    {
      ...columns.connection,
      id: 'state',
      meta: { width: '36%' },
      header: t('fleet.column.states'),
      enableSorting: false,
      cell: ({ row: { original: cluster } }) => (
        <Box sx={{ display: 'grid', gap: 0.75 }}>
          <div>
            <AxisCell of="connection" cluster={cluster} />
          </div>
          <div>
            <AxisCell of="health" cluster={cluster} />
          </div>
          <div>
            <ReadinessCell cluster={cluster} />
          </div>
          <div>
            <InstallCell cluster={cluster} />
          </div>
        </Box>
      ),
    },
    { ...gpus, meta: { width: '27%' }, header: t('fleet.column.gpus') },
    { ...columns.seen, meta: { align: 'right', width: '15%' } },
  ];
}
