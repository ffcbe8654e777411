export * from './check';
export * from './fact';
export * from './legacy';
export * from './observation';
export * from './outcome';
export * from './permission';
export * from './reasons';
export { FactUnavailable } from './FactUnavailable';
