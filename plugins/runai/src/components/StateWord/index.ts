export * from './StateWord';
