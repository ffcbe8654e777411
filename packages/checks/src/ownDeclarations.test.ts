import * as authors from './forAuthors';
import { CATALOGUE } from './catalogue';
import { createEngine } from './createEngine';
import {
  defineCheck,
  defineObservation,
  type Check,
  type Outcomes,
  type Sources,
} from './declarations';
import { sourcesBehind } from './engine/Catalogue';
import { nodesFact } from './facts/nodes';
import { defineFact, listFact, type Request } from './facts/request';
import { platformObservation } from './observations/distribution';
import { snapshotFacts } from './snapshot';

const FINE: Outcomes = {
  Short: { status: 'pass', says: '{node} is short' },
  Long: {
    status: 'warn',
    says: '{node} is long',
    remedy: {
      text: 'Rename it.',
      docs: [{ title: 'Ours', url: 'https://x.test' }],
    },
  },
};

function check(changes: Partial<Check> = {}): Check {
  return {
    ...defineCheck<Sources, string>({
      id: 'acme.node-names',
      title: 'Names of nodes are short',
      category: 'nodes',
      description: 'Long names are cut.',
      uses: { nodes: nodesFact, platform: platformObservation },
      outcomes: FINE,
      evaluate: () => [],
    }),
    ...changes,
  };
}

function fact(request: Request, id = 'acme.things') {
  return defineFact({
    id,
    title: 'Things',
    ttlSeconds: 60,
    requests: { request },
    collect: async () => 0,
  });
}

const warns = (outcome: object) =>
  check({
    outcomes: {
      Long: { status: 'warn', says: 'Long', ...outcome },
    } as unknown as Outcomes, // as a module in JavaScript may have it
  });

describe("a site's own declarations", () => {
  it('are taken where they keep to the rules, and rest on what ours rest on', () => {
    const uses = { things: fact({ verb: 'list', resource: 'configmaps' }) };
    const own = [check(), check({ id: 'acme.things', uses })];
    expect(createEngine({ checks: own }).checks.slice(-2)).toEqual(own);
  });

  it.each<[string, Check, string]>([
    [
      'an id that is taken',
      check({ id: 'gpu.node-driver' }),
      'Two checks have the id "gpu.node-driver": one of them must be renamed',
    ],
    [
      'an id in a namespace of ours',
      check({ id: 'gpu.colour' }),
      'The check "gpu.colour" needs a namespace of its own in its id: "gpu." belongs to the portal\'s checks',
    ],
    [
      'an id in the namespace of a category',
      check({ id: 'software.licence' }),
      '"software." belongs to',
    ],
    ['an id without a namespace', check({ id: 'names' }), 'needs an id like'],
    ['an id with capitals', check({ id: 'acme.Names' }), 'needs an id like'],
    ['no title', check({ title: '' }), 'needs a title and a description'],
    [
      'a category that there is not',
      check({ category: 'acme' as Check['category'] }),
      'The check "acme.node-names" has the category "acme"; there are: connection, platform,',
    ],
    ['no outcomes', check({ outcomes: {} }), 'declares no outcomes'],
    [
      'an outcome without a sentence',
      check({ outcomes: { Fine: { status: 'pass', says: '' } } }),
      'says nothing in its outcome Fine',
    ],
    [
      'a warning without a remedy',
      warns({}),
      'does not say what to do in its outcome Long: give it a remedy',
    ],
    [
      'a status that there is not',
      warns({ status: 'broken' }),
      'gives its outcome Long the status "broken"; there are: pass, warn,',
    ],
    [
      'a reason that is none',
      check({ outcomes: { 'too long': { status: 'pass', says: 'x' } } }),
      'has the outcome "too long": reasons are written like NotFound',
    ],
    [
      'a remedy for nobody',
      warns({ remedy: { text: 'x', owner: 'somebody' } }),
      'leaves the remedy of Long to "somebody"; there are: cluster-admin,',
    ],
    [
      'a document that there is not',
      warns({ remedy: { text: 'x', where: { gke: { docs: ['ours'] } } } }),
      'names the document "ours" in the remedy of Long',
    ],
    [
      'a dependency that there is not',
      check({ dependsOn: ['platform.colour'] }),
      'depends on "platform.colour", and there is no such check',
    ],
    [
      'a dependency on itself',
      check({ dependsOn: ['acme.node-names'] }),
      'depends on itself',
    ],
    [
      'a fact that reads Secrets',
      check({ uses: { x: fact({ verb: 'list', resource: 'secrets' }) } }),
      'The fact "acme.things" reads secrets: that is never granted',
    ],
    [
      'a fact that reads everything, behind an observation',
      check({
        uses: {
          x: defineObservation({
            id: 'acme.x',
            uses: { all: fact({ verb: 'list', resource: '*' }) },
            observe: () => 0,
          }),
        },
      }),
      'The fact "acme.things" reads *: that is never granted',
    ],
    [
      'a fact that creates',
      check({ uses: { x: fact({ verb: 'review', resource: 'pods' }) } }),
      'The fact "acme.things" creates pods: the portal only reads',
    ],
    [
      'a source that was declared by nothing',
      check({ uses: { x: { id: 'acme.x' } as typeof nodesFact } }),
      'The source "acme.x" must be declared with defineFact,',
    ],
    [
      'a check that was declared by nothing',
      { id: 'acme.x', uses: {}, evaluate: () => [] } as unknown as Check,
      'The check "acme.x" must be declared with defineCheck',
    ],
    [
      'a fact with an id of ours',
      check({
        uses: { x: fact({ verb: 'list', resource: 'nodes' }, 'nodes') },
      }),
      'Two facts have the id "nodes"',
    ],
    [
      'a fact without a namespace',
      check({
        uses: {
          x: listFact({
            id: 'things',
            title: 'Things',
            resource: 'configmaps',
            ttlSeconds: 60,
            project: ({ name }) => name,
          }),
        },
      }),
      'The fact "things" needs an id like',
    ],
    [
      'an observation with an id of ours',
      check({
        uses: {
          x: defineObservation({ id: 'platform', uses: {}, observe: () => 0 }),
        },
      }),
      'Two observations have the id "platform"',
    ],
  ])('are refused with %s, in one sentence', (_what, declared, sentence) => {
    const make = () => createEngine({ checks: [declared] });
    expect(make).toThrow(sentence);
    expect(make).toThrow(/^[^\n]+$/);
  });

  it('are refused where checks of two modules wait for each other', () => {
    const one = check({ id: 'acme.one', dependsOn: ['acme.two'] });
    const two = check({ id: 'acme.two', dependsOn: ['acme.one'] });
    expect(() => createEngine({ checks: [one, two] })).toThrow(
      'The check "acme.one" depends on itself',
    );
  });

  it('are refused where a fact that no check rests on reads Secrets', () => {
    const facts = [fact({ verb: 'list', resource: 'secrets/status' })];
    expect(() => createEngine({ facts })).toThrow('never granted');
  });
});

describe('what authors may rest on', () => {
  it('is part of the catalogue, so that nobody takes it for a declaration of their own', () => {
    const known = sourcesBehind([
      ...CATALOGUE.checks.flatMap(({ uses, optional }) => [
        ...Object.values(uses),
        ...Object.values(optional),
      ]),
      ...snapshotFacts,
      CATALOGUE.platform,
    ]);
    const handed = Object.values(authors).filter(
      (value): value is typeof nodesFact =>
        typeof value === 'object' && 'kind' in value,
    );
    expect(handed.length).toBeGreaterThan(5);
    expect(handed.filter(source => !known.has(source))).toEqual([]);
  });
});
