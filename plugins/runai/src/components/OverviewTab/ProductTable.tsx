import Box from '@mui/material/Box';
import type { GpuProductCapacity } from '@runai-portal/backstage-plugin-runai-common';
import { useText } from '../../hooks/useText';
import { formatMemory } from '../../logic/formatMemory';

export interface ProductTableProps {
  gpus: GpuProductCapacity[];
}

/** GPUs by product, pool and resource, in numbers: the table behind the map. */
export function ProductTable(props: ProductTableProps) {
  const { gpus } = props;
  const t = useText();
  const number = (value: number | undefined) => value ?? t('value.notKnown');
  return (
    <Box
      component="table"
      aria-label={t('gpu.byProduct')}
      sx={{
        mt: 2,
        width: '100%',
        borderCollapse: 'collapse',
        fontSize: 13,
        '& th': {
          fontSize: 12,
          fontWeight: 'fontWeightBold',
          color: 'text.secondary',
        },
        '& th, & td': {
          textAlign: 'left',
          py: 0.5,
          pr: 2,
          borderTop: 1,
          borderColor: 'divider',
          overflowWrap: 'break-word',
        },
        '& th:nth-of-type(n + 3), & td:nth-of-type(n + 3)': {
          textAlign: 'right',
          whiteSpace: 'nowrap',
        },
        '& th:last-of-type, & td:last-of-type': { pr: 0 },
      }}
    >
      <thead>
        <tr>
          <th>{t('gpu.product')}</th>
          <th>{t('gpu.pool')}</th>
          <th>{t('gpu.nodes')}</th>
          <th>{t('gpu.memory')}</th>
          <th>{t('gpu.total')}</th>
          <th>{t('gpu.allocatable')}</th>
          <th>{t('gpu.allocated')}</th>
        </tr>
      </thead>
      <tbody>
        {gpus.map(line => (
          <tr key={[line.product, line.pool, line.resource].join('\n')}>
            <td>
              {line.product}
              {line.resource !== 'nvidia.com/gpu' && (
                <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
                  {line.resource}
                </Box>
              )}
            </td>
            <td>{line.pool ?? t('value.none')}</td>
            <td>{line.nodes}</td>
            <td>
              {line.memoryMiB === undefined
                ? t('value.notKnown')
                : formatMemory(line.memoryMiB * 1024 * 1024)}
            </td>
            <td>{line.total}</td>
            <td>{line.allocatable}</td>
            <td>{number(line.allocated)}</td>
          </tr>
        ))}
      </tbody>
    </Box>
  );
}
