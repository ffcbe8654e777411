import type { ReactElement } from 'react';
import { runaiTranslationRef } from '../../translation';
import { AttentionBadge } from './AttentionBadge';
import type { ClusterTab } from './ClusterTab';

/** A tab whose code is loaded when it is opened. */
export interface LazyClusterTab extends Omit<ClusterTab, 'element'> {
  loader: () => Promise<ReactElement>;
}

/** The plugin's own tabs of a cluster's page, in both frontend systems. */
export const OWN_TABS: readonly LazyClusterTab[] = [
  {
    path: 'overview',
    title: runaiTranslationRef('tab.overview'),
    loader: async () => {
      const { OverviewTab } = await import('../OverviewTab');
      return <OverviewTab />;
    },
  },
  {
    path: 'prerequisites',
    title: runaiTranslationRef('tab.prerequisites'),
    badge: <AttentionBadge />,
    loader: async () => {
      const { PrerequisitesTab } = await import('../PrerequisitesTab');
      return <PrerequisitesTab />;
    },
  },
  {
    path: 'nodes',
    title: runaiTranslationRef('tab.nodes'),
    loader: async () => {
      const { NodesTab } = await import('../NodesTab');
      return <NodesTab />;
    },
  },
  {
    path: 'history',
    title: runaiTranslationRef('tab.history'),
    loader: async () => {
      const { HistoryTab } = await import('../HistoryTab');
      return <HistoryTab />;
    },
  },
  {
    path: 'resources',
    title: runaiTranslationRef('tab.resources'),
    loader: async () => {
      const { ResourcesTab } = await import('../ResourcesTab');
      return <ResourcesTab />;
    },
  },
  {
    path: 'access',
    title: runaiTranslationRef('tab.access'),
    loader: async () => {
      const { AccessTab } = await import('../AccessTab');
      return <AccessTab />;
    },
  },
];
