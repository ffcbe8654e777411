import fs from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';

/** Modules that are loaded anew for each mutation: checks, what lists them, and what judges by that list. */
const RELOADED = /\/packages\/checks\/src\/(checks\/|catalogue\.ts$|testing\/)/;

/**
 * Judges the cases of checks in this process, by sources of which one may be another than on the disk.
 *
 * Needs a loader of TypeScript: see `nodeTransform.cjs` of @backstage/cli-node.
 */
export class CasesOfChecks {
  #root;
  #mutated;

  /** @param {string} root - of the package `checks` */
  constructor(root) {
    this.#root = root;
    const readFileSync = fs.readFileSync;
    // The loader reads sources by it.
    fs.readFileSync = (path, ...rest) =>
      this.#mutated && path === this.#mutated.path
        ? this.#mutated.source
        : readFileSync(path, ...rest);
  }

  /**
   * The first case of a check of these categories that is no longer what it should be; undefined where all are.
   *
   * @param {{path: string, source: string} | undefined} mutated
   * @param {(id: string, category: string) => boolean} isWanted
   */
  firstBroken(mutated, isWanted) {
    this.#mutated = mutated;
    try {
      return this.#broken(isWanted);
    } catch (error) {
      return `does not load: ${error.message.split('\n')[0]}`;
    } finally {
      this.#mutated = undefined;
    }
  }

  #broken(isWanted) {
    // A new one each time: whoever loads a module keeps it.
    const require = createRequire(import.meta.url);
    forget(require.cache);
    const { CHECKS } = require(join(this.#root, 'src/catalogue.ts'));
    const { evaluateCheck } = require(join(this.#root, 'src/testing/index.ts'));
    for (const check of CHECKS) {
      if (!check.active && isWanted(check.id, check.category)) {
        const { cases } = require(this.#casesOf(check));
        for (const outcome of Object.keys(check.outcomes)) {
          if (!isReached(evaluateCheck, check, outcome, cases[outcome])) {
            return `${check.id} no longer reaches ${outcome}`;
          }
        }
      }
    }
    return undefined;
  }

  #casesOf({ id, category }) {
    const name = id
      .slice(id.indexOf('.') + 1)
      .replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
    return join(this.#root, 'src/checks', category, `${name}.cases.ts`);
  }
}

function isReached(evaluateCheck, check, outcome, options) {
  try {
    return evaluateCheck(check, options).some(
      ({ reason, status }) =>
        reason === outcome && status === check.outcomes[outcome].status,
    );
  } catch {
    return false;
  }
}

/** @param {NodeJS.Dict<NodeModule>} cache */
function forget(cache) {
  for (const path of Object.keys(cache)) {
    if (RELOADED.test(path)) {
      delete cache[path];
    }
  }
  for (const module of Object.values(cache)) {
    module.children = module.children.filter(({ id }) => id in cache);
  }
}

/** `checks/nvidia/nodeDriver.ts` is of category `nvidia`. */
export function categoryOf(path) {
  return basename(dirname(path));
}
