import { useRouteRef } from '@backstage/core-plugin-api';
import type { ReactNode } from 'react';
import Box from '@mui/material/Box';
import { useClusterPath, useIsEmbedded } from '../../hooks/useClusterPath';
import { useText } from '../../hooks/useText';
import { ownTitle } from '../../logic/ownTitle';
import { clusterRouteRef, rootRouteRef } from '../../routes';
import { RunButton } from '../RunButton';
import { EmbeddedFrame, PageFrame } from '../PageFrame';
import { Tag } from '../Tag';
import { TextLink } from '../TextLink';
import { ClusterContact } from './ClusterContact';
import type { ClusterPageState } from './ClusterPageContext';
import type { ClusterTab } from './ClusterTab';
import { TabTitle } from './TabTitle';

export interface ClusterFrameProps {
  name: string;
  /** Absent until it was read. */
  state?: ClusterPageState;
  /** Empty where there is no cluster of that name: then there are no parts to go to. */
  tabs: readonly ClusterTab[];
  /** The path of the tab that is shown. */
  tab: string;
  children: ReactNode;
}

/** The head of a cluster's page, with its tabs, over what the tab shows. */
export function ClusterFrame(props: ClusterFrameProps) {
  const { name, state, tabs, tab, children } = props;
  const t = useText();
  const fleetPath = useRouteRef(rootRouteRef)();
  const ownPath = useRouteRef(clusterRouteRef)({ name });
  const clusterPath = useClusterPath(name);
  const isEmbedded = useIsEmbedded();
  const cluster = state?.cluster;
  const titleThere = cluster && ownTitle(cluster);
  const head = {
    title: name,
    demo: cluster?.demo,
    tags: cluster && (
      <>
        <Tag>{t(`environment.${cluster.environment}`)}</Tag>
        {cluster.mode && <Tag>{t(`mode.${cluster.mode}`)}</Tag>}
        {titleThere && (
          <Box
            sx={{
              fontSize: 12,
              color: 'text.secondary',
              overflowWrap: 'anywhere',
            }}
          >
            {titleThere}
          </Box>
        )}
      </>
    ),
    actions: state && (
      <>
        <ClusterContact cluster={state.cluster} />
        {isEmbedded && (
          <TextLink to={`${ownPath}/${tab}`}>{t('entity.toPage')}</TextLink>
        )}
        <RunButton primary cluster={state.cluster} run={state.run}>
          {t('run.checkNow')}
        </RunButton>
      </>
    ),
    tab,
    tabs: tabs.map(({ path, title, badge }) => ({
      id: path,
      to: `${clusterPath}/${path}`,
      label: <TabTitle title={title} />,
      badge,
    })),
  };
  return isEmbedded ? (
    <EmbeddedFrame {...head}>{children}</EmbeddedFrame>
  ) : (
    <PageFrame {...head} parent={{ label: t('fleet.title'), to: fleetPath }}>
      {children}
    </PageFrame>
  );
}
