import { readFileSync } from 'node:fs';
import {
  CHECK_CATEGORIES,
  CLUSTER_USES,
} from '@runai-portal/backstage-plugin-runai-common';
import { parse } from 'yaml';
import { CHECKS } from './catalogue';
import { factsOf } from './engine/Catalogue';
import { weigh } from './engine/severity';
import { ProfileRegistry } from './profiles';
import { snapshotFacts } from './snapshot';
import { resolveInPackage } from './profiles/packageFolder';

/** Ids of the statements of the seed documents. */
const STATEMENTS = Object.keys(
  parse(
    readFileSync(
      resolveInPackage('profiles', 'tables', 'seed-statements.yaml'),
      'utf8',
    ),
  ),
);

const claimed = new Set(CHECKS.flatMap(({ requirements }) => requirements));

describe('the catalogue', () => {
  it('claims every statement of the seed documents', () => {
    expect(STATEMENTS.filter(id => !claimed.has(id))).toEqual([]);
  });

  it('claims nothing that the seed documents do not say', () => {
    expect([...claimed].filter(id => !STATEMENTS.includes(id))).toEqual([]);
  });

  it('has the endpoint of each network statement in the seed profile', () => {
    const { endpoints } = ProfileRegistry.load().get();
    for (const id of ['B17', 'B18', 'B19', 'B20', 'B21', 'B22']) {
      expect(endpoints.some(({ requirement }) => requirement === id)).toBe(
        true,
      );
    }
  });

  it('is in the order of the categories, probes last, and names each check once', () => {
    const passive = CHECKS.filter(({ active }) => !active);
    const order = passive.map(({ category }) =>
      CHECK_CATEGORIES.indexOf(category),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });

  it('says of every check how to see the same by hand, as it would be typed', () => {
    for (const { id, verify } of CHECKS) {
      expect({ id, text: verify?.text }).toEqual({
        id,
        text: expect.stringMatching(/^[A-Z].*\.$/),
      });
      const there = Object.values(verify?.where ?? {});
      const commands = [verify, ...there].flatMap(of => of?.commands ?? []);
      expect([id, commands.length]).not.toEqual([id, 0]);
      // Values of a cluster are not known there: {node} would stay as it is.
      const templates = /(?<![%$])\{(?!end\})[a-z]\w*\}/;
      expect(commands.filter(line => templates.test(line))).toEqual([]);
    }
  });

  it('has no words behind others that always stand: of `[one|another]` each but the last names a value', () => {
    const texts = CHECKS.flatMap(({ id, expected, actual, outcomes }) =>
      [
        expected,
        actual,
        ...Object.values(outcomes).flatMap(outcome => [
          outcome.says,
          outcome.expected,
          outcome.actual,
          outcome.remedy?.text,
          ...Object.values(outcome.remedy?.where ?? {}).map(({ text }) => text),
        ]),
      ].map(text => ({ id, text: text ?? '' })),
    );
    const hidden = texts.flatMap(({ id, text }) =>
      [...text.matchAll(/\[([^[\]]*)\]/g)]
        .filter(([, parts]) =>
          parts
            .split(/\|(?![^{}]*\})/)
            .slice(0, -1)
            .some(part => !/\{[a-zA-Z]/.test(part)),
        )
        .map(([words]) => ({ id, words })),
    );
    expect(hidden).toEqual([]);
  });

  it('has one fact for each id', () => {
    const facts = new Set([...CHECKS.flatMap(factsOf), ...snapshotFacts]);
    expect(new Set([...facts].map(({ id }) => id)).size).toBe(facts.size);
  });

  it('weighs every active check by the profile, and names no check in it that would be misspelt', () => {
    const { checks } = ProfileRegistry.load().get();
    for (const { id } of CHECKS.filter(({ active }) => active)) {
      expect(Object.keys(checks)).toContain(id);
    }
    const known = CHECKS.map(({ id }) => id);
    expect(Object.keys(checks).filter(id => !known.includes(id))).toEqual([]);
  });

  it('never makes the verdict depend on something that the seed does not ask for, what nothing can be judged without aside', () => {
    const profile = ProfileRegistry.load().get();
    const without = CHECKS.filter(
      ({ requirements }) => requirements.length === 0,
    ).filter(check => {
      const { severity, notApplicable } = weigh(check, {
        environment: 'production',
        uses: [...CLUSTER_USES],
        profile,
      });
      return severity === 'required' && !notApplicable;
    });
    expect(without.map(({ id }) => id)).toEqual([
      'cluster.reachable',
      'cluster.credentials',
      'platform.nodes-ready',
      'network.dns',
    ]);
  });
});
