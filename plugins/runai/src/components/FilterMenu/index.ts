export * from './FilterMenu';
