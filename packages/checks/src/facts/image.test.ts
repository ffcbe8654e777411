import { imageVersion, parseImage } from './image';

describe('parseImage', () => {
  it('does not take the port of a registry for a tag', () => {
    expect(parseImage('registry.corp.example:5000/mirror/driver')).toEqual({
      repository: 'registry.corp.example:5000/mirror/driver',
      basename: 'driver',
    });
  });

  it('reads a tag beside a digest', () => {
    expect(parseImage('nvcr.io/nvidia/driver:460.73.01@sha256:ab')).toEqual({
      repository: 'nvcr.io/nvidia/driver',
      basename: 'driver',
      tag: '460.73.01',
    });
  });
});

describe('imageVersion', () => {
  it.each([
    ['quay.io/prometheus/prometheus:v3.14.0-distroless', '3.14.0'],
    ['quay.io/prometheus/prometheus:v2.26.0', '2.26.0'],
    ['nvcr.io/nvidia/driver:595.91.07-ubuntu22.04', '595.91.07'],
    ['nvcr.io/nvidia/driver:470-ubuntu22.04', undefined],
    ['registry:5000/prometheus', undefined],
    ['prom/prometheus:latest', undefined],
    ['prom/prometheus@sha256:1234', undefined],
    ['gcr.io/run-ai-prod/operator:1.0.133', '1.0.133'],
  ])('of %s is %s', (image, version) => {
    expect(imageVersion(image)).toBe(version);
  });
});
