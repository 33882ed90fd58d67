import type { FrameworkEntry } from '../shape.ts';
import { asyncHandlers } from './async-handlers.ts';
import { ecmascript } from './ecmascript.ts';
import { express } from './express.ts';
import { nodeProcess, nodeUtil } from './node.ts';

export const frameworks: readonly FrameworkEntry[] = [ecmascript, nodeUtil, nodeProcess, express, asyncHandlers];
