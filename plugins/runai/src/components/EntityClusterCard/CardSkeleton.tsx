import Box from '@mui/material/Box';
import Skeleton from '@mui/material/Skeleton';

export interface CardSkeletonProps {
  /** Said to screen readers, and shown beneath. */
  label: string;
}

/** The shape of a cluster's card: a sentence, four tiles, a bar. */
export function CardSkeleton(props: CardSkeletonProps) {
  const { label } = props;
  return (
    <Box role="status" aria-label={label} sx={{ display: 'grid', gap: 2 }}>
      <Skeleton variant="text" width="60%" sx={{ fontSize: 16 }} />
      <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '1px' }}>
        {Array.from({ length: 4 }, (_, index) => (
          <Box key={index} sx={{ px: 2, py: 1.5 }}>
            <Skeleton variant="text" width="40%" />
            <Skeleton variant="text" width="70%" sx={{ fontSize: 18 }} />
            <Skeleton variant="text" width="60%" />
          </Box>
        ))}
      </Box>
      <Skeleton variant="rounded" height={12} />
      <Box sx={{ fontSize: 12, color: 'text.secondary' }}>{label}</Box>
    </Box>
  );
}
