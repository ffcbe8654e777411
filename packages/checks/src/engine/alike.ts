import { randomUUID } from 'node:crypto';
import {
  isShellWord,
  type Subject,
} from '@runai-portal/backstage-plugin-runai-common';
import type { Finding } from '../declarations';
import { noParts, share } from '../memoize';

/** Stands for the name of each in what is said of nodes that are alike; no text of a cluster can hold it. */
const ANY_NAME = `node-${randomUUID()}`;

/** A node, and what is said of it and of all others like it: a finding with {@link ANY_NAME} for its name. */
interface OneOfAlike {
  readonly subject: Subject;
  readonly alike: Finding;
}

/**
 * Judges nodes, those that are alike together: thousands of nodes of a pool differ in little but their names, and what is said of
 * one is then said of each. Where the data of some make `judge` throw, these alone are `unknown` (`CheckCrashed`).
 *
 * @param partsOf - all that is judged of a node but its name, told apart by identity: objects that nodes share, texts, numbers. A
 * node that is like no other can be a part itself
 * @param judge - sees the parts, and a name that stands for that of each node; undefined where the check has nothing to say
 */
export function forNodesAlike<
  Node extends { readonly name: string },
  Parts extends object,
  Found extends object,
>(
  nodes: readonly Node[],
  partsOf: (node: Node) => Parts,
  judge: (name: string, parts: Parts) => Found | undefined,
): Found[] {
  const kinds = noParts<Parts>();
  const saidOf = new Map<Parts, Found | undefined>();
  const findings: object[] = [];
  for (const node of nodes) {
    const { name } = node;
    let alike: object | undefined;
    try {
      const parts = share(kinds, partsOf(node));
      if (!isShellWord(name)) {
        // Commands leave out what is no word to a shell: such a node is like no other.
        alike = judge(name, parts);
      } else {
        if (!saidOf.has(parts)) {
          saidOf.set(parts, judge(ANY_NAME, parts));
        }
        alike = saidOf.get(parts);
      }
    } catch (crash) {
      alike = { crash };
    }
    if (alike) {
      findings.push({ subject: { kind: 'node', name }, alike });
    }
  }
  // The engine finds what is said of each in what is said of all.
  return findings as Found[];
}

/** Whether a finding stands for one of several that are alike. */
export function isOneOfAlike(finding: object): finding is OneOfAlike {
  return 'alike' in finding;
}

/** The pieces of a text before, between and after the name in what is said of nodes that are alike; one where it names none. */
export function piecesAroundName(text: string): readonly string[] {
  return text.split(ANY_NAME);
}
