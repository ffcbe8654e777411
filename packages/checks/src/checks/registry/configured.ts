import { defineCheck, type Remedy } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { imageRegistriesObservation } from '../../observations/imageRegistries';
import { known, type Profile } from '../../profiles';
import { publicRegistries } from '../../profiles/tables';
import { namesOf, someNames } from '../../words';

const SET_UP: Remedy = {
  text: 'Set up a registry inside the site, on a machine of its own where there is one to spare, let every node trust its certificate, and declare it as registry: host:port in the settings of the cluster. Put the images of the installation, and those that researchers use, into it.',
  commands: ['curl -sS -o /dev/null -w "%{http_code}" https://REGISTRY/v2/'],
  docs: ['registryServer', 'pullSecrets'],
};

/** B12, B14: images come from a registry, not from the disk of one node. */
export const configured = defineCheck({
  id: 'registry.configured',
  title: 'Images come from a registry that every node can use',
  category: 'registry',
  requirements: ['B12', 'B14'],
  description:
    'Workloads are container images, and a pod may be placed on any node: its image must come from a registry, not from the disk of one node. That may be a public registry, or one of the site, preferably on a dedicated machine. A site without internet needs one of its own.',
  verify: {
    text: 'List the images that pods run, and those that are never pulled. See which secrets the service accounts of Run:ai pull with.',
    commands: [
      'kubectl get pods -A -o jsonpath=\'{range .items[*].spec.containers[*]}{.imagePullPolicy}{" "}{.image}{"\\n"}{end}\' | sort | uniq -c | sort -rn',
      "kubectl -n runai get serviceaccounts -o custom-columns='NAME:.metadata.name,PULLS WITH:.imagePullSecrets[*].name'",
    ],
  },
  uses: { images: imageRegistriesObservation },
  attestable: true,
  expected: '[a registry inside the site{inside}|a registry]',
  actual: '[{registry}|{seen}|none seen]',
  outcomes: {
    Declared: {
      status: 'pass',
      says: 'Images come from {registry}. The settings declare it[; pods of Run:ai pull with the {secrets:secret|secrets} {names}]',
    },
    PublicAllowed: {
      status: 'pass',
      says: 'Public registries may be used. The install mode allows them, and no registry of the site is declared; images name {seen}',
    },
    OnNodeDisk: {
      status: 'warn',
      says: 'Images of {count} {count:workload|workloads} must be on the disk of the node. {workloads}: such a pod fails on every other node',
      remedy: {
        text: 'Push these images to a registry, name it in the image, and let them be pulled (imagePullPolicy: IfNotPresent).',
        commands: [
          'docker tag {image} REGISTRY/NAME:TAG',
          'docker push REGISTRY/NAME:TAG',
        ],
        docs: ['images'],
      },
    },
    WithoutRegistry: {
      status: 'warn',
      says: 'Images of {count} {count:workload|workloads} name no registry. {workloads}: without internet they can only have been put on the nodes by hand, unless the runtime is told to ask {registry} instead',
      remedy: {
        text: 'Push these images to {registry} and name it in the image, or configure it in the container runtime of every node as the mirror of Docker Hub.',
        commands: [
          'docker tag {image} {registry}/{image}',
          'docker push {registry}/{image}',
        ],
        docs: ['images', 'registryMirror'],
      },
    },
    NotInside: {
      status: 'fail',
      says: 'The declared registry is outside. {registry} is public, and an air-gapped site does not reach it',
      remedy: SET_UP,
    },
    NotDeclared: {
      status: 'fail',
      says: 'No registry is declared. An air-gapped site needs one of its own, from which every node takes its images',
      remedy: SET_UP,
    },
    NothingSeen: {
      status: 'unknown',
      because: 'notRun',
      says: 'No image is seen, and no registry is declared. Where images will come from cannot be told',
      remedy: {
        text: 'Declare the registry in the settings of the cluster (registry: host:port), or state that public ones are used.',
      },
    },
  },
  evaluate: ({ images, settings, profile }) => {
    const { registry } = settings;
    const { registries, fromDisk, unqualified, pullSecrets } = images;
    const inside = settings.mode === 'airGapped';
    const isOutside =
      registry !== undefined && isPublic(hostOf(registry), profile);
    const outcome = firstOf(
      [inside && !registry, 'NotDeclared'],
      [inside && isOutside, 'NotInside'],
      [fromDisk.length > 0, 'OnNodeDisk'],
      [inside && unqualified.length > 0, 'WithoutRegistry'],
      [registry, 'Declared'],
      [images.containers === 0, 'NothingSeen'],
      'PublicAllowed',
    );
    const told = outcome === 'WithoutRegistry' ? unqualified : fromDisk;
    const hosts = registries.map(({ host }) => host);
    return {
      outcome,
      values: {
        registry,
        inside: inside ? '' : undefined,
        seen: someNames(hosts, 5) || undefined,
        secrets: pullSecrets.length || undefined,
        names: someNames(pullSecrets, 5) || undefined,
        count: told.length,
        workloads: namesOf(told),
        image: told[0]?.image,
      },
      evidence: evidenceOf(
        ['settings', 'registry', registry ?? 'absent', 'declared'],
        ['settings', 'mode', settings.mode ?? 'absent', 'declared'],
        registries
          .slice(0, 10)
          .map(({ host, count }) => [
            'pod templates',
            host,
            `${count} of ${images.containers} containers`,
          ]),
        pullSecrets.map(name => ['pod templates', 'imagePullSecrets', name]),
        told.slice(0, 10).map(({ name, image }) => [name, 'image', image]),
      ),
    };
  },
});

/** Those of the vendor as its profile names them, and those of the world. */
function isPublic(host: string, { registries }: Profile): boolean {
  const { images = [], thirdParty = [] } = known(registries) ?? {};
  return (
    publicRegistries()(host) ||
    [...images, ...thirdParty].some(one => hostOf(one) === host)
  );
}

/** Of `host:port/path`, in which port and path may be missing. */
function hostOf(registry: string): string {
  return registry.split(/[:/]/, 1)[0].toLowerCase();
}
