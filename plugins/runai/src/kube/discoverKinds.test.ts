import { cluster, crd, type RunningCluster } from '@runai-portal/simulator';
import { discoverKinds } from './discoverKinds';

const ALLOWED = [
  { group: '', resource: 'pods' },
  { group: 'apps', resource: 'deployments' },
  { group: 'discovery.k8s.io', resource: 'endpointslices' },
  { group: 'run.ai', resource: 'projects' },
  { group: 'run.ai', resource: 'runaiconfigs' },
  { group: 'nvidia.com', resource: 'clusterpolicies' },
];

let running: RunningCluster | undefined;
afterEach(() => running?.close());

async function discover(version: string) {
  running = await cluster('any')
    .kubernetes(version)
    .objects(
      crd('projects.run.ai', {
        kind: 'Project',
        scope: 'Cluster',
        versions: ['v2', 'v1'],
      }),
      crd('runaiconfigs.run.ai', { kind: 'RunaiConfig' }),
    )
    .start({ tls: false });
  const { server } = running;
  const asked: string[] = [];
  const kinds = await discoverKinds(async (path, accept = '*/*') => {
    asked.push(path);
    const answer = await fetch(`${server}${path}`, {
      headers: { accept, authorization: 'Bearer admin-token' },
    });
    return answer.json();
  }, ALLOWED);
  return {
    asked,
    kinds: kinds.map(
      ({ group, version: served, resource, namespaced }) =>
        `${group}/${served}/${resource}${namespaced ? '' : ' of the cluster'}`,
    ),
  };
}

const FOUND = [
  '/v1/pods',
  'apps/v1/deployments',
  'run.ai/v1/runaiconfigs',
  'run.ai/v2/projects of the cluster',
];

it('asks a server since 1.27 twice, and finds each kind in the version that it prefers', async () => {
  const { kinds, asked } = await discover('1.34.0');
  expect(kinds.sort()).toEqual(
    [...FOUND, 'discovery.k8s.io/v1/endpointslices'].sort(),
  );
  expect(asked).toEqual(['/api', '/apis']);
});

it('asks an older server for the groups of which something may be read, and for no more versions than it takes', async () => {
  const { kinds, asked } = await discover('1.20.2');
  expect(kinds.sort()).toEqual(
    [...FOUND, 'discovery.k8s.io/v1beta1/endpointslices'].sort(),
  );
  expect(asked.sort()).toEqual([
    '/api',
    '/api/v1',
    '/apis',
    '/apis/apps/v1',
    '/apis/discovery.k8s.io/v1beta1',
    '/apis/run.ai/v1',
    '/apis/run.ai/v2',
  ]);
});
