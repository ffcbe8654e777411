import { withoutTokens } from './withoutTokens';

/** Of the shape that Backstage and Kubernetes give out; signed by nobody. */
const TOKEN =
  'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJ1c2VyOmRlZmF1bHQvdmVyYSJ9.c2lnbmF0dXJl';

describe('what is written down', () => {
  it('holds no token, wherever somebody put it', () => {
    expect(withoutTokens(`/api/v1/namespaces/${TOKEN}/pods`)).toBe(
      '/api/v1/namespaces/[token]/pods',
    );
    expect(withoutTokens('/apis/apps.example.com/v1')).toBe(
      '/apis/apps.example.com/v1',
    );
  });

  it.each([
    [`Bearer%20${TOKEN}`, 'Bearer%20[token]'],
    [`x.${TOKEN}/y.${TOKEN}.z`, 'x.[token]/y.[token].z'],
    ['/api/v1/nodes/eyJub.de.example', '/api/v1/nodes/eyJub.de.example'],
    ['eyJhbGciOiJub25lIn0.eyJ9.', '[token]'],
    ['eyJhbGciOiJub25lIn0..x', 'eyJhbGciOiJub25lIn0..x'],
  ])('has the rest of %s as it was', (text, written) => {
    expect(withoutTokens(text)).toBe(written);
  });

  it('is found in a text that was made to take long', () => {
    // Minutes where every beginning of a token is followed to the end.
    const text = 'eyJ'.repeat(500_000);
    expect(withoutTokens(text)).toBe(text);
    expect(withoutTokens(`${text}.a.b/`)).toBe('[token]/');
  });
});
