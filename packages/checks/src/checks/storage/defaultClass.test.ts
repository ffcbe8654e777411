import { storageClassesFact, type StorageClassFact } from '../../facts/storage';
import type { ClusterSettingsInput } from '../../settings';
import { evaluateToOne, fact, failedFact, facts } from '../../testing';
import { storageClassFact } from '../../testing/storage';
import { defaultClass } from './defaultClass';

function judge(
  classes: StorageClassFact[],
  storage?: ClusterSettingsInput['storage'],
) {
  return evaluateToOne(defaultClass, {
    facts: facts(fact(storageClassesFact, classes)),
    settings: { storage },
  });
}
const marked = { isDefault: true };

describe('storage.default-class', () => {
  it('passes with exactly one', () => {
    expect(
      judge([
        storageClassFact('nfs', 'nfs.csi.k8s.io', marked),
        storageClassFact('fast', 'topolvm.io'),
      ]),
    ).toMatchObject({
      status: 'pass',
      reason: 'OneDefault',
      actual: 'nfs',
    });
  });

  it('warns of several, and keeps the one that serves best', () => {
    const result = judge([
      storageClassFact('local', 'rancher.io/local-path', marked),
      storageClassFact('nfs', 'nfs.csi.k8s.io', marked),
    ]);

    expect(result).toMatchObject({ status: 'warn', reason: 'SeveralDefaults' });
    expect(result.remediation?.commands).toEqual([
      'kubectl annotate storageclass local --overwrite storageclass.kubernetes.io/is-default-class=false',
    ]);
  });

  it('fails with none, and proposes the class that serves best', () => {
    const result = judge([
      storageClassFact('local', 'rancher.io/local-path'),
      storageClassFact('nfs', 'nfs.csi.k8s.io'),
    ]);

    expect(result).toMatchObject({
      status: 'fail',
      reason: 'NoDefault',
      severity: 'required',
    });
    expect(result.remediation?.commands).toEqual([
      'kubectl annotate storageclass nfs --overwrite storageclass.kubernetes.io/is-default-class=true',
    ]);
  });

  it.each([
    ['is in no table', 'corp.example/storage', 'rancher.io/local-path'],
    ['keeps volumes on the network', 'ebs.csi.aws.com', 'corp.example/storage'],
    ['shares volumes', 'nfs.csi.k8s.io', 'ebs.csi.aws.com'],
  ])('proposes a class that %s: %s before %s', (_, better, worse) => {
    expect(
      judge([
        storageClassFact('worse', worse),
        storageClassFact('better', better),
      ]).remediation?.commands,
    ).toEqual([
      'kubectl annotate storageclass better --overwrite storageclass.kubernetes.io/is-default-class=true',
    ]);
  });

  it('fails without any class', () => {
    expect(judge([])).toMatchObject({ status: 'fail', reason: 'NoClasses' });
  });

  it.each([[{ class: 'nfs' }], [{ nfsServer: 'nfs.corp.example' }]])(
    'does not apply where the settings say %j',
    storage => {
      expect(judge([], storage).status).toBe('notApplicable');
    },
  );

  it('is unknown, naming the permission, where storage classes cannot be listed', () => {
    const message = 'Forbidden(list storage.k8s.io storageclasses)';

    expect(
      evaluateToOne(defaultClass, {
        facts: facts(failedFact(storageClassesFact, 'Forbidden', message)),
      }),
    ).toMatchObject({
      status: 'unknown',
      reason: 'Forbidden',
      message,
    });
  });
});
