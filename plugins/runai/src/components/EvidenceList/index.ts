export { EvidenceList, type EvidenceListProps } from './EvidenceList';
