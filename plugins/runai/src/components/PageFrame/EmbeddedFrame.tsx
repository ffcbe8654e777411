import Box from '@mui/material/Box';
import type { PropsWithChildren } from 'react';
import { PageBody } from './PageBody';
import { PageHead, type PageHeadProps } from './PageHead';

export type EmbeddedFrameProps = Omit<PageHeadProps, 'embedded' | 'parent'>;

/** A page of ours within somebody else's, whose head and title stay. */
export function EmbeddedFrame(props: PropsWithChildren<EmbeddedFrameProps>) {
  const { children, ...head } = props;
  return (
    <PageBody>
      <Box sx={{ minWidth: 0, borderBottom: 1, borderColor: 'divider' }}>
        <PageHead {...head} embedded />
      </Box>
      {children}
    </PageBody>
  );
}
