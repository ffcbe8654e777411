import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { filesUnder } from './packages.mjs';

const SOURCE = /\.(?:[cm]?[jt]s|tsx)$/;
const RELATIVE =
  /\bfrom\s*['"](\.{1,2}(?:\/[^'"]*)?)['"]|\b(?:import|require)[\s(]*['"](\.{1,2}\/[^'"]+)['"]/g;
const ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.mjs',
  '.cjs',
  '.js',
  '/index.ts',
  '/index.tsx',
];

/**
 * The files under folders of the clone, and which of them each imports by a relative path, types included.
 *
 * @param {string[]} folders
 * @returns {Map<string, string[]>} by path from the root of the clone
 */
export function moduleGraph(folders) {
  const files = folders.flatMap(filesUnder).filter(file => SOURCE.test(file));
  const known = new Set(files);
  return new Map(
    files.map(file => [
      file,
      relativeImports(file)
        .map(specifier => resolveFile(dirname(file), specifier, known))
        .filter(Boolean),
    ]),
  );
}

/**
 * Files that import each other in a circle, each group sorted: the strongly connected components of more than one file (Tarjan).
 *
 * @param {Map<string, string[]>} graph
 * @returns {string[][]}
 */
export function circles(graph) {
  const order = new Map();
  const lowest = new Map();
  const stack = [];
  const found = [];
  const visit = file => {
    order.set(file, order.size);
    lowest.set(file, order.get(file));
    stack.push(file);
    for (const imported of graph.get(file) ?? []) {
      if (!order.has(imported)) {
        visit(imported);
      }
      if (stack.includes(imported)) {
        lowest.set(file, Math.min(lowest.get(file), lowest.get(imported)));
      }
    }
    if (lowest.get(file) === order.get(file)) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1) {
        found.push(group.sort());
      }
    }
  };
  for (const file of graph.keys()) {
    if (!order.has(file)) {
      visit(file);
    }
  }
  return found.sort(([a], [b]) => a.localeCompare(b));
}

function relativeImports(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(RELATIVE)].map(
    ([, declared, called]) => declared ?? called,
  );
}

function resolveFile(folder, specifier, known) {
  const path = normalize(join(folder, specifier)).replace(/\/$/, '');
  return ENDINGS.map(ending => `${path}${ending}`).find(
    candidate => known.has(candidate) && existsSync(join(root, candidate)),
  );
}
