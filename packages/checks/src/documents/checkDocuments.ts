import { passiveManifest } from '../access/accessManifest';
import type { Engine } from '../createEngine';
import { DEFAULT_PROFILE } from '../profiles';
import { checkPage } from './checkPage';
import { WRITTEN } from './markdown';
import { coveragePage, indexPage } from './overviews';

/** The folders that hold written documents and nothing else. */
export const DOCUMENT_FOLDERS = ['checks', 'manifests'];

/**
 * The documents that follow from the declarations: a page for each check, those of a plugin among them, an index, which statement of
 * the seed documents is held by what, and the roles that a run needs.
 *
 * @returns texts by their paths below the folder of the documents
 */
export function checkDocuments(
  engine: Pick<Engine, 'checks' | 'facts' | 'describeChecks'>,
): ReadonlyMap<string, string> {
  const checks = engine.describeChecks();
  return new Map([
    ['checks/index.md', indexPage(checks, DEFAULT_PROFILE)],
    ['checks/coverage.md', coveragePage(checks)],
    ...checks.map(
      check => [`checks/${check.id}.md`, checkPage(check)] as const,
    ),
    ['manifests/passive.yaml', `# ${WRITTEN}\n${passiveManifest(engine)}`],
  ]);
}
