/** The texts of entities in the catalog, and of what stands in other pages of the portal. */
export const entity = {
  card: 'GPU cluster',
  dependencies: 'GPU clusters it depends on',
  tab: 'GPU cluster',
  iconLink: 'GPU cluster',
  open: 'Open {{name}}',
  toPage: 'Open its own page',
  gpus: 'GPUs',
  seen: 'Seen',
  notSeen: 'Not seen yet',
  loading: 'Reading the GPU cluster',
  loadingDependencies: 'Reading the GPU clusters',
  unknown: 'The portal shows no GPU cluster for this entity',
  unknownName:
    'It names the cluster {{name}} by its annotation {{annotation}}: either there is none of that name, or you may not see it. See which ones there are; mend the annotation, or ask for access.',
  unknownEntity:
    'Either no cluster comes from this entity, or you may not see it. Whoever runs the portal can add it to a source of clusters, or name one here by the annotation {{annotation}}.',
  showAll: 'Show all {{number}}',
  showWorst: 'Show the worst {{number}}',
  unknownRow: 'no GPU cluster of the portal, or you may not see it',
  noPlugin: 'The backend of this portal does not know of GPU clusters',
} as const;

/** The names of the types of results in the portal's search. */
export const search = {
  clusters: 'GPU clusters',
  checks: 'Checks for Run:ai',
  cluster: 'GPU cluster',
  check: 'Check for Run:ai',
} as const;

export const widget = {
  description: 'How the GPU clusters are, and which one needs somebody',
  loading: 'Reading the clusters',
  none: 'No cluster yet, or none that you may see.',
  addOne: 'See how to add one',
  worst: 'Worst:',
  allWell: 'Every cluster is well and ready for Run:ai.',
  toFleet: 'All clusters',
} as const;
