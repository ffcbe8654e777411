export * from './NodesTab';
