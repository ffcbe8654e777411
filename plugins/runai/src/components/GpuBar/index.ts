export * from './GpuBar';
