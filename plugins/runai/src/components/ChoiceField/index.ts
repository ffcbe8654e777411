export * from './ChoiceField';
