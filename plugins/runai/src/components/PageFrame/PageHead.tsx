import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useText } from '../../hooks/useText';
import { DemoTag } from '../DemoTag';
import { TextLink } from '../TextLink';
import { PageTabs, type PageTabsProps } from './PageTabs';

export interface PageHeadProps extends Partial<PageTabsProps> {
  title: string;
  /** The page above this one. */
  parent?: { label: string; to: string };
  tags?: ReactNode;
  demo?: boolean;
  actions?: ReactNode;
  /** It stands within a page that has a head of its own. */
  embedded?: boolean;
}

/** Where one is, what of, what can be done, and the way to the parts. */
export function PageHead(props: PageHeadProps) {
  const { title, parent, tags, demo, actions, embedded } = props;
  const { tabs = [], tab } = props;
  const t = useText();
  return (
    <>
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
          component={embedded ? 'h2' : 'h1'}
          sx={{
            fontSize: embedded ? 20 : 24,
            fontWeight: 'fontWeightBold',
            lineHeight: 1.2,
            overflowWrap: 'anywhere',
          }}
        >
          {title}
        </Typography>
        {tags}
        {demo && <DemoTag />}
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
        <PageTabs tabs={tabs} tab={tab} />
      ) : (
        <Box sx={{ height: 20 }} />
      )}
    </>
  );
}
