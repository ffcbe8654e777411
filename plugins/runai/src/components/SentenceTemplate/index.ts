export {
  SentenceTemplate,
  type SentenceTemplateProps,
} from './SentenceTemplate';
