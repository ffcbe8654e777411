export { GpuSummary } from './GpuSummary';
