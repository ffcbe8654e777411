import { renderInTestApp } from '@backstage/test-utils';
import { SearchResultListItemExtensions } from '@backstage/plugin-search-react';
import type {
  RunaiCheckDocument,
  RunaiClusterDocument,
  RunaiFleetDocument,
} from '@runai-portal/backstage-plugin-runai-common';
import { screen } from '@testing-library/react';
import { RunaiSearchResultListItem } from '../../index';
import { clusterRouteRef, rootRouteRef } from '../../routes';

const cluster: RunaiClusterDocument = {
  title: 'Production',
  text: 'gpu-prod, production, Rancher RKE2 1.20.2',
  // The portal of this test has its pages elsewhere.
  location: '/runai/clusters/gpu-prod',
  authorization: { resourceRef: 'gpu-prod' },
  name: 'gpu-prod',
  owner: 'group:default/ml-platform',
  environment: 'production',
  mode: 'hybrid',
  platform: 'Rancher RKE2 1.20.2',
};
const fleet: RunaiFleetDocument = {
  title: 'GPU clusters',
  text: 'All of them',
  location: '/runai',
  isFleet: true,
};
const check: RunaiCheckDocument = {
  title: 'Every GPU node has a working NVIDIA driver',
  text: 'Run:ai needs an NVIDIA driver.',
  location: '/runai/checks/gpu.node-driver',
  checkId: 'gpu.node-driver',
  category: 'nvidia',
  requirements: 'B5',
};

describe('what the search found', () => {
  it('is a link to the cluster, the fleet or the check, wherever their pages are, with what was looked for marked', async () => {
    await renderInTestApp(
      <SearchResultListItemExtensions
        results={[
          {
            type: 'runai-cluster',
            document: cluster,
            highlight: {
              preTag: '<x>',
              postTag: '</x>',
              fields: {
                text: 'gpu-prod, production, <x>Rancher</x> RKE2 1.20.2',
              },
            },
          },
          { type: 'runai-cluster', document: fleet },
          { type: 'runai-check', document: check },
          {
            type: 'software-catalog',
            document: { title: 'Other', text: 'else', location: '/other' },
          },
        ]}
      >
        <RunaiSearchResultListItem />
      </SearchResultListItemExtensions>,
      {
        mountedRoutes: {
          '/gpus': rootRouteRef,
          '/gpus/cluster/:name': clusterRouteRef,
        },
      },
    );
    expect(
      await screen.findByRole('link', { name: 'Production' }),
    ).toHaveAttribute('href', '/gpus/cluster/gpu-prod');
    expect(screen.getByText('Rancher').tagName).toBe('MARK');
    expect(screen.getByText('gpu-prod')).toBeInTheDocument();
    expect(
      screen.getByRole('link', {
        name: 'Every GPU node has a working NVIDIA driver',
      }),
    ).toHaveAttribute('href', '/gpus/checks/gpu.node-driver');
    expect(screen.getByRole('link', { name: 'GPU clusters' })).toHaveAttribute(
      'href',
      '/gpus',
    );
    expect(screen.getByText('gpu.node-driver')).toBeInTheDocument();
    // What others found is theirs to show.
    expect(screen.getByText('Other')).toBeInTheDocument();
  });
});
