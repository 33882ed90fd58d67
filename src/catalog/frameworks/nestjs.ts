import { defineFramework, type Behaviour, type FrameworkEntry, type Role } from '../shape.ts';

/**
 * Nest 8 to 11. An annotation of a method registers it (its receiver is the method), one of a parameter or field gives what is put in there.
 * Who is called through the container is found by the types and tokens of constructors.
 */

const data = (role: Role): Behaviour => ({ returns: { kind: 'role', role } });
const route = (method: string): Behaviour => ({
  effects: [{ kind: 'route', method, path: '0', handlers: 'receiver' }],
});
const request: Behaviour = { returns: { kind: 'type', type: 'express/Request', connection: 'new' } };

export const nestjs: FrameworkEntry = defineFramework({
  name: 'nestjs',
  packages: ['@nestjs/common'],
  exports: {
    Get: route('get'),
    Post: route('post'),
    Put: route('put'),
    Patch: route('patch'),
    Delete: route('delete'),
    Options: route('options'),
    Head: route('head'),
    All: route('all'),
    Sse: route('get'),
    UseGuards: { effects: [{ kind: 'middleware', handlers: 'rest' }] },
    Req: request,
    Request: request,
    Body: data('body'),
    RawBody: data('body'),
    Param: data('params'),
    Query: data('query'),
    Headers: data('headers'),
    Session: data('session'),
    Ip: data('request-data'),
    HostParam: data('request-data'),
    UploadedFile: data('request-data'),
    UploadedFiles: data('request-data'),
    /** The annotation that is made stands for what it takes from the request. */
    createParamDecorator: {
      effects: [
        {
          kind: 'callback',
          function: '0',
          parameters: [{ kind: 'unknown' }, { kind: 'type', type: 'ExecutionContext' }],
        },
      ],
      returns: { kind: 'callback-result' },
    },
    Inject: { returns: { kind: 'provided', token: '0' } },
    /** A class that is declared later, or in a file that imports this one. */
    forwardRef: {
      effects: [{ kind: 'callback', function: '0', parameters: [] }],
      returns: { kind: 'callback-result' },
    },
  },
  types: {
    ExecutionContext: {
      declaredAs: ['ExecutionContext', 'ArgumentsHost'],
      members: { switchToHttp: { returns: { kind: 'type', type: 'HttpArgumentsHost' } } },
    },
    HttpArgumentsHost: { members: { getRequest: request } },
  },
  handlerParameters: [],
  handlerParameterNames: [],
});

/** The same fields as an instance of a class, or back. */
export const classTransformer: FrameworkEntry = defineFramework({
  name: 'class-transformer',
  packages: ['class-transformer'],
  exports: {
    plainToClass: { returns: { kind: 'argument', at: '1' } },
    plainToInstance: { returns: { kind: 'argument', at: '1' } },
    classToPlain: { returns: { kind: 'argument', at: '0' } },
    instanceToPlain: { returns: { kind: 'argument', at: '0' } },
    instanceToInstance: { returns: { kind: 'argument', at: '0' } },
  },
  types: {},
  handlerParameters: [],
  handlerParameterNames: [],
});

export const nestPassport: FrameworkEntry = defineFramework({
  name: 'nestjs-passport',
  packages: ['@nestjs/passport'],
  exports: { AuthGuard: { returns: { kind: 'function', effects: [{ kind: 'verify', onto: 'user' }] } } },
  types: {},
  handlerParameters: [],
  handlerParameterNames: [],
});

export const nestMongoose: FrameworkEntry = defineFramework({
  name: 'nestjs-mongoose',
  packages: ['@nestjs/mongoose'],
  exports: {
    InjectModel: { returns: { kind: 'type', type: 'mongoose/Model', resource: '0', connection: 'new' } },
    InjectConnection: { returns: { kind: 'type', type: 'mongoose/Connection', connection: 'new' } },
    SchemaFactory: { type: 'SchemaFactory' },
  },
  types: { SchemaFactory: { members: { createForClass: { returns: { kind: 'type', type: 'mongoose/Schema' } } } } },
  handlerParameters: [],
  handlerParameterNames: [],
});

/** The model that is injected is the class itself. */
export const nestSequelize: FrameworkEntry = defineFramework({
  name: 'nestjs-sequelize',
  packages: ['@nestjs/sequelize'],
  exports: {
    InjectModel: { returns: { kind: 'argument', at: '0' } },
    InjectConnection: { returns: { kind: 'type', type: 'sequelize/Sequelize', connection: 'new' } },
  },
  types: {},
  handlerParameters: [],
  handlerParameterNames: [],
});

export const nestTypeorm: FrameworkEntry = defineFramework({
  name: 'nestjs-typeorm',
  packages: ['@nestjs/typeorm'],
  exports: {
    InjectRepository: { returns: { kind: 'type', type: 'typeorm/Repository', resource: '0', connection: 'new' } },
    InjectDataSource: { returns: { kind: 'type', type: 'typeorm/DataSource', connection: 'new' } },
    InjectConnection: { returns: { kind: 'type', type: 'typeorm/DataSource', connection: 'new' } },
    InjectEntityManager: { returns: { kind: 'type', type: 'typeorm/OuterManager', connection: 'new' } },
  },
  types: {},
  handlerParameters: [],
  handlerParameterNames: [],
});
