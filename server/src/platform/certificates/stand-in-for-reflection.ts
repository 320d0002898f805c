type Reflection = typeof Reflect & {
  getMetadata?: () => undefined;
  getOwnMetadata?: () => undefined;
};

/**
 * The library of certificates registers its parts with a container that refuses to load without the metadata
 * extension of Reflect. It asks there for the parameters of constructors, of which those parts have none; so that
 * "nothing is known" is the true answer. One that is really there stays.
 */
export function standInForReflection(): void {
  const reflection = Reflect as Reflection;
  reflection.getMetadata ??= () => undefined;
  reflection.getOwnMetadata ??= () => undefined;
}
