export { runaiPlugin as default, runaiPlugin } from './plugin';
