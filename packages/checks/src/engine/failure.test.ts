import { KubeError, type KubeErrorDetails } from '@runai-portal/kube';
import { failureOf } from './failure';

const status = (message: string) => ({ kind: 'Status', message });
const forbidden = (details: KubeErrorDetails) =>
  failureOf(new KubeError('forbidden', 'As the client says it.', details));

describe('failureOf', () => {
  it('says once what an account may not do, which one it is, and the permission as it is granted', () => {
    expect(
      forbidden({
        target: { verb: 'list', ref: { version: 'v1', resource: 'nodes' } },
        body: status(
          'nodes is forbidden: User "it-readonly" cannot list resource "nodes" in API group "" at the cluster scope',
        ),
      }),
    ).toEqual({
      reason: 'Forbidden',
      message:
        'The account may not list nodes. Forbidden(list nodes): it-readonly needs a role with that rule in the whole cluster.',
    });
  });

  it('names the namespace where the permission is for one', () => {
    expect(
      forbidden({
        target: {
          verb: 'get',
          ref: {
            group: 'run.ai',
            version: 'v1',
            resource: 'runaiconfigs',
            namespace: 'runai',
          },
        },
        body: status(
          'runaiconfigs.run.ai "runai" is forbidden: User "reader" cannot get resource',
        ),
      }).message,
    ).toBe(
      'The account may not get runaiconfigs.run.ai in the namespace runai. Forbidden(get run.ai runaiconfigs in runai): reader needs a role with that rule.',
    );
  });

  it('passes on a reason that is not the usual one', () => {
    expect(
      forbidden({
        request: { method: 'GET', path: '/version' },
        body: status('not on\n  Sundays.'),
      }).message,
    ).toBe(
      'The account may not get /version. Forbidden(get /version): the account needs a role with that rule. The cluster says: not on Sundays.',
    );
  });

  it('calls what is no error of a cluster a crash', () => {
    expect(failureOf(new TypeError('x')).reason).toBe('CheckCrashed');
  });
});
