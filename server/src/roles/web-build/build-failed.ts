/** Why the web app could not be built, in a sentence for people. The API and RADIUS need nothing of it. */
export class BuildFailed extends Error {
  override name = 'BuildFailed';
}
