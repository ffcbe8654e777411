import { deployment } from '@runai-portal/simulator';
import { projectConfiguration, webhooksFact } from '../../facts/webhooks';
import { workloadsFact } from '../../facts/workloads';
import {
  webhookServicesFact,
  type WebhookServices,
} from '../../observations/followUps/webhookServices';
import { fact, facts, type OutcomeCases } from '../../testing';
import { namespacesEntry } from '../../testing/security';
import { workloadFacts } from '../../testing/workloads';
import type { admissionWebhooks } from './admissionWebhooks';

/** A webhook on pods that fails closed, unless told otherwise. */
export function webhook(options: object = {}) {
  return {
    name: 'validate.policy.example',
    failurePolicy: 'Fail',
    timeoutSeconds: 10,
    clientConfig: { service: { namespace: 'policy', name: 'policy-webhook' } },
    rules: [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        resources: ['pods'],
        operations: ['CREATE'],
      },
    ],
    ...options,
  };
}

/** What is read of webhooks, and of who stands behind their services. */
export function webhookFacts(
  options: {
    webhooks?: object[];
    services?: WebhookServices;
    refused?: string;
  } = {},
) {
  const { webhooks = [webhook()], services = {}, refused } = options;
  return {
    facts: facts(
      namespacesEntry({ runai: {}, 'gpu-operator': {} }),
      fact(
        webhooksFact,
        projectConfiguration('validatingwebhookconfiguration', {
          metadata: { name: 'policy' },
          webhooks,
        }) ?? [],
      ),
      fact(webhookServicesFact, services),
      fact(
        workloadsFact,
        refused
          ? workloadFacts(deployment('runai', 'agent', { ready: 0, refused }))
          : [],
      ),
    ),
  };
}

const behind = (ready: number) => ({
  'policy/policy-webhook': { ready, exists: true, outside: false },
});
const elsewhere = webhook({
  namespaceSelector: { matchLabels: { team: 'web' } },
});

export const cases: OutcomeCases<typeof admissionWebhooks> = {
  AllAnswer: webhookFacts({ services: behind(2) }),
  NoWebhooks: webhookFacts({ webhooks: [] }),
  NoEndpoint: webhookFacts({ services: behind(0) }),
  NoEndpointElsewhere: webhookFacts({
    webhooks: [elsewhere],
    services: behind(0),
  }),
  CallFailed: webhookFacts({
    services: behind(1),
    refused:
      'Internal error occurred: failed calling webhook "validate.policy.example": x509: certificate has expired or is not yet valid',
  }),
  NotAllSeen: webhookFacts(),
  Slow: webhookFacts({
    webhooks: [webhook({ timeoutSeconds: 30 })],
    services: behind(1),
  }),
};
