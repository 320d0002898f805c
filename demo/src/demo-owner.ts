/**
 * Who signs in to a demonstration. No secret: it is printed at each start, and a demonstration listens on this
 * machine alone.
 */
export const demoOwner = {
  email: 'owner@selat.example',
  name: 'Dewi Lestari',
  password: 'selat-fiber-demo',
} as const;
