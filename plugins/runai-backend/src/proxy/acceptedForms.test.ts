import { acceptedForms } from './acceptedForms';
import { parseTarget } from './ProxyTarget';

const forms = (accept: string | undefined, path = '/api/v1/nodes') =>
  acceptedForms(accept, parseTarget(path));

describe('the forms that a cluster is asked for', () => {
  it.each([
    [undefined, 'application/json'],
    ['*/*', 'application/json'],
    ['text/html,application/xhtml+xml', 'application/json'],
    [
      'application/vnd.kubernetes.protobuf,application/json',
      'application/json',
    ],
    [
      'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json',
      'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json',
    ],
    [
      'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,application/json',
      'application/json;as=APIGroupDiscoveryList;v=v2;g=apidiscovery.k8s.io,application/json',
    ],
    [
      'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1',
      'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json',
    ],
    ['application/json;as=Invented;v=v1;g=meta.k8s.io', 'application/json'],
    ['application/json;stream=watch', 'application/json'],
    ['application/yaml', 'application/json'],
    [`application/json${',application/json'.repeat(1000)}`, 'application/json'],
  ])('are of a closed set: %j', (accept, expected) => {
    expect(forms(accept)).toBe(expected);
  });

  it('are text for logs and health', () => {
    expect(forms('application/json', '/api/v1/namespaces/a/pods/b/log')).toBe(
      'text/plain, application/json, */*',
    );
    expect(forms('text/html', '/readyz')).toBe('text/plain, */*');
  });
});
