/** What a person or a group may do. */
export interface Grant {
  /** Entity reference of a user or a group. */
  to: string;
  /** Permissions of the suite, by name. */
  permissions: readonly string[] | '*';
  /** What belongs to the portal's other plugins, the catalog's for one. */
  others: 'read' | '*';
}

/** Looking at clusters and projects. */
const LOOK = ['runai.cluster.read', 'runai.project.read'];

/**
 * Who may do what. An example: the people of the demo have their rights by these groups; a company names its own.
 *
 * Whoever is in no line may sign in and sees the portal without anything in it.
 */
export const GRANTS: readonly Grant[] = [
  {
    to: 'group:default/it',
    permissions: [...LOOK, 'runai.check.run'],
    others: 'read',
  },
  {
    to: 'group:default/vision',
    permissions: [...LOOK, 'runai.project.request'],
    others: 'read',
  },
  {
    to: 'group:default/ml-platform',
    permissions: [
      ...LOOK,
      'runai.check.run',
      'runai.probe.run',
      'runai.waiver.manage',
      'runai.cluster.proxy',
      'runai.cluster.logs',
      'runai.audit.read',
      'runai.project.request',
      'runai.project.approve',
    ],
    others: '*',
  },
];
