export { DemoTag } from './DemoTag';
