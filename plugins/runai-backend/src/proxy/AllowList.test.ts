import { AllowList } from './AllowList';
import { parseTarget } from './ProxyTarget';

function allows(list: AllowList, path: string): boolean {
  const target = parseTarget(path);
  return target.kind === 'resource' && list.allows(target);
}

describe('the resources that may be read', () => {
  it.each([
    ['/api/v1/nodes', true],
    ['/api/v1/namespaces/a/pods/b', true],
    ['/api/v1/namespaces/a/pods/b/log', true],
    ['/apis/apps/v1/deployments', true],
    ['/apis/nvidia.com/v1/clusterpolicies', true],
    ['/apis/extensions/v1beta1/deployments', false],
    ['/api/v1/secrets', false],
    ['/api/v1/namespaces/a/secrets/b', false],
    ['/api/v1/configmaps', false],
    ['/api/v1/namespaces/a/configmaps/b', false],
    ['/api/v1/namespaces/a/serviceaccounts/b/token', false],
    ['/api/v1/namespaces/a/pods/b/exec', false],
    ['/api/v1/namespaces/a/pods/b/proxy', false],
    ['/api/v1/namespaces/a/pods/b/status', false],
    ['/api/v1/nodes/n/proxy', false],
    ['/api/v1/nodes/n/status', false],
    ['/api/v1/watch/pods', false],
    ['/apis/apps/v1/deployments/a/scale', false],
    ['/api/v1/toString', false],
  ])('are by default %s: %s', (path, expected) => {
    expect(allows(AllowList.create(), path)).toBe(expected);
  });

  it('are others where the settings say so, or more', () => {
    const instead = AllowList.create({
      resources: [{ group: 'apps', resource: 'deployments' }],
    });
    expect(allows(instead, '/apis/apps/v1/deployments')).toBe(true);
    expect(allows(instead, '/api/v1/nodes')).toBe(false);
    const more = AllowList.create({
      additionalResources: [{ group: 'apps', resource: 'deployments/scale' }],
    });
    expect(allows(more, '/apis/apps/v1/namespaces/a/deployments/b/scale')).toBe(
      true,
    );
    expect(allows(more, '/api/v1/nodes')).toBe(true);
  });

  it('are single objects where names are given', () => {
    const list = AllowList.create({
      additionalResources: [
        {
          group: '',
          resource: 'configmaps',
          namespace: 'runai',
          names: ['runai-public'],
        },
      ],
    });
    const at = '/api/v1/namespaces';
    expect(allows(list, `${at}/runai/configmaps/runai-public`)).toBe(true);
    expect(allows(list, `${at}/runai/configmaps/other`)).toBe(false);
    expect(allows(list, `${at}/other/configmaps/runai-public`)).toBe(false);
    expect(allows(list, `${at}/runai/configmaps`)).toBe(false);
    // Pages offer what can be listed, and nothing of which there are single objects or parts alone.
    expect(list.listable).toContainEqual({ group: '', resource: 'pods' });
    expect(list.listable.map(({ resource }) => resource).join()).not.toMatch(
      /configmaps|log/,
    );
  });

  it.each<[{ group?: string; resource: string; names?: string[] }, string]>([
    [{ resource: 'secrets' }, 'secrets is never passed on'],
    [{ resource: 'secrets/status' }, 'secrets/status is never passed on'],
    [{ resource: 'pods/exec' }, 'pods/exec is never passed on'],
    [{ resource: 'services/proxy' }, 'services/proxy is never passed on'],
    [{ resource: 'nodes/status' }, 'nodes/status is never passed on'],
    [{ resource: '*' }, '*: every resource is named'],
    [{ group: '*', resource: 'pods' }, 'pods: every resource is named'],
    [{ resource: 'configmaps' }, 'configmaps are passed on by name alone'],
    [{ resource: 'a/b/c' }, 'a/b/c is not a resource'],
    [{ resource: 'pods', names: ['a'] }, 'pods: names need their namespace'],
  ])('can never be %j', ({ group = '', ...entry }, sentence) => {
    expect(() =>
      AllowList.create({ additionalResources: [{ group, ...entry }] }),
    ).toThrow(sentence);
  });
});
