export * from './RunaiRouter';
