import { createRequire } from 'node:module';
import { join } from 'node:path';
import { CHECK_CATEGORIES } from '@runai-portal/backstage-plugin-runai-common';
import {
  defineCheck,
  type Check,
  type CheckOf,
  type Fact,
} from '@runai-portal/checks';
import { InputError } from '../arguments/InputError';

/** What modules of a site's own add. */
export interface Plugins {
  checks: Check[];
  facts: Fact<unknown>[];
}

/**
 * Loads modules that export `checks` and, if they like, `facts`, made with `defineCheck` and `defineFact`.
 *
 * @param modules - paths from the caller's folder (`./checks.js`), or names of packages that are installed there
 * @throws InputError that names the module
 */
export function loadPlugins(modules: readonly string[], cwd: string): Plugins {
  const plugins: Plugins = { checks: [], facts: [] };
  const load = createRequire(join(cwd, 'plugins.js'));
  for (const name of modules) {
    const exported = exportsOf(name, load);
    if (
      !isListOf(exported.checks, isCheck) ||
      !isListOf(exported.facts ?? [], isFact)
    ) {
      throw new InputError(
        `The plugin ${name} must export checks, a list of what defineCheck returns, and may export facts, a list of what defineFact returns.`,
      );
    }
    // What a module writes down itself is declared here; what defineCheck made stays what it is.
    plugins.checks.push(
      ...(exported.checks as CheckOf<string>[]).map(check =>
        defineCheck(check),
      ),
    );
    plugins.facts.push(...((exported.facts ?? []) as Fact<unknown>[]));
  }
  return plugins;
}

function exportsOf(
  name: string,
  load: (name: string) => unknown,
): Record<string, unknown> {
  try {
    const loaded = load(name);
    const inner =
      isRecord(loaded) && isRecord(loaded.default) && !('checks' in loaded)
        ? loaded.default
        : loaded;
    return isRecord(inner) ? inner : {};
  } catch (error) {
    const message = isRecord(error) ? String(error.message) : String(error);
    throw new InputError(
      `The plugin ${name} cannot be loaded: ${message.split('\n')[0]}.`,
    );
  }
}

function isCheck(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.evaluate === 'function' &&
    isRecord(value.uses) &&
    isRecord(value.outcomes) &&
    Object.values(value.outcomes).every(
      outcome => isRecord(outcome) && typeof outcome.says === 'string',
    ) &&
    CHECK_CATEGORIES.some(category => category === value.category)
  );
}

function isFact(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.id === 'string' &&
    typeof value.collect === 'function'
  );
}

function isListOf(
  value: unknown,
  isItem: (item: unknown) => boolean,
): value is unknown[] {
  return Array.isArray(value) && value.every(isItem);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
