import { isIP } from 'node:net';
import { defineObservation } from '../declarations';
import { runaiConfigsFact } from '../facts/runai';
import { known } from '../profiles/known';
import { anyOf } from '../profiles/wildcard';

/** Where the control plane is, as it is declared, else as RunaiConfig tells it; undefined where nothing tells. */
export const controlPlaneAddressObservation = defineObservation({
  id: 'control-plane-address',
  uses: {},
  optional: { configs: runaiConfigsFact },
  observe: ({ configs, settings, profile }) => {
    const declared = settings.controlPlane?.url;
    const config = configs?.find(({ controlPlaneUrl }) => controlPlaneUrl);
    const url = declared ?? config?.controlPlaneUrl;
    if (url === undefined || !URL.canParse(url)) {
      return undefined;
    }
    const host = new URL(url).hostname.replace(/^\[|\]$/g, '');
    const cloudHosts = known(profile.backend)?.cloudHosts;
    return {
      url: url.replace(/\/$/, ''),
      host,
      isAddress: isIP(host) !== 0,
      /** Undefined where the profile does not know the hosts of the cloud. */
      inCloud: cloudHosts && anyOf(cloudHosts)(host),
      /** As evidence. */
      source:
        declared === undefined && config
          ? {
              what: `RunaiConfig ${config.namespace}/${config.name}`,
              how: 'reported' as const,
            }
          : { what: 'settings', how: 'declared' as const },
    };
  },
});
