export { routerOsGardenLines } from './garden/router-garden-lines.ts';
export { encodeAnswer, type PortalTerms, type RadiusAnswer } from './portal/radius-answer.ts';
export { decodeQuestion, questionSecret } from './portal/radius-question.ts';
export { RadiusDesk } from './portal/radius-desk.ts';
