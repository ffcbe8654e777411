export * from './HistoryStrip';
