export { ComparePanel, type ComparePanelProps } from './ComparePanel';
export { useComparison, type Comparison } from './useComparison';
