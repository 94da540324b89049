/** An error in the OpenAPI document: when it comes, in words. Its body is the one Problem of all errors. */
export function problemAnswer(description: string) {
  return { description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
}
