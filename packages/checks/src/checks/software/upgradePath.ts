import { defineCheck } from '../../declarations';
import { evidenceOf, firstOf } from '../../engine/findings';
import { installedVersionObservation } from '../../observations/installedVersion';
import type { Profile } from '../../profiles';
import { lineOf, upgradePath as pathBetween } from './upgrades';

/** How the installed version comes to the one of the profile. */
export const upgradePath = defineCheck({
  id: 'software.upgrade-path',
  title: 'The installed version can be upgraded to that of the profile',
  category: 'software',
  description:
    'How many lines of Run:ai one upgrade may take is limited on the way to some of them, and some upgrades need preparations of their own. It is told which upgrades lead from the installed version to the one that the profile describes.',
  verify: {
    text: 'The chart tells the installed version: compare it with the upgrade notes of the wanted one.',
    commands: [
      'helm list --namespace runai',
      'kubectl -n runai get configmap runai-public -o yaml',
    ],
  },
  severity: 'informational',
  asked: ({ version }: Profile) => version,
  uses: { runai: installedVersionObservation },
  expected: 'Run:ai {wanted}',
  actual: 'Run:ai[ {installed}| of an unknown version]',
  outcomes: {
    SameLine: {
      status: 'pass',
      says: 'Run:ai {installed} is installed, of the line that the profile describes',
    },
    OneStep: {
      status: 'pass',
      says: 'Run:ai {installed} can be upgraded to {wanted} in one step[, {how}]',
    },
    Preparations: {
      status: 'warn',
      says: 'Run:ai {installed} can be upgraded to {wanted} in one step, which needs preparations: {preparations}[. It is done {how}]',
      remedy: {
        text: 'Before the upgrade: {preparations}.[ It is done {how}.][ It is supported {supported}.]',
        docs: ['runaiUpgrade'],
      },
    },
    SeveralSteps: {
      status: 'warn',
      says: 'Run:ai {installed} comes to {wanted} in {steps} upgrades: {path}. One upgrade takes at most {limit} versions on the way there',
      remedy: {
        text: 'Upgrade {path}.[ On the way: {preparations}.][ It is done {how}.][ It is supported {supported}.]',
        docs: ['runaiUpgrade'],
      },
    },
    Downgrade: {
      status: 'fail',
      says: 'Run:ai {installed} is newer than {wanted}, which the profile describes. There is no way back to an older version',
      remedy: {
        owner: 'portal-admin',
        text: 'Judge the cluster by the profile of Run:ai {line} or of a later version.',
      },
    },
    NotInstalled: {
      status: 'notApplicable',
      says: 'Run:ai is not installed here, so there is nothing to upgrade',
    },
    VersionUnreadable: {
      status: 'unknown',
      says: 'Run:ai is installed in a version that cannot be told[: it calls itself "{installed}"]',
      remedy: {
        text: 'Look up the version of the chart by Helm.',
        commands: ['helm list --namespace {namespace}'],
      },
    },
    UnknownLine: {
      status: 'unknown',
      because: 'unsupported',
      says: 'No upgrade from Run:ai {installed} to {wanted} is known: one of them is a line that our table of upgrades lacks',
      remedy: {
        owner: 'portal-admin',
        text: "Read the vendor's notes on upgrades, and bring the portal up to date.",
        docs: ['runaiUpgrade'],
      },
    },
  },
  evaluate: ({ runai, settings, profile }) => {
    const { isInstalled, version: installed, versionSource } = runai;
    const { cluster: namespace } = profile.namespaces;
    const { version: wanted = '' } = profile;
    const line = installed && lineOf(installed);
    const path = line ? pathBetween(line, wanted, settings) : undefined;
    return {
      outcome: firstOf(
        [!isInstalled, 'NotInstalled'],
        [!line, 'VersionUnreadable'],
        [!path, 'UnknownLine'],
        [path?.isBack, 'Downgrade'],
        [path?.steps.length === 0, 'SameLine'],
        [path && path.steps.length > 1, 'SeveralSteps'],
        [path && path.preparations.length > 0, 'Preparations'],
        'OneStep',
      ),
      values: {
        installed,
        wanted,
        line,
        namespace,
        steps: path?.steps.length,
        path: path?.steps
          .map(([from, to]) => `${from} to ${to}`)
          .join(', then '),
        limit: path?.limit?.lines,
        how: path?.limit?.how,
        supported:
          settings.edition === 'openSource'
            ? undefined
            : path?.limit?.supported,
        preparations: path?.preparations.join('; ') || undefined,
      },
      evidence: evidenceOf(
        [
          versionSource ?? 'runai-operator',
          'version',
          installed ?? 'absent',
          'reported',
        ],
        ['profile', 'version', wanted, 'declared'],
        path?.steps.map(
          ([from, to]) => ['upgrade', from, to, 'inferred'] as const,
        ),
      ),
    };
  },
});
