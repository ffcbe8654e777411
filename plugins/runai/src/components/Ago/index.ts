export * from './Ago';
