import { headline, splitMessage } from './headline';

describe('the headline of a message', () => {
  it.each([
    [
      'gpu-07 has no working NVIDIA driver. The driver pod restarted 14 times.',
      'gpu-07 has no working NVIDIA driver',
    ],
    ['One sentence alone', 'One sentence alone'],
    ['One sentence with its stop.', 'One sentence with its stop'],
    [
      'Kubernetes 1.20.2 is supported. Newer is better.',
      'Kubernetes 1.20.2 is supported',
    ],
    [
      'Services are starting. runai-scheduler has 0 of 1 ready.',
      'Services are starting',
    ],
    [
      'Driver 450.80.02 answers on gpu-01.example. 6 of 7 have it.',
      'Driver 450.80.02 answers on gpu-01.example',
    ],
    [
      'The image quay.io/a/b:1.2.3 is missing. Push it.',
      'The image quay.io/a/b:1.2.3 is missing',
    ],
    [
      'A volume is shared, e.g. Bound claims. More follows.',
      'A volume is shared, e.g. Bound claims',
    ],
    [
      'It says "no such host." Ask the network team.',
      'It says "no such host."',
    ],
    ['Nothing is known (yet.) Wait.', 'Nothing is known (yet.)'],
    ['First line.\nSecond line.', 'First line'],
    ['It waits... still', 'It waits... still'],
    ['It waits...', 'It waits...'],
    ['  Spaces around.  ', 'Spaces around'],
    ['Über alles. Änderung folgt.', 'Über alles'],
    ['', ''],
  ])('of %j is %j', (message, expected) => {
    expect(headline(message)).toBe(expected);
  });

  it('leaves the rest of the message as its details', () => {
    expect(
      splitMessage('Not reached. It timed out. Ask the network team.'),
    ).toEqual({
      headline: 'Not reached',
      details: 'It timed out. Ask the network team.',
    });
    expect(splitMessage('Not reached.').details).toBeUndefined();
    expect(splitMessage('One. the pod gpu-driver-x7').details).toBe(
      'the pod gpu-driver-x7.',
    );
    expect(splitMessage('One. It says "no"').details).toBe('It says "no"');
  });
});
