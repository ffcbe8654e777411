export * from './GpuMap';
