import { describeSources } from './lint-sources.ts';

describeSources({
  title: 'all TypeScript and declarations that the development dependencies ship',
  names: /\.(?:[cm]?ts|tsx)$/u,
  limit: Number.MAX_SAFE_INTEGER,
  atLeast: 1500,
  ownSeconds: 0.5,
});
