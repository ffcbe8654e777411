export { RunaiProviders } from './RunaiProviders';
