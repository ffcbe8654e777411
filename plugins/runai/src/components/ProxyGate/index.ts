export { ProxyGate, type ProxyGateProps } from './ProxyGate';
