import { deployment } from '@runai-portal/simulator';
import { foundBy, type Fault } from '../Fault';

/** Of where images come from. */
export const registryFaults: readonly Fault[] = [
  {
    what: 'a site without internet declares no registry',
    settings: { mode: 'airGapped' },
    finds: foundBy('registry.configured', 'fail'),
  },
  {
    what: 'a site without internet declares a public registry',
    settings: { mode: 'airGapped', registry: 'docker.io' },
    finds: foundBy('registry.configured', 'fail'),
  },
  {
    what: 'images come from the short names of a public registry in a site without internet',
    settings: { mode: 'airGapped', registry: 'registry.corp.example:5000' },
    inject: cluster =>
      cluster.put(
        deployment('runai-vision', 'notebook', {
          image: 'jupyter/scipy-notebook:latest',
        }),
      ),
    finds: foundBy('registry.configured', 'warn'),
  },
];
