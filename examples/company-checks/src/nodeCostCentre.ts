import {
  defineCheck,
  evidenceOf,
  firstOf,
  forEachNode,
  gpuNodesObservation,
} from '@runai-portal/backstage-plugin-runai-node';
import { COST_CENTRE, costCentresFact } from './costCentresFact';

/** As the accounts department writes them, e.g. `4711`. */
const NUMBER = /^\d{4}$/;

/** Acme's handbook, 7.2: every GPU is paid for by somebody. */
export const nodeCostCentre = defineCheck({
  id: 'acme.node-cost-centre',
  title: 'Every GPU node carries the label of its cost centre',
  category: 'nodes',
  description: `What runs on a GPU node is charged to the cost centre that its label \`${COST_CENTRE}\` names. A node without it is paid for by nobody.`,
  verify: {
    text: 'Each GPU node must show a number of four digits.',
    commands: [`kubectl get nodes -L ${COST_CENTRE}`],
  },
  scope: 'node',
  severity: 'recommended',
  uses: { gpus: gpuNodesObservation, costCentres: costCentresFact },
  expected: 'a cost centre of four digits',
  actual: '[{costCentre}|no label]',
  outcomes: {
    Charged: { status: 'pass', says: '{node} is charged to {costCentre}' },
    NotANumber: {
      status: 'warn',
      says: '{node} is charged to "{costCentre}", which is no cost centre',
      remedy: {
        text: 'Write the number of four digits that the accounts department has for the owner of the node.',
        commands: [
          `kubectl label node {node} --overwrite ${COST_CENTRE}=NUMBER`,
        ],
      },
    },
    NotCharged: {
      status: 'fail',
      says: '{node} is charged to nobody',
      remedy: {
        text: 'Ask the owner of the node for the cost centre, and label the node with it.',
        commands: [`kubectl label node {node} ${COST_CENTRE}=NUMBER`],
        docs: [
          { title: 'Handbook, 7.2', url: 'https://handbook.acme.example/7.2' },
        ],
      },
    },
  },
  evaluate: ({ gpus, costCentres }) => {
    const byNode = new Map(
      costCentres.map(({ name, costCentre }) => [name, costCentre]),
    );
    return forEachNode(gpus.nodes, ({ name }) => {
      const costCentre = byNode.get(name);
      return {
        outcome: firstOf(
          [costCentre === undefined, 'NotCharged'],
          [!NUMBER.test(costCentre ?? ''), 'NotANumber'],
          'Charged',
        ),
        values: { node: name, costCentre },
        evidence: evidenceOf([
          `node/${name}`,
          COST_CENTRE,
          costCentre ?? 'absent',
        ]),
      };
    });
  },
});
