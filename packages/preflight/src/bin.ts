import { runProcess } from './runProcess';

void runProcess();
