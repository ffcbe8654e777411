import { describe } from 'node:test';
import { registrationTests } from './lib/registration.mjs';
import { startSimulatedCluster } from './lib/simulatedCluster.mjs';

describe('a simulated cluster that is registered in a browser', () => {
  registrationTests(async () => {
    const { kubeconfig, stop } = await startSimulatedCluster();
    const valueOf = key =>
      new RegExp(`${key}: "?([^\\s"]+)`).exec(kubeconfig)[1];
    return {
      server: valueOf('server'),
      ca: Buffer.from(
        valueOf('certificate-authority-data'),
        'base64',
      ).toString(),
      weakToken: 'weak-token',
      // Nobody makes accounts there.
      tokenFor: async () => valueOf('token'),
      stop,
    };
  });
});
