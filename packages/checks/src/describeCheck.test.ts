import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from './createEngine';
import { defineCheck } from './declarations';
import { nodesFact } from './facts/nodes';
import { ProfileRegistry } from './profiles';

const ours = defineCheck({
  id: 'acme.node-names',
  title: 'Names are short',
  category: 'nodes',
  description: 'Long names are cut.',
  expected: 'at most {limit} letters',
  verify: {
    text: 'List them',
    commands: ['kubectl get nodes'],
    where: { openshift: { commands: ['oc get nodes'] } },
  },
  scope: 'node',
  dependsOn: ['cluster.reachable'],
  uses: { nodes: nodesFact },
  outcomes: {
    Short: { status: 'pass', says: '{node} is short' },
    Long: {
      status: 'warn',
      says: '{node} is long[, by {letters}]',
      remedy: {
        text: 'Rename it.',
        commands: ['kubectl delete node {node}'],
        docs: ['taints'],
        where: { gke: { owner: 'network', docs: [] } },
      },
    },
  },
  evaluate: () => [],
});

const folder = mkdtempSync(join(tmpdir(), 'describe-check-'));
afterAll(() => rmSync(folder, { recursive: true }));

function described() {
  const file = join(folder, 'site.yaml');
  writeFileSync(
    file,
    [
      'id: acme',
      'title: Acme',
      'extends: runai-2021.04',
      'checks:',
      '  acme.node-names:',
      '    severity: informational',
      '    modes: { airGapped: notApplicable }',
      '    note: nobody looks there',
      '    source: our handbook',
      '    verified: vendor',
    ].join('\n'),
  );
  const profiles = ProfileRegistry.load({ files: [file] });
  return createEngine({ checks: [ours], profiles });
}

function find(id: string, options?: { profile?: string; known?: string[] }) {
  const found = described()
    .describeChecks(options)
    .find(check => check.id === id);
  if (!found) {
    throw new Error(`${id} is not described`);
  }
  return found;
}

describe('the catalogue', () => {
  it('tells all that the declaration says, sentences as they are written', () => {
    expect(find('acme.node-names')).toMatchObject({
      own: true,
      scope: 'node',
      dependsOn: ['cluster.reachable'],
      expected: 'at most {limit} letters',
      verify: {
        text: 'List them',
        commands: ['kubectl get nodes'],
        where: [
          {
            place: 'openshift',
            title: 'OpenShift',
            text: 'List them',
            commands: ['oc get nodes'],
          },
        ],
      },
      outcomes: [
        { reason: 'Short', status: 'pass', says: '{node} is short' },
        {
          reason: 'Long',
          status: 'warn',
          says: '{node} is long[, by {letters}]',
          remedy: {
            owner: 'cluster-admin',
            text: 'Rename it.',
            commands: ['kubectl delete node {node}'],
            docs: [{ title: 'Taints and tolerations' }],
            where: [
              {
                place: 'gke',
                owner: 'network',
                text: 'Rename it.',
                commands: ['kubectl delete node {node}'],
                docs: [],
              },
            ],
          },
        },
      ],
      permissions: [{ verb: 'list', group: '', resource: 'nodes' }],
      paths: [],
    });
  });

  it('tells how each profile weighs a check, of those alone that may be told of', () => {
    const rule = {
      severity: 'informational',
      modes: { airGapped: 'notApplicable' },
      note: 'nobody looks there',
      source: 'our handbook',
    };
    const { profiles, severity } = find('acme.node-names');
    expect(severity).toBe('required');
    expect(profiles).toEqual(
      expect.arrayContaining([
        { id: 'acme', ...rule },
        { id: 'runai-2021.04', severity: 'required' },
      ]),
    );
    expect(find('acme.node-names', { profile: 'acme' }).severity).toBe(
      'informational',
    );
    expect(
      find('acme.node-names', { known: ['runai-2021.04'] }).profiles,
    ).toEqual([{ id: 'runai-2021.04', severity: 'required' }]);
  });

  it('tells paths, and leaves out what every account may do', () => {
    const { paths, permissions, own } = find('cluster.reachable');
    expect(own).toBe(false);
    expect(paths).toContain('/version');
    expect(permissions).toEqual([]);
  });

  it('quotes what the seed documents say', () => {
    expect(find('platform.kubernetes-version').statements).toEqual([
      { id: 'B1', text: 'Kubernetes 1.16 or above, 1.20 recommended' },
    ]);
  });
});
