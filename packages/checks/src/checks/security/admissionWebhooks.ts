import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf, type EvidenceRow } from '../../engine/findings';
import { webhooksFact } from '../../facts/webhooks';
import { deniedPodsObservation } from '../../observations/deniedPods';
import {
  webhookServicesFact,
  type WebhookServices,
} from '../../observations/followUps/webhookServices';
import {
  webhookReachObservation,
  type ReachingWebhook,
} from '../../observations/webhooks';
import { someNames } from '../../words';

const REPAIR: Remedy = {
  text: 'Repair this before anything else: while nobody answers, whatever is repaired elsewhere cannot start. Bring back what stands behind the service {service}. Where it was removed for good, remove the configuration that was left behind. Where it must wait, exclude the namespaces of Run:ai by the namespaceSelector of the webhook.',
  commands: [
    'kubectl get {configuration} -o yaml',
    'kubectl -n {namespace} get services,endpoints,pods',
    'kubectl delete {configuration}',
  ],
  docs: ['validatingWebhooks'],
};

/** What the API server asks of others before it stores an object: where nobody answers, nothing can be made. */
export const admissionWebhooks = defineCheck({
  id: 'security.admission-webhooks',
  title: 'Admission webhooks that must answer have somebody who does',
  category: 'security',
  description:
    'A webhook with failurePolicy Fail keeps everything that its rules name from being made while its service has no ready endpoint: pods of Run:ai among it, and the pods that would repair it. A slow one delays every pod.',
  severity: 'recommended',
  verify: {
    text: 'For each webhook whose failurePolicy is Fail, look for ready endpoints of its service.',
    commands: [
      "kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations --output custom-columns='KIND:.kind,NAME:.metadata.name,POLICY:.webhooks[*].failurePolicy,SERVICE:.webhooks[*].clientConfig.service.name'",
      'kubectl -n NAMESPACE get endpoints SERVICE',
    ],
  },
  uses: {
    webhooks: webhooksFact,
    reach: webhookReachObservation,
    services: webhookServicesFact,
  },
  optional: { denied: deniedPodsObservation },
  expected: 'a ready endpoint behind every webhook that fails closed',
  outcomes: {
    AllAnswer: {
      status: 'pass',
      says: '[{count} {count:webhook that must answer has|webhooks that must answer have} a ready endpoint|No webhook must answer before pods and workloads are made]. There {all:is|are} {all} in all',
    },
    NoWebhooks: {
      status: 'notApplicable',
      says: 'There is no admission webhook. Nothing can keep pods out by one',
      actual: 'no webhooks',
    },
    NoEndpoint: {
      status: 'fail',
      says: 'Nobody answers for {names}. {configuration} fails closed on {resources}, and its service {service} [{missing}|has no ready endpoint]: nothing of that can be made[ in {places}]',
      actual: '{service} has 0 ready endpoints',
      remedy: REPAIR,
    },
    NoEndpointElsewhere: {
      status: 'warn',
      says: 'Nobody answers for {names}. {configuration} fails closed on {resources}, and its service {service} has no ready endpoint; it leaves out the namespaces of Run:ai',
      actual: '{service} has 0 ready endpoints',
      remedy: {
        ...REPAIR,
        text: 'Bring back what stands behind the service {service}, or remove the configuration where it was removed for good. Run:ai is not held up by it.',
      },
    },
    CallFailed: {
      status: 'warn',
      says: 'A webhook kept pods of {workload} out. The API server says: {message}',
      remedy: {
        text: 'Look at what the message names: the webhook, its certificate, its service, or the network from the API server to its pods.',
        commands: [
          'kubectl -n {workloadNamespace} get events --field-selector reason=FailedCreate',
        ],
        docs: ['validatingWebhooks'],
      },
    },
    NotAllSeen: {
      status: 'unknown',
      because: 'notRun',
      says: 'Not every webhook that must answer was looked at. {names} {count:is|are} left; no more services than that are asked about in one run',
      remedy: {
        text: 'Look for ready endpoints of the services of those that are left.',
        commands: ['kubectl get {configuration} -o yaml'],
      },
    },
    Slow: {
      status: 'warn',
      says: 'Making pods may have to wait long for {names}. {configuration} may take {seconds} s before the API server gives up, and more than {slow} s are slow',
      remedy: {
        text: 'Ask who runs it whether it can do with a shorter timeout: where it hangs, every pod waits so long.',
        commands: ['kubectl get {configuration} -o yaml'],
        docs: ['validatingWebhooks'],
      },
    },
  },
  evaluate: ({ webhooks, reach, services, denied = [], profile }) => {
    const { slowSeconds: slow } = profile.security.admission;
    const asked = reach.filter(
      ({ webhook, holdsUp }) =>
        webhook.failsClosed && webhook.service && holdsUp.length > 0,
    );
    const dead = asked.filter(one => {
      const state = stateOf(one, services);
      return state?.ready === 0 && !state.outside;
    });
    const here = dead.filter(({ reaches }) => reaches);
    const unseen = asked.filter(one => !stateOf(one, services));
    const late = reach.filter(
      ({ webhook, holdsUp, reaches }) =>
        webhook.timeoutSeconds > slow && holdsUp.includes('pods') && reaches,
    );
    const failed = denied.find(({ by }) => by === 'webhook');
    const told =
      [here, dead, unseen, late].find(({ length }) => length > 0) ?? asked;
    const [first] = told;
    return {
      outcome: firstOf(
        [here.length > 0, 'NoEndpoint'],
        [dead.length > 0, 'NoEndpointElsewhere'],
        [failed, 'CallFailed'],
        [unseen.length > 0, 'NotAllSeen'],
        [late.length > 0, 'Slow'],
        [webhooks.length === 0, 'NoWebhooks'],
        'AllAnswer',
      ),
      values: {
        all: webhooks.length,
        count: told.length || undefined,
        names: someNames(
          [...new Set(told.map(({ webhook }) => webhook.name))],
          3,
        ),
        configuration: first?.webhook.configuration,
        resources: first && someNames(first.holdsUp, 3),
        places: first && (someNames(first.namespaces, 3) || undefined),
        service: first?.webhook.service && keyOf(first.webhook.service),
        namespace: first?.webhook.service?.namespace,
        missing:
          first && stateOf(first, services)?.exists === false
            ? 'does not exist'
            : undefined,
        seconds: first?.webhook.timeoutSeconds,
        slow,
        workload: failed?.name,
        workloadNamespace: failed?.namespace,
        message: failed?.message,
      },
      evidence: evidenceOf(
        told.flatMap(one => rowsOf(one, services)),
        failed && [failed.name, 'ReplicaFailure', failed.message, 'reported'],
      ),
    };
  },
});

function stateOf(
  { webhook: { service } }: ReachingWebhook,
  services: WebhookServices,
) {
  const key = service && keyOf(service);
  return key && Object.hasOwn(services, key) ? services[key] : undefined;
}

function keyOf({ namespace, name }: { namespace: string; name: string }) {
  return `${namespace}/${name}`;
}

function rowsOf(
  one: ReachingWebhook,
  services: WebhookServices,
): EvidenceRow[] {
  const { configuration, name, service, timeoutSeconds, failsClosed } =
    one.webhook;
  return [
    [
      configuration,
      `webhook ${name}`,
      `failurePolicy ${
        failsClosed ? 'Fail' : 'Ignore'
      }, timeout ${timeoutSeconds} s`,
      'declared',
    ],
    service
      ? [
          `service/${keyOf(service)}`,
          'ready endpoints',
          stateOf(one, services)?.ready,
        ]
      : [configuration, 'clientConfig', 'an address of its own', 'declared'],
  ];
}
