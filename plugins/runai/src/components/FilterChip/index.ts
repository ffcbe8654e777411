export * from './FilterChip';
