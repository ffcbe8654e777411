import type { Outcomes, Remedy } from '../../declarations';
import type { SoftwareRow } from '../../profiles/tables';

const WHEN =
  '[. It would with uses: {uses} in the settings|. It would with nodes that have the label {nodeLabel}]';
const UNUSED = `Nothing says that the cluster needs it${WHEN}`;

/** What may be said of software that some uses of a cluster need. */
export function featureOutcomes({ install, docs, look }: SoftwareRow) {
  const bring: Remedy = {
    text: 'Install {title}[ {range}].',
    commands: install,
    docs,
  };
  const change: Remedy = {
    text: 'Bring {title} to {range}, before Run:ai is installed or upgraded.',
    commands: [look, ...install],
    docs,
  };
  const repair: Remedy = {
    text: 'Look at what keeps the pods of {workload} from being ready.',
    commands: [
      'kubectl -n {namespace} get pods',
      'kubectl -n {namespace} describe {kind} {name}',
    ],
    docs,
  };
  return {
    Supported: {
      status: 'pass',
      says: '{title} {version} is installed, which Run:ai works with. It is {workload}',
    },
    OutsideRange: {
      status: 'fail',
      says: '{title} {version} is installed, Run:ai works with {range}. The cluster needs it for {need}. It is {workload}',
      remedy: change,
    },
    OutsideRangeUnused: {
      status: 'warn',
      says: `{title} {version} is installed, Run:ai works with {range}. ${UNUSED}`,
      remedy: change,
    },
    NotReady: {
      status: 'fail',
      says: '{title} is installed and does not run. {workload} has {ready} of {desired} ready. The cluster needs it for {need}',
      remedy: repair,
    },
    NotReadyUnused: {
      status: 'warn',
      says: `{title} is installed and does not run. {workload} has {ready} of {desired} ready. ${UNUSED}`,
      remedy: repair,
    },
    Absent: {
      status: 'fail',
      says: '{title} is not installed. The cluster needs it for {need}[. The API {left} is served all the same, by definitions of this or another product]',
      remedy: bring,
    },
    InstallerBringsIt: {
      status: 'warn',
      says: '{title} is not installed yet. The guided installation brings it, and the cluster needs it for {need}',
      remedy: {
        ...bring,
        text: 'Nothing, where the configuration of the installation says install for {title}. Where it says skip, install {title}[ {range}] before.',
      },
    },
    NotUsed: {
      status: 'notApplicable',
      says: `[{title} comes with the GPU Operator by its {partOf}|Nothing says that the cluster needs {title}]${WHEN}`,
    },
    VersionUnreadable: {
      status: 'unknown',
      says: '{title} is installed in a version that cannot be told. {workload} has [the image {image}|no image that tells it]',
      remedy: {
        text: 'Look up the version by hand. An image that is pinned by digest or named after a commit does not tell it.',
        commands: [look],
        docs,
      },
    },
  } as const satisfies Outcomes;
}
