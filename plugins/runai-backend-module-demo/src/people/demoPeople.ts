/** @public A person of the demo: who signs in, and to which groups of `examples/org.yaml` they belong. */
export interface DemoPerson {
  displayName: string;
  groups: string[];
}

/**
 * @public
 *
 * The three people of the demo, one for each of the first three kinds of user: an engineer who browses, a researcher and a
 * platform engineer. Their entities are in `examples/org.yaml`; signing in does not wait for the catalog to have read it.
 */
export const DEMO_PEOPLE: Readonly<Record<string, DemoPerson>> = {
  vera: { displayName: 'Vera Lindqvist', groups: ['it'] },
  ada: { displayName: 'Ada Moreau', groups: ['vision'] },
  piet: { displayName: 'Piet de Vries', groups: ['ml-platform'] },
};

/** @public The entity reference of a demo person's name. */
export function userRefOf(name: string): string {
  return `user:default/${name}`;
}
