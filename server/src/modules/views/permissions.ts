export const permissions = [{ code: 'views.write', summary: 'Save views of lists for yourself' }] as const;
