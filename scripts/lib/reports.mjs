import { runNode } from './children.mjs';
import { publishablePackages } from './packages/publishable.mjs';
import { typeSteps } from './packages/typeSteps.mjs';
import { inRoot } from './root.mjs';

const repoTools = inRoot(
  'node_modules/@backstage/repo-tools/bin/backstage-repo-tools',
);

/** Said by API Extractor of nearly every package; whether an export has a release tag and a text is looked at in reviews. */
const OMITTED = [
  'ae-missing-release-tag',
  'ae-undocumented',
  'ae-forgotten-export',
  // Packages of the workspace are read from their sources; the message names the folder of this machine.
  'ae-wrong-input-file-type',
];

/** What a package offers and asks for, as files that are committed: a change of them is seen in the review of a change. */
export function reportSteps({ check }) {
  const packages = publishablePackages().map(({ folder }) => folder);
  const ci = check ? ['--ci'] : [];
  return [
    ...typeSteps(),
    {
      title: 'Reports of the APIs and of the database',
      args: [
        repoTools,
        'api-reports',
        ...packages,
        '--sql-reports',
        ...ci,
        '--allow-all-warnings',
        '--omit-messages',
        OMITTED.join(','),
      ],
    },
    {
      title: 'Reports of dependencies that nothing uses',
      args: [repoTools, 'knip-reports', ...packages, ...ci],
    },
  ];
}

/**
 * Writes the reports, or looks whether those that are committed are true.
 *
 * @param {{check: boolean}} options
 * @returns {Promise<{code: number, output: string}>} of the first step that failed, else of all
 */
export async function makeReports({ check }) {
  let output = '';
  for (const { title, args } of reportSteps({ check })) {
    const step = await runNode(args, { env: { NODE_OPTIONS: '' } });
    output += `${title}\n${step.output}`;
    if (step.code !== 0) {
      return { code: step.code, output };
    }
  }
  return { code: 0, output };
}
