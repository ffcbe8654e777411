import { parseAllDocuments } from 'yaml';
import { createEngine } from '../createEngine';
import { defineCheck } from '../declarations';
import { nodesFact } from '../facts/nodes';
import { checkDocuments } from './checkDocuments';

const ours = defineCheck({
  id: 'acme.node-names',
  title: 'Names of nodes are short',
  category: 'nodes',
  description: 'Long names are cut in `kubectl get nodes`, <b>and [elsewhere].',
  expected: 'at most {limit} letters',
  verify: {
    text: 'List them.',
    commands: ['kubectl get nodes'],
    where: { openshift: { commands: ['oc get nodes'] } },
  },
  scope: 'node',
  severity: 'recommended',
  attestable: true,
  dependsOn: ['platform.nodes-ready'],
  uses: { nodes: nodesFact },
  outcomes: {
    Short: { status: 'pass', says: '{node} is short' },
    Long: {
      status: 'warn',
      says: '{node} is {letters:a letter|letters} too long',
      remedy: {
        owner: 'network',
        text: 'Rename it.',
        commands: ['kubectl delete node {node}'],
        docs: ['taints'],
        where: { gke: { text: 'Make another pool.', commands: [], docs: [] } },
      },
    },
  },
  evaluate: () => [],
});

const documents = checkDocuments(createEngine({ checks: [ours] }));

function document(path: string): string {
  const text = documents.get(path);
  if (text === undefined) {
    throw new Error(`${path} is not written`);
  }
  return text;
}

describe('the documents', () => {
  it('have a page for each check, with all that its declaration says', () => {
    const [text, weights] = document('checks/acme.node-names.md').split(
      '## How much it weighs',
    );
    expect(weights).toMatch(
      /^\| every profile \| recommended \| {2}\| the check itself \|$/m,
    );
    expect(text).toBe(`# Names of nodes are short

<!-- Written by \`npm run docs\` from the declarations of the checks: change those. -->

\`acme.node-names\`: Long names are cut in \`kubectl get nodes\`, &lt;b&gt;and \\[elsewhere\\].

- Category: Nodes and hardware
- Looks at each node
- Expects: at most {limit} letters
- Waits, where one of these fails: [\`platform.nodes-ready\`](platform.nodes-ready.md)
- Where nothing can be observed, a person may state it (attestation)

## Who asks for it

The site itself: a plugin brings it.

## How to see it by hand

List them.

\`\`\`sh
kubectl get nodes
\`\`\`

On OpenShift:

\`\`\`sh
oc get nodes
\`\`\`

## What it says, and what to do

### Short: passes

> {node} is short

### Long: warns

> {node} is {letters:a letter&#124;letters} too long

For the network team: Rename it.

\`\`\`sh
kubectl delete node {node}
\`\`\`

See [Taints and tolerations](https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/).

On Google GKE, for the network team: Make another pool.

## What it reads

| Verb | Resource | Group | Which |
| --- | --- | --- | --- |
| \`list\` | \`nodes\` | core | all |

`);
  });

  it('quote the statements that a check holds, and count it to them', () => {
    expect(document('checks/platform.kubernetes-version.md')).toContain(
      '- **B1**: Kubernetes 1.16 or above, 1.20 recommended',
    );
    expect(document('checks/coverage.md')).toMatch(
      /^\| B1 \| .* \| .*\[`platform\.kubernetes-version`\]/m,
    );
  });

  it('list every check under its category', () => {
    const index = document('checks/index.md');
    for (const path of documents.keys()) {
      const [, id] = /^checks\/(.+\..+)\.md$/.exec(path) ?? [];
      expect(!id || index.includes(`[\`${id}\`](${id}.md)`)).toBe(true);
    }
    expect(index).toMatch(/node-names.* \| the site's own, may be stated \|/);
  });

  it('hold the roles of a passive run', () => {
    const kinds = parseAllDocuments(document('manifests/passive.yaml')).map(
      manifest => manifest.toJS().kind,
    );
    expect(kinds).toEqual([
      'Namespace',
      'ServiceAccount',
      'ClusterRole',
      'ClusterRoleBinding',
    ]);
    expect(document('manifests/passive.yaml')).toContain('acme.node-names');
  });
});
