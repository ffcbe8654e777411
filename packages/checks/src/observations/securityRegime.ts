import { defineObservation } from '../declarations';
import { podSecurityPoliciesFact } from '../facts/podSecurityPolicies';
import { apiGroupsFact } from '../facts/request/apiGroups';
import { webhooksFact } from '../facts/webhooks';
import { admissionTable } from '../profiles/tables';
import { isOpenShift } from './openshift';
import { podSecurityObservation } from './podSecurity';

/** What decides in this cluster which pods are let in. */
export const securityRegimeObservation = defineObservation({
  id: 'security-regime',
  uses: { groups: apiGroupsFact },
  optional: {
    policies: podSecurityPoliciesFact,
    standards: podSecurityObservation,
    webhooks: webhooksFact,
  },
  observe: ({ groups, policies, standards, webhooks }) => ({
    /** OpenShift, which decides by SCCs. */
    constraints: isOpenShift(groups),
    /** Pods were admitted by PodSecurityPolicies. */
    policies: (policies?.admittedBy.length ?? 0) > 0,
    /** So many namespaces have pod security labels that the API server acts on. */
    labelled: standards?.inEffect ? standards.labelled.length : 0,
    /** Products whose policies decide as well. */
    engines: enginesIn(webhooks ?? []),
    /** All of it could be seen, so that nothing found means that there is nothing. */
    complete:
      (policies?.served === false || (policies?.pods ?? 0) > 0) &&
      (standards?.seen ?? 0) > 0 &&
      webhooks !== undefined,
  }),
});

function enginesIn(webhooks: readonly { configuration: string }[]): string[] {
  const names = webhooks.map(({ configuration }) =>
    configuration.slice(configuration.indexOf('/') + 1),
  );
  return admissionTable()
    .engines.filter(engine => names.some(engine.webhooks))
    .map(({ title }) => title);
}
