export { EmbeddedFrame } from './EmbeddedFrame';
export { PageBody } from './PageBody';
export { PageFrame } from './PageFrame';
