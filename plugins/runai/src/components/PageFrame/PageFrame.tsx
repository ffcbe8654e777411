import { useEffect, type ReactNode } from 'react';
import { Content, Page } from '@backstage/core-components';
import { configApiRef, useApi } from '@backstage/core-plugin-api';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { Link } from 'react-router-dom';
import { useText } from '../../hooks/useText';
import { focusRing } from '../../theme';
import { Tag } from '../Tag';
import { TextLink } from '../TextLink';

export interface PageTab {
  id: string;
  label: ReactNode;
  to: string;
  /** Beside the label: how much asks for attention. */
  badge?: ReactNode;
}

export interface PageFrameProps {
  title: string;
  /** In the browser's tab; title and parent where absent. */
  documentTitle?: string;
  /** The page above this one. */
  parent?: { label: string; to: string };
  tags?: ReactNode;
  demo?: boolean;
  actions?: ReactNode;
  /** Parts of the page; none where there are none to go to. */
  tabs?: readonly PageTab[];
  /** The tab that is shown. */
  tab?: string;
  children: ReactNode;
}

/** The head of every page (where one is, what of, what can be done) over its content. */
export function PageFrame(props: PageFrameProps) {
  const {
    title,
    documentTitle,
    parent,
    tags,
    demo,
    actions,
    tabs = [],
    tab,
    children,
  } = props;
  const t = useText();
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
        {parent && (
          <Box
            component="nav"
            aria-label={t('page.breadcrumb')}
            sx={{ fontSize: 12, mb: 0.5, color: 'text.secondary' }}
          >
            <TextLink to={parent.to}>{parent.label}</TextLink> / {title}
          </Box>
        )}
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            alignItems: 'center',
            columnGap: 1.5,
            rowGap: 1,
            minHeight: 36,
          }}
        >
          <Typography
            component="h1"
            sx={{
              fontSize: 24,
              fontWeight: 'fontWeightBold',
              lineHeight: 1.2,
              overflowWrap: 'anywhere',
            }}
          >
            {title}
          </Typography>
          {tags}
          {demo && (
            <Tag strong title={t('page.demoTitle')}>
              {t('page.demo')}
            </Tag>
          )}
          <Box
            sx={{
              ml: 'auto',
              display: 'flex',
              flexWrap: 'wrap',
              alignItems: 'center',
              gap: 1.5,
            }}
          >
            {actions}
          </Box>
        </Box>
        {tabs.length > 0 ? (
          <Box
            component="nav"
            aria-label={t('page.tabs')}
            sx={{ display: 'flex', gap: 3, mt: 1.75, overflowX: 'auto' }}
          >
            {tabs.map(({ id, label, to, badge }) => (
              <Box
                key={id}
                component={Link}
                to={to}
                aria-current={id === tab ? 'page' : undefined}
                sx={{
                  py: 1,
                  whiteSpace: 'nowrap',
                  // Within the row of tabs, which cuts what stands out of it.
                  '&&:focus-visible': { outlineOffset: '-2px' },
                  color: id === tab ? 'text.primary' : 'text.secondary',
                  fontWeight:
                    id === tab ? 'fontWeightBold' : 'fontWeightRegular',
                  boxShadow: theme =>
                    id === tab
                      ? `inset 0 -2px ${theme.palette.primary.main}`
                      : 'none',
                  '&:hover': { color: 'text.primary' },
                }}
              >
                {label} {badge}
              </Box>
            ))}
          </Box>
        ) : (
          <Box sx={{ height: 20 }} />
        )}
      </Box>
      <Content>
        <Box
          sx={{
            display: 'grid',
            gridTemplateColumns: 'minmax(0, 1fr)',
            gap: 2,
            typography: 'body2',
            color: 'text.primary',
            fontVariantNumeric: 'tabular-nums',
            ...focusRing,
          }}
        >
          {children}
        </Box>
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
