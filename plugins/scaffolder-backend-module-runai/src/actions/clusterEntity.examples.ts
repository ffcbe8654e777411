import type { TemplateExample } from '@backstage/plugin-scaffolder-node';
import { stringify } from 'yaml';

const ACTION = { id: 'cluster', action: 'runai:cluster:entity' };

/** What the page of installed actions shows; each is run by the test beside this file. */
export const examples: TemplateExample[] = [
  {
    description: 'A cluster in production',
    example: stringify({
      steps: [
        {
          ...ACTION,
          name: 'Describe the cluster',
          input: {
            name: 'gpu-prod',
            title: 'GPU production',
            owner: 'group:default/ml-platform',
            server: 'https://gpu-prod.example:6443',
            environment: 'production',
          },
        },
      ],
    }),
  },
  {
    description: 'With all that the portal can be told of it',
    example: stringify({
      steps: [
        {
          ...ACTION,
          name: 'Describe the cluster',
          input: {
            name: 'gpu-lab',
            description: 'Experiments of the vision group',
            owner: 'group:default/vision',
            system: 'compute',
            lifecycle: 'experimental',
            server: 'https://gpu-lab.example/k8s/clusters/c-1',
            authProvider: 'oidc',
            oidcTokenProvider: 'okta',
            environment: 'trial',
            mode: 'airGapped',
            profile: 'runai-2021.04',
            existingPrometheus: true,
            uses: ['inference', 'rdma'],
            folder: 'catalog/clusters',
          },
        },
      ],
    }),
  },
];
