import type { FrameworkEntry } from '../shape.ts';
import { asyncHandlers } from './async-handlers.ts';
import { ecmascript } from './ecmascript.ts';
import { express } from './express.ts';
import { fastify, fastifyPlugin } from './fastify.ts';
import { hono, honoFactory } from './hono.ts';
import { koa } from './koa.ts';
import { classTransformer, nestjs, nestMongoose, nestPassport, nestSequelize, nestTypeorm } from './nestjs.ts';
import { next, serverActions } from './next.ts';
import { nodeAsyncHooks, nodeProcess, nodeUtil } from './node.ts';
import { remix } from './remix.ts';
import { trpc } from './trpc.ts';
import { web } from './web.ts';

/** Where a name could mean several of them, the first one counts: what asks for more signs goes before what asks for fewer. */
export const frameworks: readonly FrameworkEntry[] = [
  ecmascript,
  nodeUtil,
  nodeProcess,
  nodeAsyncHooks,
  web,
  fastify,
  fastifyPlugin,
  express,
  koa,
  hono,
  honoFactory,
  next,
  serverActions,
  remix,
  trpc,
  asyncHandlers,
  nestjs,
  classTransformer,
  nestPassport,
  nestMongoose,
  nestSequelize,
  nestTypeorm,
];
