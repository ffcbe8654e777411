export * from './LoadingSkeleton';
