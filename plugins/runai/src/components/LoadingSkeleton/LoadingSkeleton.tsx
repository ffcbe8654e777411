import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';
import { useText } from '../../hooks/useText';
import { Panel } from '../Panel';

export interface LoadingSkeletonProps {
  /** What is being loaded, said to screen readers and shown beneath the shape. */
  label?: string;
  /** How many rows of what shape; `rows` for tables, `cards` for a band over two columns. */
  shape: 'rows' | 'cards';
  count?: number;
}

/** The shape of what comes, while it comes. */
export function LoadingSkeleton(props: LoadingSkeletonProps) {
  const { label, shape, count = 7 } = props;
  const t = useText();
  const line = (width: number | string, key?: number) => (
    <Skeleton key={key} variant="text" width={width} sx={{ fontSize: 14 }} />
  );
  return (
    <Box
      role="status"
      aria-label={label ?? t('loading')}
      sx={{ display: 'grid', gap: 2 }}
    >
      {shape === 'cards' && (
        <Panel>
          <Box
            sx={{
              display: 'grid',
              gap: 3,
              gridTemplateColumns: {
                xs: 'repeat(2, 1fr)',
                md: 'repeat(4, 1fr)',
              },
            }}
          >
            {Array.from({ length: 4 }, (_, index) => (
              <div key={index}>
                {line('40%')}
                <Skeleton variant="text" width="70%" sx={{ fontSize: 18 }} />
                {line('60%')}
              </div>
            ))}
          </Box>
        </Panel>
      )}
      <Panel>
        {Array.from({ length: count }, (_, index) => (
          <Box
            key={index}
            sx={{
              display: 'grid',
              gap: 3,
              py: 1.25,
              gridTemplateColumns: '1.4fr 1fr 1fr 1fr',
            }}
          >
            {[0, 1, 2, 3].map(column =>
              line(column === 0 ? '60%' : '80%', column),
            )}
          </Box>
        ))}
      </Panel>
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>
        {label ?? t('loading')}
      </Box>
    </Box>
  );
}
