/** A person that the demo lets one be; `name` is what the server knows them by. */
export interface DemoPerson {
  name: string;
  displayName: string;
  role: string;
  comesWith: string;
}

/** The three people of the demo, as the sign-in page presents them. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  {
    name: 'vera',
    displayName: 'Vera Lindqvist',
    role: 'Engineer',
    comesWith: 'Is the GPU cluster all right, is it me or the cluster?',
  },
  {
    name: 'ada',
    displayName: 'Ada Moreau',
    role: 'Researcher',
    comesWith: 'Where are free GPUs for my group?',
  },
  {
    name: 'piet',
    displayName: 'Piet de Vries',
    role: 'Platform engineer',
    comesWith: 'Will Run:ai install on this cluster, and what is missing?',
  },
];
