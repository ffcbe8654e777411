import { listFact, text } from '@runai-portal/backstage-plugin-runai-node';

/** The label that Acme's invoices are written by. */
export const COST_CENTRE = 'acme.example/cost-centre';

/**
 * The cost centre of each node, undefined for one without. The fact `nodes` of the portal keeps the labels that its own checks look
 * at, hence this one: metadata alone, one request for all nodes, and nothing kept but what is looked at.
 */
export const costCentresFact = listFact({
  id: 'acme.cost-centres',
  title: 'Cost centres of nodes',
  resource: 'nodes',
  metadataOnly: true,
  ttlSeconds: 300,
  project: ({ name, labels }) => ({
    name,
    costCentre: text(labels[COST_CENTRE]),
  }),
});
