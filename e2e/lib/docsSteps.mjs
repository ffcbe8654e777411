import { readFileSync } from 'node:fs';
import { inRoot } from '../../scripts/lib/root.mjs';

const STEP = /<!-- try: (\w+)(?: (\S+))? -->\n+```\w+\n([\s\S]*?)```/g;

/**
 * What a page of docs tells its reader to do, in its order: the fenced blocks that stand below a comment `<!-- try: ACTION FILE -->`.
 *
 * @param {string} page - path in the clone
 * @returns {{action: string, file?: string, text: string}[]}
 */
export function docsSteps(page) {
  const text = readFileSync(inRoot(page), 'utf8');
  return [...text.matchAll(STEP)].map(([, action, file, block]) => ({
    action,
    file,
    text: block.trimEnd(),
  }));
}
