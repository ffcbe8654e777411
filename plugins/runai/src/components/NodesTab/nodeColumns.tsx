import Box from '@mui/material/Box';
import type { NodeView } from '@runai-portal/backstage-plugin-runai-common';
import type { ColumnDef } from '@tanstack/react-table';
import type { Text } from '../../hooks/useText';
import { formatMemory } from '../../logic/formatMemory';
import { nodeState } from '../../logic/nodeState';
import { pressuresOf } from '../../logic/pressures';
import { headline } from '../../logic/headline';
import { TruncatedText } from '../TruncatedText';
import { GpuCount } from '../GpuCount';
import { StateLabel } from '../StateLabel';
import { Tag } from '../Tag';

type Column = ColumnDef<NodeView>;
const small = { fontSize: 12, color: 'text.secondary' };

/** What the server calls the order of each column. */
export const NODE_ORDERS: Readonly<Record<string, string>> = {
  name: 'name',
  state: 'ready',
  product: 'product',
  gpus: 'allocatable',
  driver: 'driver',
  memory: 'memory',
  problems: 'problems',
};

/** The columns of the Nodes tab; in narrow windows what is in a row's details is left out. */
export function nodeColumns(t: Text, narrow: boolean): Column[] {
  const notKnown = (
    <Box sx={{ color: 'text.secondary' }}>{t('value.notKnown')}</Box>
  );
  const name: Column = {
    id: 'name',
    meta: { width: '18%' },
    header: t('node.column.name'),
    accessorKey: 'name',
    cell: ({ row: { original: node } }) => (
      <>
        <Box sx={{ fontWeight: 'fontWeightBold' }}>{node.name}</Box>
        <Box sx={small}>
          {[node.roles.join(', ') || t('node.worker'), node.pool]
            .filter(Boolean)
            .join(' · ')}
        </Box>
      </>
    ),
  };
  const state: Column = {
    id: 'state',
    meta: { width: '10%' },
    header: t('node.column.state'),
    accessorFn: node => nodeState(node),
    cell: ({ row: { original: node } }) => (
      <>
        <StateLabel of="node" state={nodeState(node)} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.5 }}>
          {node.unschedulable && <Tag>{t('node.cordoned')}</Tag>}
          {pressuresOf(node).map(type => (
            <Tag key={type}>{type}</Tag>
          ))}
        </Box>
      </>
    ),
  };
  const product: Column = {
    id: 'product',
    meta: { width: '19%' },
    header: t('node.column.product'),
    accessorFn: node => node.gpus?.product,
    cell: ({ row: { original: node } }) => {
      const { gpus } = node;
      if (!gpus)
        return <Box sx={{ color: 'text.secondary' }}>{t('value.none')}</Box>;
      return (
        <>
          {gpus.product ?? t('gpu.productNotKnown')}
          <Box sx={small}>
            {[
              [
                t('node.times', { number: `${gpus.count ?? gpus.capacity}` }),
                gpus.memoryMiB && formatMemory(gpus.memoryMiB * 1024 * 1024),
              ]
                .filter(Boolean)
                .join(' '),
              gpus.mig &&
                Object.entries(gpus.mig.profiles)
                  .map(([profile, count]) => `${count} × MIG ${profile}`)
                  .join(', '),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Box>
        </>
      );
    },
  };
  const use: Column = {
    id: 'gpus',
    header: t('node.column.gpus'),
    meta: { width: '13%' },
    accessorFn: node => node.gpus?.allocatable,
    cell: ({ row: { original: node } }) =>
      node.gpus ? (
        <GpuCount
          gpus={{
            total: node.gpus.mig
              ? node.gpus.capacity
              : Math.max(node.gpus.capacity, node.gpus.count ?? 0),
            allocatable: node.gpus.allocatable,
            allocated: node.gpus.allocated,
          }}
        />
      ) : null,
  };
  const driver: Column = {
    id: 'driver',
    meta: { width: '9%' },
    header: t('node.column.driver'),
    accessorFn: node => node.gpus?.driver,
    cell: ({ row: { original: node } }) => {
      if (!node.gpus) return null;
      return (
        <>
          {node.gpus.driver ?? notKnown}
          <Box sx={small}>{node.gpus.cuda && `CUDA ${node.gpus.cuda}`}</Box>
        </>
      );
    },
  };
  const memory: Column = {
    id: 'memory',
    header: t('node.column.memory'),
    meta: { align: 'right', width: '9%' },
    accessorFn: node => node.memoryBytes?.capacity,
    cell: ({ row: { original: node } }) => (
      <Box sx={{ whiteSpace: 'nowrap' }}>
        {node.memoryBytes?.capacity === undefined
          ? notKnown
          : formatMemory(node.memoryBytes.capacity)}
        {node.cpu?.capacity && (
          <Box sx={small}>{t('node.cpus', { number: node.cpu.capacity })}</Box>
        )}
      </Box>
    ),
  };
  const results: Column = {
    id: 'problems',
    meta: { width: '22%' },
    header: t('node.column.results'),
    accessorFn: node => node.results.length,
    cell: ({ row: { original: node } }) => {
      const [worst] = node.results;
      if (!worst) return null;
      return (
        <>
          <StateLabel of="check" state={worst.status} size={14}>
            <TruncatedText title={worst.message}>
              {headline(worst.message)}
            </TruncatedText>
          </StateLabel>
          {node.results.length > 1 && (
            <Box sx={small}>
              {t('readiness.more', { count: node.results.length - 1 })}
            </Box>
          )}
        </>
      );
    },
  };
  const withWidth = (column: Column, width: string): Column => ({
    ...column,
    meta: { ...column.meta, width },
  });
  return narrow
    ? [
        withWidth(name, '18%'),
        withWidth(state, '15%'),
        withWidth(product, '19%'),
        withWidth(use, '20%'),
        withWidth(results, '22%'),
      ]
    : [name, state, product, use, memory, driver, results];
}
