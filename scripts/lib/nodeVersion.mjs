import { readFileSync } from 'node:fs';
import { Problem } from './Problem.mjs';
import { inRoot } from './root.mjs';

/** `engines.node` of package.json, the one place that says which versions the portal runs on, such as `>=20.19 <21 || >=22.12`. */
export function supportedVersions() {
  return JSON.parse(readFileSync(inRoot('package.json'), 'utf8')).engines.node;
}

/**
 * Whether a version is in a range of `>=` and `<`, which npm's own library would say better: nothing is installed yet.
 *
 * @param {string} version - as `process.versions.node` has it
 * @param {string} [range]
 */
export function isSupportedNode(version, range = supportedVersions()) {
  return range.split('||').some(part =>
    part
      .trim()
      .split(/\s+/)
      .every(comparator => satisfies(version, comparator)),
  );
}

/** Ends with one sentence where this Node is not one that the portal runs on. */
export function requireSupportedNode(version = process.versions.node) {
  if (!isSupportedNode(version)) {
    throw new Problem(
      `This is Node ${version}; the portal needs Node ${inWords(
        supportedVersions(),
      )}: install one of them and run this again.`,
    );
  }
}

/** `>=20.19 <21 || >=22.12` -> `20.19 or a later 20, or 22.12 or any later one` */
export function inWords(range) {
  return range
    .split('||')
    .map(part => {
      const [, from, before] = /^>=(\S+)(?: <(\S+))?$/.exec(part.trim());
      return `${from} or ${
        before ? `a later ${from.split('.')[0]}` : 'any later one'
      }`;
    })
    .join(', or ');
}

function satisfies(version, comparator) {
  const [, operator, bound] = /^(>=|<)([\d.]+)$/.exec(comparator);
  const difference = compare(version, bound);
  return operator === '<' ? difference < 0 : difference >= 0;
}

function compare(left, right) {
  const [a, b] = [left, right].map(one => one.split('.').map(Number));
  const index = a.findIndex((part, at) => part !== (b[at] ?? 0));
  return index < 0 ? 0 : a[index] - (b[index] ?? 0);
}
