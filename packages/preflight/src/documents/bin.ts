import { runProcess } from '../runProcess';
import { documents } from './documents';

void runProcess(documents);
