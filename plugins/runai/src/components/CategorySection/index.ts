export * from './CategorySection';
