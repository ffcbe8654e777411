import Box from '@mui/material/Box';
import { ROWS_AT_ONCE } from '../../hooks/useResources';
import { useText } from '../../hooks/useText';
import { ActionButton } from '../ActionButton';

export interface ListFooterProps {
  loaded: number;
  /** Of those, what the filter lets through. */
  shown: number;
  /** How many follow, where the server says so. */
  remaining?: number;
  hasMore: boolean;
  isLoading: boolean;
  /** The list had to begin anew. */
  restarted: boolean;
  onMore(): void;
}

/** How much of a list is here, and the way to more of it. */
export function ListFooter(props: ListFooterProps) {
  const { loaded, shown, remaining, hasMore, isLoading, restarted } = props;
  const t = useText();
  const counted =
    remaining === undefined
      ? t('resources.count', { count: loaded })
      : t('resources.countOf', {
          loaded: `${loaded}`,
          total: `${loaded + remaining}`,
        });
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1.5,
        px: 2,
        py: 1.25,
        borderTop: 1,
        borderColor: 'divider',
        fontSize: 12,
        color: 'text.secondary',
      }}
    >
      {hasMore && (
        <ActionButton
          disabledReason={isLoading ? t('resources.loadingMore') : undefined}
          onClick={props.onMore}
        >
          {t('resources.more', {
            number: `${Math.min(ROWS_AT_ONCE, remaining ?? ROWS_AT_ONCE)}`,
          })}
        </ActionButton>
      )}
      <span role="status">
        {shown < loaded
          ? t('resources.countFiltered', {
              shown: `${shown}`,
              loaded: `${loaded}`,
            })
          : counted}
        {restarted && ` ${t('resources.restarted')}`}
      </span>
    </Box>
  );
}
