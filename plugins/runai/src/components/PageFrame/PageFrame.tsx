import { useEffect, type PropsWithChildren } from 'react';
import { Content, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import { focusRing } from '../../theme';
import { PageBody } from './PageBody';
import { PageHead, type PageHeadProps } from './PageHead';

export interface PageFrameProps extends Omit<PageHeadProps, 'embedded'> {
  /** In the browser's tab; title and parent where absent. */
  documentTitle?: string;
}

/** The head of every page over its content. */
export function PageFrame(props: PropsWithChildren<PageFrameProps>) {
  const { documentTitle, children, ...head } = props;
  const { title, parent } = head;
  useDocumentTitle(
    documentTitle ?? (parent ? `${title} · ${parent.label}` : title),
  );
  return (
    <Page themeId="tool">
      <Box
        component="header"
        sx={{
          gridArea: 'pageHeader',
          minWidth: 0,
          typography: 'body2',
          color: 'text.primary',
          bgcolor: 'background.paper',
          borderBottom: 1,
          borderColor: 'divider',
          px: 3,
          pt: 2.5,
          ...focusRing,
        }}
      >
        <PageHead {...head} />
      </Box>
      <Content>
        <PageBody>{children}</PageBody>
      </Content>
    </Page>
  );
}

function useDocumentTitle(title: string) {
  const appTitle =
    useApi(configApiRef).getOptionalString('app.title') ?? 'Backstage';
  useEffect(() => {
    document.title = `${title} | ${appTitle}`;
  }, [title, appTitle]);
}
