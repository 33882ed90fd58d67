import { describeSources } from './lint-sources.ts';

describeSources({
  title: 'TypeScript and declarations that the development dependencies ship',
  names: /\.(?:[cm]?ts|tsx)$/u,
  limit: 400,
  atLeast: 400,
});
