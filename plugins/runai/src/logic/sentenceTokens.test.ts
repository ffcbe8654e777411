import { commandToFillIn, sentenceTokens } from './sentenceTokens';

function written(template: string, whole: boolean): string {
  return sentenceTokens(template, whole)
    .map(token => {
      if (token.kind === 'or') return ' OR ';
      const said = token.kind === 'value' ? `<${token.name}>` : token.text;
      return token.code ? `«${said}»` : said;
    })
    .join('');
}

describe('sentenceTokens', () => {
  it.each([
    ['All is well', 'All is well', 'All is well'],
    [
      '{node} offers {count} {count:GPU|GPUs}',
      '<node> offers <count> GPUs',
      '<node> offers <count> GPUs',
    ],
    [
      '{node} has driver {version}[, CUDA {cuda}]',
      '<node> has driver <version>',
      '<node> has driver <version>, CUDA <cuda>',
    ],
    [
      '[By {who}|By nobody], and {n:one|many} [at {podNamespace}]end',
      'By <who>, and many end',
      'By <who> OR By nobody, and many at <pod namespace>end',
    ],
    [
      'It failed[. Its pod says {why}|. Nothing tells why]',
      'It failed. Its pod says <why>',
      'It failed. Its pod says <why> OR Nothing tells why',
    ],
    // A choice by number within brackets is no alternative.
    ['Seen[ on {n} {n:node|nodes}]', 'Seen', 'Seen on <n> nodes'],
    [
      'Set `{key}=true`, see `{.spec}`',
      'Set «<key>»«=true», see «{.spec}»',
      'Set «<key>»«=true», see «{.spec}»',
    ],
    ['one ` alone, a | b', 'one ` alone, a | b', 'one ` alone, a | b'],
  ])('reads %s', (template, short, whole) => {
    expect(written(template, false)).toBe(short);
    expect(written(template, true)).toBe(whole);
  });

  it('tells what may be left out, and what is one of several', () => {
    expect(
      sentenceTokens('a[b{c}] d[e|f]', true).map(token =>
        token.kind === 'or' ? token.long : token.optional,
      ),
    ).toEqual([false, true, true, false, false, false, false]);
  });
});

describe('commandToFillIn', () => {
  it('names what is to be filled in as the commands of people do, and leaves a path of JSON alone', () => {
    expect(
      commandToFillIn(
        "kubectl -n {podNamespace} get pod {pod} -o jsonpath='{.spec.nodeName}'",
      ),
    ).toBe(
      "kubectl -n POD_NAMESPACE get pod POD -o jsonpath='{.spec.nodeName}'",
    );
  });
});
