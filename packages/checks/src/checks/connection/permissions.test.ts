import type { Remediation } from '@runai-portal/backstage-plugin-runai-common';
import { cluster, gpuOperator2021 } from '@runai-portal/simulator';
import { parseAllDocuments } from 'yaml';
import { identityFact } from '../../facts/identity';
import {
  permissionsFact,
  type PermissionAnswer,
} from '../../facts/permissions';
import { evaluateToOne, fact, facts, factsFrom } from '../../testing';
import { permissionsCheck } from './permissions';

// A generous deadline: a loaded machine takes long to start servers.
jest.setTimeout(60_000);

const without = (
  ...except: { group?: string; resource: string; verbs?: string[] }[]
) =>
  factsFrom(
    cluster('c')
      .kubernetes('1.20.2')
      .account('token-of-portal', {
        user: 'portal',
        rules: 'all',
        except: except.map(e => ({ group: '', verbs: ['get', 'list'], ...e })),
      }),
    [permissionsFact],
  );

/** What the remedy hands to the cluster. */
function documentsOf(remediation: Remediation | undefined): unknown[] {
  const yaml =
    remediation?.commands[0].split("<<'EOF'\n")[1].replace(/EOF$/, '') ?? '';
  return parseAllDocuments(yaml).map(document => document.toJS());
}

describe('cluster.permissions', () => {
  it('passes where the account has all', async () => {
    expect(
      evaluateToOne(permissionsCheck, { facts: await without() }),
    ).toMatchObject({ status: 'pass', reason: 'AllGranted' });
  });

  it('warns of one that is missing, naming it and the checks that it costs', async () => {
    const result = evaluateToOne(permissionsCheck, {
      facts: await without({
        group: 'storage.k8s.io',
        resource: 'storageclasses',
      }),
    });
    expect(result).toMatchObject({ status: 'warn', reason: 'SomeMissing' });
    expect(result.evidence).toHaveLength(1);
    expect(result.evidence[0]).toMatchObject({
      key: 'list storage.k8s.io storageclasses',
    });
    expect(result.evidence[0].value).toContain('storage.default-class');
    expect(result.message).toMatch(
      /^The account lacks 1 of \d+ permissions\. It may not list storageclasses of storage\.k8s\.io\. \d+ checks? cannot judge everything without that$/,
    );
  });

  it('lists what is missing as one would say it', async () => {
    const { message } = evaluateToOne(permissionsCheck, {
      facts: await without(
        { resource: 'nodes' },
        { group: 'storage.k8s.io', resource: 'storageclasses' },
      ),
    });
    expect(message).toMatch(
      /It may not list nodes or storageclasses of storage\.k8s\.io\. /,
    );
  });

  it('misses nothing that the cluster does not have, though it has others of the group', async () => {
    // GPU Operator of 2021: ClusterPolicy, and none of the later kinds.
    const granted = await factsFrom(
      cluster('c')
        .kubernetes('1.20.2')
        .objects(...gpuOperator2021({ nodes: 1 }))
        .account('token-of-portal', {
          user: 'portal',
          rules: 'all',
          except: [
            {
              group: 'nvidia.com',
              resource: 'gpuclusters',
              verbs: ['get', 'list'],
            },
          ],
        }),
      [permissionsFact],
    );
    expect(evaluateToOne(permissionsCheck, { facts: granted })).toMatchObject({
      status: 'pass',
    });
  });

  it('brings the role that grants what is missing', async () => {
    const { remediation } = evaluateToOne(permissionsCheck, {
      facts: await without({
        group: 'storage.k8s.io',
        resource: 'storageclasses',
      }),
    });
    const [role] = documentsOf(remediation);
    expect(role).toMatchObject({
      kind: 'ClusterRole',
      rules: [
        {
          apiGroups: ['storage.k8s.io'],
          resources: ['storageclasses'],
          verbs: ['list'],
        },
      ],
    });
  });

  it.each([
    [
      'the service account that is connected',
      'system:serviceaccount:tools:reader',
      { kind: 'ServiceAccount', name: 'reader', namespace: 'tools' },
    ],
    [
      'the user who is connected',
      'jane@example.com',
      { kind: 'User', name: 'jane@example.com' },
    ],
    [
      "the portal's own account, where the cluster does not say who is connected",
      undefined,
      {
        kind: 'ServiceAccount',
        name: 'runai-portal',
        namespace: 'runai-portal',
      },
    ],
  ])('gives what is missing to %s', (_, userName, subject) => {
    const { remediation } = evaluateToOne(permissionsCheck, {
      facts: facts(
        fact(identityFact, {
          credential: { kind: 'token', skipTLSVerify: false },
          userName,
        }),
        fact(permissionsFact, [
          {
            permission: { verb: 'list', resource: 'pods' },
            checks: ['mode.artifacts'],
            allowed: false,
            notServed: false,
          },
        ]),
      ),
    });

    expect(documentsOf(remediation)).toContainEqual(
      expect.objectContaining({
        kind: 'ClusterRoleBinding',
        subjects: [expect.objectContaining(subject)],
      }),
    );
  });

  it('fails where nodes cannot be listed', async () => {
    expect(
      evaluateToOne(permissionsCheck, {
        facts: await without({ resource: 'nodes' }),
      }),
    ).toMatchObject({
      status: 'fail',
      reason: 'NodesMissing',
    });
  });

  it('counts what the cluster has, and asks for nothing else', async () => {
    const granted = await without();
    const { value } = granted[permissionsFact.id] as {
      value: PermissionAnswer[];
    };
    const absent = value.filter(({ notServed }) => notServed);
    const { message } = evaluateToOne(permissionsCheck, { facts: granted });

    expect(absent.map(({ permission: { group } }) => group)).toContain(
      'config.openshift.io',
    );
    expect(message).toContain(
      `all ${value.length - absent.length} permissions`,
    );
  });

  it('does not miss what the cluster does not have', async () => {
    const result = evaluateToOne(permissionsCheck, {
      facts: await without({
        group: 'config.openshift.io',
        resource: 'clusterversions',
      }),
    });
    expect(result.status).toBe('pass');
  });
});
