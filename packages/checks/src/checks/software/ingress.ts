import { defineCheck, notInProfile, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { workloadName } from '../../facts/workloads';
import { ingressObservation } from '../../observations/ingress';
import { known, type Profile } from '../../profiles';
import { someNames } from '../../words';

const CHOOSE: Remedy = {
  text: 'Mark the class that Run:ai is to use as the default one, or name it when Run:ai is installed[ ({value})].',
  commands: [
    'kubectl get ingressclasses',
    'kubectl annotate ingressclass {running} ingressclass.kubernetes.io/is-default-class=true',
  ],
  docs: ['ingressControllers'],
};

/** Something serves the web interface and the API of Run:ai. */
export const ingress = defineCheck({
  id: 'software.ingress',
  title: 'An ingress controller runs',
  category: 'software',
  description:
    'The control plane and what researchers open in their browsers are reached through an ingress controller, which from some version on is no longer installed by Run:ai. It is known by its class and by the workload that serves it; where the profile lets it, a gateway class that a controller has accepted does as well.',
  verify: {
    text: 'A class has a controller whose pods are ready; one class alone is the default.',
    commands: [
      'kubectl get ingressclasses',
      'kubectl get gatewayclasses',
      'kubectl get deployments,daemonsets --all-namespaces -o wide | grep -i -e ingress -e router -e traefik',
    ],
  },
  asked: ({ software }: Profile) => software?.ingress,
  uses: { ingress: ingressObservation },
  expected: 'an ingress controller that runs[, or an accepted {gateways}]',
  actual: '{seen}',
  outcomes: {
    Runs: {
      status: 'pass',
      says: 'Ingresses are served. {title} runs[ and serves the class {running}]',
    },
    GatewayAccepted: {
      status: 'pass',
      says: 'There is no ingress controller that runs, and the Gateway API in its place. The gateway class {accepted} is accepted by its controller',
    },
    NoDefault: {
      status: 'warn',
      says: '{title} runs, and no class is the default one. There {count:is|are} {classes}',
      remedy: CHOOSE,
    },
    SeveralDefaults: {
      status: 'warn',
      says: 'Several classes are the default one: {defaults}. An Ingress that names none is refused or served by either',
      remedy: {
        text: 'Leave the mark to the class that Run:ai is to use.',
        commands: [
          'kubectl get ingressclasses',
          'kubectl annotate ingressclass CLASS ingressclass.kubernetes.io/is-default-class-',
        ],
        docs: ['ingressControllers'],
      },
    },
    ControllerNotSeen: {
      status: 'warn',
      says: 'The controller of no class is seen among the workloads. There {count:is|are} {classes}',
      remedy: {
        text: 'See whether the controller runs, under an image that we do not know or outside the cluster. A class alone serves nothing.',
        commands: ['kubectl describe ingressclasses'],
        docs: ['ingressControllers'],
      },
    },
    ControllerNotReady: {
      status: 'fail',
      says: 'No ingress controller runs. {stopped} has no ready pod',
      remedy: {
        text: 'Look at what keeps its pods from being ready.',
        commands: [
          'kubectl -n {namespace} get pods',
          'kubectl -n {namespace} describe {kind} {name}',
        ],
        docs: ['ingressControllers'],
      },
    },
    Absent: {
      status: 'fail',
      says: 'There is no ingress controller: no class, and none whose workload is known[. The gateway class {accepted} does not do for this version|. The gateway class {pending} has not been accepted by a controller]',
      remedy: {
        text: 'Install an ingress controller before Run:ai[: {recommended} is recommended].',
        commands: [
          'helm repo add haproxytech https://haproxytech.github.io/helm-charts && helm repo update',
          'helm upgrade -i haproxy-kubernetes-ingress haproxytech/kubernetes-ingress -n haproxy-controller --create-namespace',
        ],
        docs: ['ingressControllers'],
        where: {
          openshift: {
            text: "Repair OpenShift's own router, which serves Run:ai there.",
            commands: [
              'oc get clusteroperator ingress',
              'oc -n openshift-ingress get deployments,pods',
            ],
          },
        },
      },
    },
  },
  evaluate: ({ ingress: { served, defaults, gatewayClasses }, profile }) => {
    const asked = known(profile.software?.ingress);
    if (!asked) {
      return notInProfile(profile, 'what may serve the web interface');
    }
    const running =
      served.find(
        one => one.runs && defaults.some(({ name }) => name === one.class),
      ) ?? served.find(({ runs }) => runs);
    const stopped = served.find(({ workload }) => workload);
    const classes = served.flatMap(one => one.class ?? []);
    const accepted = gatewayClasses.find(({ isAccepted }) => isAccepted);
    const needsDefault = classes.length > 1 || asked.defaultClass === true;
    return {
      outcome: firstOf(
        [running && defaults.length > 1, 'SeveralDefaults'],
        [running?.class && needsDefault && defaults.length === 0, 'NoDefault'],
        [running, 'Runs'],
        [accepted && asked.gatewayApi, 'GatewayAccepted'],
        [stopped, 'ControllerNotReady'],
        [classes.length > 0, 'ControllerNotSeen'],
        'Absent',
      ),
      values: {
        title: running?.title,
        running: running?.class,
        accepted: accepted?.name,
        pending: gatewayClasses[0]?.name,
        gateways: asked.gatewayApi ? 'gateway class' : undefined,
        value: asked.classValue,
        recommended: asked.recommended,
        count: classes.length,
        classes: someNames(classes, 5),
        defaults: someNames(
          defaults.map(({ name }) => name),
          5,
        ),
        seen:
          served.map(({ title }) => title).join(', ') ||
          accepted?.name ||
          'none',
        stopped: stopped?.workload && workloadName(stopped.workload),
        namespace: stopped?.workload?.namespace,
        kind: stopped?.workload?.kind.toLowerCase(),
        name: stopped?.workload?.name,
      },
      evidence: evidenceOf(
        served.map(
          ({ class: name = 'none', title, workload }) =>
            [
              `ingressclass/${name}`,
              title,
              workload
                ? `${workloadName(workload)}, ${workload.ready} of ${
                    workload.desired
                  } ready`
                : 'not seen',
            ] as const,
        ),
        served.length === 0 && ['IngressClasses', undefined, 'absent'],
        defaults.map(
          ({ name }) => [`ingressclass/${name}`, 'default', 'true'] as const,
        ),
        gatewayClasses.map(
          ({ name, controller, isAccepted }) =>
            [
              `gatewayclass/${name}`,
              controller,
              isAccepted ? 'accepted' : 'not accepted',
              'reported',
            ] as const,
        ),
      ),
    };
  },
});
