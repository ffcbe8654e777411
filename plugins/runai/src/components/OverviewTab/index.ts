export * from './OverviewTab';
