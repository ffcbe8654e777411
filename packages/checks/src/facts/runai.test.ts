import { projectRunaiPublic } from './runai';

const shape = (data: Record<string, string>) => projectRunaiPublic({ data });

describe('runai-public', () => {
  it('is read in the layout of 2.9: a plain version, a YAML document with `optional` on top', () => {
    const document = `version: 2.9.0
runaiConfigStatus:
  conditions: [{type: Available, status: "True", reason: available}]
optional:
  knative: {components: {hpa: {available: true}, kourier: {available: false}}}
  mpi: {available: true}
`;
    expect(
      shape({ 'cluster-version': '2.9.0', 'runai-public': document }),
    ).toEqual({
      clusterVersion: '2.9.0',
      conditions: [{ type: 'Available', status: 'True', reason: 'available' }],
      dependencies: [
        { name: 'knative', required: false, available: false },
        { name: 'mpi', required: false, available: true },
      ],
    });
  });

  it('is read with `dependencies`, as JSON and as a text within it', () => {
    const required = {
      prometheus: { available: false, reason: 'not installed' },
    };
    const expected = [
      {
        name: 'prometheus',
        required: true,
        available: false,
        reason: 'not installed',
      },
    ];
    for (const dependencies of [
      { required },
      JSON.stringify({ required }),
      { required: JSON.stringify(required) },
    ]) {
      expect(
        shape({
          'runai-public': JSON.stringify({ version: 'v2.22.47', dependencies }),
        }),
      ).toMatchObject({
        clusterVersion: '2.22.47',
        dependencies: expected,
      });
    }
  });

  it('says nothing where the document is no YAML or missing', () => {
    expect(shape({ 'runai-public': '{[' })).toEqual({
      conditions: [],
      dependencies: [],
    });
    expect(projectRunaiPublic({})).toEqual({
      conditions: [],
      dependencies: [],
    });
  });
});
