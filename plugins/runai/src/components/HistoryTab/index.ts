export * from './HistoryTab';
